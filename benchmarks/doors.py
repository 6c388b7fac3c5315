"""By which door does a visitor come in, and what is to be found there? Ours and the peers'."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from benchmarks import dash_visitor, dialects, oracle, world
from benchmarks.load import Arrive
from benchmarks.servers import Running
from benchmarks.streamlit_visitor import StreamlitVisitor

FEW: Final = 20
EXPLORE: Final = "Tepat, Explore"
OVERVIEW: Final = "Tepat, Overview"
SETTLE_S: Final = 2.0


class Doors:
    """How visitors of one kind come in, and what they are to find there."""

    def __init__(self, home: Path) -> None:
        truths = oracle.answers(home).provinces
        self.codes = [it.province_code for it in truths]
        self.labels = {it.province_code: it.label for it in truths}
        self.names = {it.province_code: it.province for it in truths}
        self.expected = {it.province_code: list(it.counts) for it in truths}
        self.version = world.pointer(home).version

    def tepat(self, server: Running, page: str = OVERVIEW) -> Arrive:
        async def arrive() -> StreamlitVisitor:
            dialect = dialects.explore() if page == EXPLORE else dialects.TEPAT
            told = (server.url, dialect, self.labels, self.expected)
            return await StreamlitVisitor.arrive(*told)

        return arrive

    def plain(self, server: Running) -> Arrive:
        told = (server.url, dialects.PLAIN, self.names, self.expected)
        return partial(StreamlitVisitor.arrive, *told)

    def dash(self, server: Running) -> Arrive:
        told = (server.url, self.version, self.names, self.expected)
        return partial(dash_visitor.arrive, *told)
