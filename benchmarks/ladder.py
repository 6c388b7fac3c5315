"""How many sessions does one server carry? More and more of them, each number measured twice."""

from __future__ import annotations

from statistics import median
from typing import Final

from benchmarks import servers, world
from benchmarks.doors import EXPLORE, OVERVIEW, Doors, come_to_rest
from benchmarks.figure import Figure
from benchmarks.load import Crowd, Found
from benchmarks.servers import Running

# Of the page that is like the peers', and of one that asks the server for all it shows.
SIZES: Final = {EXPLORE: (1, 20, 100, 250, 400, 500), OVERVIEW: (1, 20, 50, 100, 150)}
QUICK_SIZES: Final = {EXPLORE: (1, 20), OVERVIEW: (1, 20)}
FOR_MEMORY: Final = 100
WITHIN_MS: Final = 500
WINDOWS: Final = 2


async def climb(page: str, quick: bool, seconds: float) -> list[Figure]:
    """Sizes one after another on one server with its worker beside it."""
    figures, within, sizes = [], 0, (QUICK_SIZES if quick else SIZES)[page]
    with world.whole() as home, servers.running(servers.TEPAT_WITH_WORKER, home) as server:
        doors = Doors(home)
        crowd = Crowd(doors.tepat(server, page), doors.codes)
        for size in sizes:
            await crowd.grow(size)
            await come_to_rest(server)
            found = [await crowd.work(seconds) for _window in range(WINDOWS)]
            figures += rung(page, size, found, server)
            if holds(found):
                within = size
        await crowd.leave()
    goal = "sessions_within_500ms" if page == EXPLORE else None
    highest = f"tried: {', '.join(map(str, sizes))}"
    name = f"{page}: most sessions at p95 ≤ {WITHIN_MS} ms"
    return [*figures, Figure(name, "sessions", (float(within),), goal, highest)]


def holds(found: list[Found]) -> bool:
    """Whether so many are served well: the middle of the windows in time, no error in any."""
    is_in_time = median(it.p95_ms for it in found) <= WITHIN_MS
    return is_in_time and not any(it.errors for it in found)


def rung(page: str, size: int, found: list[Found], server: Running) -> list[Figure]:
    """What one number of sessions found, window by window."""
    goal = "memory_100_sessions" if (page, size) == (OVERVIEW, FOR_MEMORY) else None
    errors = [error for it in found for error in it.errors]
    asked = len(errors) + sum(len(it.filter_ms) for it in found)
    note = f"{len(errors)} errors of {asked}" + (f"; the first: {errors[0]}" if errors else "")
    name = f"{page}, {size} sessions"
    return [
        Figure(f"{name}: median", "ms", tuple(it.median_ms for it in found)),
        Figure(f"{name}: p95", "ms", tuple(it.p95_ms for it in found), None, note),
        Figure(f"{name}: server and worker", "MB", (server.memory_mb,), goal),
    ]
