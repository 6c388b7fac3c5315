"""How many people can choose a province at the same time, and what does each find?

Each session is a tab that speaks the server's own protocol without a browser (streamlit_visitor.py,
dash_visitor.py): it opens the page, chooses a province every 3 to 7 s and learns of a new board as
the page does: Tepat's server tells it, its bar asks every five seconds besides, as plain
Streamlit's page does; Dash's asks every second. A filter lasts from the request to the end of the
answer, which must hold the counts the board holds; anything else is an error. The peers' 20
sessions take turns with ours,
whose worker runs beside it. Ten at once may be on their way in; beside the peers, whoever is not
in after 15 s, or waits so long for an answer, is an error, and a p95 that would be theirs is a
lower bound: "at least that". A window begins once the server is at rest after the arrivals, if it
ever is; a number of sessions is measured in two windows, of which none may hold an error. The
crowd and the server share the machine. A browser would ask once more at first, for the size of its
window.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Final

from benchmarks import ladder, servers, world
from benchmarks.doors import EXPLORE, OVERVIEW, Doors, come_to_rest
from benchmarks.figure import Figure, ratio
from benchmarks.load import Crowd, Found
from benchmarks.servers import Running

FEW: Final = 20
# Who waits longer has not been served, neither at the door nor by a filter.
PATIENCE_S: Final = 15.0


def measure(quick: bool) -> list[Figure]:
    """All of it; quick: one short round of few."""
    return asyncio.run(_measure(quick))


async def _measure(quick: bool) -> list[Figure]:
    rounds, seconds = 1 if quick else 5, 10.0
    return [
        *await _beside_peers(rounds, seconds),
        *await ladder.climb(OVERVIEW, quick, seconds),
        *await ladder.climb(EXPLORE, quick, seconds),
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
            EXPLORE: (tepat, doors.tepat(tepat, EXPLORE)),
            OVERVIEW: (tepat, doors.tepat(tepat, OVERVIEW)),
            servers.STREAMLIT.name: (plain, doors.plain(plain)),
            servers.DASH.name: (dash, doors.dash(dash)),
        }
        found: dict[str, list[Found]] = {name: [] for name in enter}
        for _round in range(rounds):
            for name, (server, arrive) in enter.items():
                crowd = Crowd(arrive, doors.codes, patience_s=PATIENCE_S)
                found[name].append(await _visit(crowd, server, seconds))
    return _compared(found)


async def _visit(crowd: Crowd, server: Running, seconds: float) -> Found:
    """Come in, find the server at rest, choose, and leave it at rest for the next."""
    await crowd.grow(FEW)
    await come_to_rest(server)
    found = await crowd.work(seconds)
    await crowd.leave()
    await come_to_rest(server)
    return found


def _compared(found: dict[str, list[Found]]) -> list[Figure]:
    late = {
        name: Figure(f"{FEW} sessions, {name}: p95", "ms", _p95s(rounds), note=_bounds(rounds))
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


def _bounds(rounds: Sequence[Found]) -> str:
    """Which p95 is more than was waited for."""
    count = sum(it.is_at_least for it in rounds)
    return f"{count} of {len(rounds)} rounds: at least that" if count else ""


def _errors(name: str, rounds: Sequence[Found]) -> Figure:
    every = [error for it in rounds for error in it.errors]
    asked = len(every) + sum(len(it.filter_ms) for it in rounds)
    goal = "sessions20_errors" if name in (EXPLORE, OVERVIEW) else None
    note = f"of {asked} filters" + (f"; the first: {every[0]}" if every else "")
    return Figure(f"{FEW} sessions, {name}: errors", "errors", (float(len(every)),), goal, note)
