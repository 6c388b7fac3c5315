"""By which way do visitors of each kind come in, and what are they to find there?"""

from __future__ import annotations

import asyncio
import time
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks import dash_visitor, dialects, oracle, world
from benchmarks.load import Arrive, Visitor
from benchmarks.servers import Running
from benchmarks.streamlit_visitor import StreamlitVisitor

EXPLORE: Final = "Tepat, Explore"
OVERVIEW: Final = "Tepat, Overview"
# A server rests when it needs less than that of a processor for so many seconds.
AT_REST: Final = 0.5
REST_S: Final = 2
REST_PATIENCE_S: Final = 10.0


class Doors:
    """Of one data directory, whose newest board stays unless it `is_moving`."""

    def __init__(self, home: Path) -> None:
        truths = oracle.answers(home).provinces
        self.codes = [it.province_code for it in truths]
        self.labels = {it.province_code: it.label for it in truths}
        self.names = {it.province_code: it.province for it in truths}
        self.expected = {it.province_code: list(it.counts) for it in truths}
        self.version = world.pointer(home).version
        self.is_moving = False

    def tepat(self, server: Running, page: str = OVERVIEW) -> Arrive:
        async def arrive() -> Visitor:
            dialect = dialects.explore() if page == EXPLORE else dialects.TEPAT
            return await StreamlitVisitor.arrive(server.url, dialect, self.labels, self.judge)

        return arrive

    def plain(self, server: Running) -> Arrive:
        told = (server.url, dialects.PLAIN, self.names, self.judge)
        return partial(StreamlitVisitor.arrive, *told)

    def dash(self, server: Running) -> Arrive:
        told = (server.url, self.version, self.names, self.expected)
        return partial(dash_visitor.arrive, *told)

    def judge(self, _version: int, province_code: str, counts: list[int]) -> bool:
        """Whether these are the counts of that province; any will do once boards change."""
        return self.is_moving or counts == self.expected[province_code]


async def come_to_rest(server: Running) -> None:
    """Until what came before, arrivals for example, no longer keeps it busy; not for ever."""
    limit, still_s = time.monotonic() + REST_PATIENCE_S, 0
    while still_s < REST_S and time.monotonic() < limit:
        used = server.cpu_seconds
        await asyncio.sleep(1)
        still_s = still_s + 1 if server.cpu_seconds - used < AT_REST else 0
