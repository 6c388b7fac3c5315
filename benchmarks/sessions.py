"""How many people can choose a province at the same time, and what does each find?

Each session is a tab that speaks the server's own protocol without a browser (streamlit_visitor.py,
dash_visitor.py): it opens the page, chooses a province every 3 to 7 s and learns of a new board as
the page does: Tepat's server tells it, its bar asks every other second besides, the peers' pages
ask every second. A filter lasts from the request to the end of the answer, which must hold the
counts the board holds; anything else is an error. The peers' 20 sessions take turns with ours,
whose worker runs beside it. The crowd and the server share the machine. A browser would ask once
more at first, for the size of its window.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks import dash_visitor, dialects, file_to_visible, oracle, servers, world
from benchmarks.figure import Figure, ratio
from benchmarks.load import Arrive, Crowd, Found
from benchmarks.servers import Running
from benchmarks.streamlit_visitor import StreamlitVisitor
from data_pipeline.settings import Settings
from tests.e2e.world import drop

FEW: Final = 20
SIZES: Final = (1, 20, 50, 100, 200, 300)
QUICK_SIZES: Final = (1, 20)
FOR_MEMORY: Final = 100
WITHIN_MS: Final = 500
SETTLE_S: Final = 2.0
FILES_A_ROUND: Final = 10


def measure(quick: bool) -> list[Figure]:
    """All of it; quick: one short round of few."""
    return asyncio.run(_measure(quick))


async def _measure(quick: bool) -> list[Figure]:
    rounds, seconds = (1, 10.0) if quick else (5, 20.0)
    return [
        *await _beside_peers(rounds, seconds),
        *await _ladder(QUICK_SIZES if quick else SIZES, seconds),
        *await _while_reading(1 if quick else 3, seconds),
    ]


class Doors:
    """How visitors of one kind come in, and what they are to find there."""

    def __init__(self, home: Path) -> None:
        truths = oracle.answers(home).provinces
        self.codes = [it.province_code for it in truths]
        self.labels = {it.province_code: it.label for it in truths}
        self.names = {it.province_code: it.province for it in truths}
        self.expected = {it.province_code: list(it.counts) for it in truths}
        self.version = world.pointer(home).version

    def tepat(self, server: Running) -> Arrive:
        told = (server.url, dialects.TEPAT, self.labels, self.expected)
        return partial(StreamlitVisitor.arrive, *told)

    def explore(self, server: Running) -> Arrive:
        told = (server.url, dialects.EXPLORE, self.labels, self.expected)
        return partial(StreamlitVisitor.arrive, *told)

    def plain(self, server: Running) -> Arrive:
        told = (server.url, dialects.PLAIN, self.names, self.expected)
        return partial(StreamlitVisitor.arrive, *told)

    def dash(self, server: Running) -> Arrive:
        told = (server.url, self.version, self.names, self.expected)
        return partial(dash_visitor.arrive, *told)


async def _beside_peers(rounds: int, seconds: float) -> list[Figure]:
    """Twenty sessions of each, in turns."""
    with ExitStack() as open_things:
        home = open_things.enter_context(world.whole())
        open_things.enter_context(servers.worker(home))
        doors = Doors(home)
        enter = {
            app.name: door(open_things.enter_context(servers.running(app, home)))
            for app, door in (
                (servers.TEPAT, doors.tepat),
                (servers.STREAMLIT, doors.plain),
                (servers.DASH, doors.dash),
            )
        }
        found: dict[str, list[Found]] = {name: [] for name in enter}
        for _round in range(rounds):
            for name, arrive in enter.items():
                found[name].append(await _visit(Crowd(arrive, doors.codes), FEW, seconds))
    return _compared(found)


async def _visit(crowd: Crowd, count: int, seconds: float) -> Found:
    await crowd.grow(count)
    await asyncio.sleep(SETTLE_S)
    found = await crowd.work(seconds)
    await crowd.leave()
    return found


def _compared(found: dict[str, list[Found]]) -> list[Figure]:
    late = {
        name: Figure(f"{FEW} sessions, {name}: p95", "ms", _p95s(rounds))
        for name, rounds in found.items()
    }
    ours, plain, dash = late.values()
    middles = [
        Figure(f"{FEW} sessions, {name}: median", "ms", tuple(it.median_ms for it in rounds))
        for name, rounds in found.items()
    ]
    return [
        *middles,
        *late.values(),
        ratio(
            f"{FEW} sessions, p95: Tepat ÷ plain Streamlit", ours, plain, "sessions20_vs_streamlit"
        ),
        ratio(f"{FEW} sessions, p95: Tepat ÷ Dash", ours, dash, "sessions20_vs_dash"),
        *(_errors(name, rounds) for name, rounds in found.items()),
    ]


def _p95s(rounds: Sequence[Found]) -> tuple[float, ...]:
    return tuple(it.p95_ms for it in rounds)


def _errors(name: str, rounds: Sequence[Found]) -> Figure:
    every = [error for it in rounds for error in it.errors]
    asked = len(every) + sum(len(it.filter_ms) for it in rounds)
    goal = "sessions20_errors" if name == servers.TEPAT.name else None
    note = f"of {asked} filters" + (f"; the first: {every[0]}" if every else "")
    return Figure(f"{FEW} sessions, {name}: errors", "errors", (float(len(every)),), goal, note)


async def _ladder(sizes: Sequence[int], seconds: float) -> list[Figure]:
    """More and more sessions on one server with its worker beside it."""
    figures, within = [], 0
    with world.whole() as home, servers.running(servers.TEPAT_WITH_WORKER, home) as server:
        doors = Doors(home)
        crowd = Crowd(doors.tepat(server), doors.codes)
        for size in sizes:
            await crowd.grow(size)
            await asyncio.sleep(SETTLE_S)
            found = await crowd.work(seconds)
            figures += _rung(size, found, server)
            if found.p95_ms <= WITHIN_MS and not found.errors:
                within = size
        await crowd.leave()
    goal = "sessions_within_500ms"
    highest = f"tried: {', '.join(map(str, sizes))}"
    most = Figure("most sessions at p95 ≤ 500 ms", "sessions", (float(within),), goal, highest)
    return [*figures, most]


def _rung(size: int, found: Found, server: Running) -> list[Figure]:
    goal = "memory_100_sessions" if size == FOR_MEMORY else None
    note = f"{len(found.errors)} errors of {len(found.errors) + len(found.filter_ms)}"
    return [
        Figure(f"{size} sessions: median", "ms", (found.median_ms,)),
        Figure(f"{size} sessions: p95", "ms", (found.p95_ms,), None, note),
        Figure(f"{size} sessions: server and worker", "MB", (server.memory_mb,), goal),
    ]


async def _while_reading(rounds: int, seconds: float) -> list[Figure]:
    """Twenty sessions idle, and while national files come one after the other."""
    idle, busy, published = [], [], 0
    with world.whole() as home, servers.running(servers.TEPAT_WITH_WORKER, home) as server:
        doors = Doors(home)
        files = [
            file_to_visible.national_file(Settings(data_dir=home), number)
            for number in range(rounds * FILES_A_ROUND)
        ]
        crowd = Crowd(doors.tepat(server), doors.codes)
        await crowd.grow(FEW)
        for _round in range(rounds):
            idle.append(await crowd.work(seconds))
            # From here on boards change under the visitors: any four counts will do.
            doors.expected.clear()
            before = world.pointer(home).version
            feeding = asyncio.create_task(_feed(home, files))
            busy.append(await crowd.work(seconds))
            feeding.cancel()
            published += world.pointer(home).version - before
            await _rest(home)
        await crowd.leave()
    return _slowed(idle, busy, published)


def _slowed(idle: Sequence[Found], busy: Sequence[Found], published: int) -> list[Figure]:
    before = Figure(f"{FEW} sessions, no file: p95", "ms", _p95s(idle))
    during = Figure(f"{FEW} sessions while files are read: p95", "ms", _p95s(busy))
    name = f"{FEW} sessions, p95: while files are read ÷ idle"
    slower = ratio(name, during, before, "filter_during_ingest")
    return [before, during, replace(slower, note=f"{published} boards published meanwhile")]


async def _feed(home: Path, files: list[str]) -> None:
    """One national file after the other, each once the one before is on the pages."""
    while files:
        version = world.pointer(home).version
        text = files.pop()
        drop(home, f"national-{len(files)}.csv", text)
        while world.pointer(home).version == version:
            await asyncio.sleep(0.1)


async def _rest(home: Path) -> None:
    """Until the worker has nothing left to do."""
    while any((home / "inbox").glob("*.csv")):
        await asyncio.sleep(0.1)
    await asyncio.sleep(SETTLE_S)
