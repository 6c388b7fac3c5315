"""How many people can choose a province at the same time, and what does each find?

Each session is a tab that speaks the server's own protocol without a browser (streamlit_visitor.py,
dash_visitor.py): it opens the page, chooses a province every 3 to 7 s and learns of a new board as
the page does: Tepat's server tells it, its bar asks every five seconds besides, the peers' pages
ask every second. A filter lasts from the request to the end of the answer, which must hold the
counts the board holds; anything else is an error. The peers' 20 sessions take turns with ours,
whose worker runs beside it; whoever is not answered within 15 s, or not let in, counts as one who
waited so long. The crowd and the server share the machine. A browser would ask once
more at first, for the size of its window.
"""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Final

from benchmarks import servers, while_reading, world
from benchmarks.doors import EXPLORE, FEW, OVERVIEW, SETTLE_S, Doors
from benchmarks.figure import Figure, ratio
from benchmarks.load import Crowd, Found
from benchmarks.servers import Running

# Of the page that is like the peers', and of one that asks the server for all it shows.
SIZES: Final = {EXPLORE: (1, 20, 100, 250, 300, 400, 500), OVERVIEW: (1, 20, 50, 100, 150)}
QUICK_SIZES: Final = {EXPLORE: (1, 20), OVERVIEW: (1, 20)}
FOR_MEMORY: Final = 100
WITHIN_MS: Final = 500
WINDOWS: Final = 2
# Of twenty: whoever waits longer has not been served.
PATIENCE_S: Final = 15.0


def measure(quick: bool) -> list[Figure]:
    """All of it; quick: one short round of few."""
    return asyncio.run(_measure(quick))


async def _measure(quick: bool) -> list[Figure]:
    rounds, seconds = (1, 10.0) if quick else (5, 15.0)
    return [
        *await _beside_peers(rounds, seconds),
        *await _ladder(OVERVIEW, quick, seconds),
        *await _ladder(EXPLORE, quick, seconds),
        *await while_reading.measure(quick, seconds),
    ]


async def _beside_peers(rounds: int, seconds: float) -> list[Figure]:
    """Twenty sessions of each, in turns."""
    with ExitStack() as open_things:
        home = open_things.enter_context(world.whole())
        open_things.enter_context(servers.worker(home))
        doors = Doors(home)
        tepat, plain, dash = (
            open_things.enter_context(servers.running(app, home))
            for app in (servers.TEPAT, servers.STREAMLIT, servers.DASH)
        )
        enter = {
            EXPLORE: doors.tepat(tepat, EXPLORE),
            OVERVIEW: doors.tepat(tepat, OVERVIEW),
            servers.STREAMLIT.name: doors.plain(plain),
            servers.DASH.name: doors.dash(dash),
        }
        found: dict[str, list[Found]] = {name: [] for name in enter}
        for _round in range(rounds):
            for name, arrive in enter.items():
                crowd = Crowd(arrive, doors.codes, patience_s=PATIENCE_S)
                found[name].append(await _visit(crowd, FEW, seconds))
    return _compared(found)


async def _visit(crowd: Crowd, count: int, seconds: float) -> Found:
    await crowd.grow(count)
    await asyncio.sleep(SETTLE_S)
    found = await crowd.work(seconds)
    await crowd.leave()
    return found


def _compared(found: dict[str, list[Found]]) -> list[Figure]:
    late = {
        name: Figure(f"{FEW} sessions, {name}: p95", "ms", _p95s(rounds), note=_bound(rounds))
        for name, rounds in found.items()
    }
    ours, asking, plain, dash = late.values()
    middles = [
        Figure(f"{FEW} sessions, {name}: median", "ms", tuple(it.median_ms for it in rounds))
        for name, rounds in found.items()
    ]
    return [
        *middles,
        *late.values(),
        ratio(f"{FEW} sessions, p95: Explore ÷ plain", ours, plain, "sessions20_vs_streamlit"),
        ratio(f"{FEW} sessions, p95: Explore ÷ Dash", ours, dash, "sessions20_vs_dash"),
        ratio(f"{FEW} sessions, p95: Overview ÷ plain", asking, plain),
        ratio(f"{FEW} sessions, p95: Overview ÷ Dash", asking, dash),
        *(_errors(name, rounds) for name, rounds in found.items()),
    ]


def _p95s(rounds: Sequence[Found]) -> tuple[float, ...]:
    return tuple(it.p95_ms for it in rounds)


def _bound(rounds: Sequence[Found]) -> str:
    return "at least: they gave up" if any(it.is_at_least for it in rounds) else ""


def _all_errors(rounds: Sequence[Found]) -> list[str]:
    return [error for it in rounds for error in it.errors]


def _errors(name: str, rounds: Sequence[Found]) -> Figure:
    every = _all_errors(rounds)
    asked = len(every) + sum(len(it.filter_ms) for it in rounds)
    goal = "sessions20_errors" if name in (EXPLORE, OVERVIEW) else None
    note = f"of {asked} filters" + (f"; the first: {every[0]}" if every else "")
    return Figure(f"{FEW} sessions, {name}: errors", "errors", (float(len(every)),), goal, note)


async def _ladder(page: str, quick: bool, seconds: float) -> list[Figure]:
    """More and more sessions on one server with its worker beside it."""
    figures, within, sizes = [], 0, (QUICK_SIZES if quick else SIZES)[page]
    with world.whole() as home, servers.running(servers.TEPAT_WITH_WORKER, home) as server:
        doors = Doors(home)
        crowd = Crowd(doors.tepat(server, page), doors.codes)
        for size in sizes:
            await crowd.grow(size)
            await asyncio.sleep(SETTLE_S)
            found = [await crowd.work(seconds) for _window in range(WINDOWS)]
            figures += _rung(page, size, found, server)
            if statistics.median(_p95s(found)) <= WITHIN_MS and not _all_errors(found):
                within = size
        await crowd.leave()
    goal = "sessions_within_500ms" if page == EXPLORE else None
    highest = f"tried: {', '.join(map(str, sizes))}"
    name = f"{page}: most sessions at p95 ≤ {WITHIN_MS} ms"
    return [*figures, Figure(name, "sessions", (float(within),), goal, highest)]


def _rung(page: str, size: int, found: Sequence[Found], server: Running) -> list[Figure]:
    goal = "memory_100_sessions" if (page, size) == (OVERVIEW, FOR_MEMORY) else None
    errors = _all_errors(found)
    note = f"{len(errors)} errors of {len(errors) + sum(len(it.filter_ms) for it in found)}"
    middles = tuple(it.median_ms for it in found)
    return [
        Figure(f"{page}, {size} sessions: median", "ms", middles),
        Figure(f"{page}, {size} sessions: p95", "ms", _p95s(found), None, note),
        Figure(f"{page}, {size} sessions: server and worker", "MB", (server.memory_mb,), goal),
    ]
