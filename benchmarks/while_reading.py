"""What do twenty sessions find while files come in, beside what they find when none does?

Two kinds of work. *A full ingest*: the country by polling station, files of 198,000 rows that lie
in the inbox together and are taken in one after another until none is left. *Boards*: a snapshot of
every regency the moment the board before is out, so that a new board comes about once a second, and
every open page draws itself anew. The crowd and the server share the machine.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from benchmarks import file_to_visible, national, servers, world
from benchmarks.doors import EXPLORE, OVERVIEW, Doors, come_to_rest
from benchmarks.figure import Figure, ratio
from benchmarks.load import Crowd, Found
from data_pipeline.settings import Settings
from tests.e2e.world import drop

FEW: Final = 20
ROUNDS, QUICK_ROUNDS = 3, 1
IDLE_S, QUICK_IDLE_S = 15.0, 8.0
# Of the 50 files of the country; so many last longer than a session's longest pause.
PARTS_A_ROUND: Final = 16
BOARDS_A_ROUND: Final = 10
LOOK_S: Final = 0.1
INGEST: Final = "a full ingest"
BOARDS: Final = "a board a second"

Work = Callable[[], Coroutine[Any, Any, None]]


def measure(quick: bool) -> list[Figure]:
    """Explore, which the goal is held on, and Overview; both kinds of work."""
    rounds, seconds = (QUICK_ROUNDS, QUICK_IDLE_S) if quick else (ROUNDS, IDLE_S)
    return asyncio.run(_measure(rounds, seconds))


async def _measure(rounds: int, seconds: float) -> list[Figure]:
    figures = []
    for page in (EXPLORE, OVERVIEW):
        for kind in (INGEST, BOARDS):
            figures += await _beside(page, kind, rounds, seconds)
    return figures


async def _beside(page: str, kind: str, rounds: int, seconds: float) -> list[Figure]:
    """Rest and work in turns, on one server with its worker beside it."""
    idle, busy = [], []
    with world.whole() as home, servers.running(servers.TEPAT_WITH_WORKER, home) as server:
        doors = Doors(home)
        works = _ingests(home, rounds) if kind == INGEST else _boards(home, rounds)
        crowd = Crowd(doors.tepat(server, page), doors.codes)
        await crowd.grow(FEW)
        await crowd.work(seconds)  # every province has been looked at
        first = world.pointer(home).version
        for work in works:
            await come_to_rest(server)
            idle.append(await crowd.work(seconds))
            doors.is_moving = True
            busy.append(await _while(crowd, work))
        published = world.pointer(home).version - first
        await crowd.leave()
    return _slowed(page, kind, idle, busy, published)


async def _while(crowd: Crowd, work: Work) -> Found:
    working = asyncio.create_task(work())
    found = await crowd.work_while(lambda: not working.done())
    await working
    return found


def _slowed(
    page: str, kind: str, idle: Sequence[Found], busy: Sequence[Found], published: int
) -> list[Figure]:
    said = f"{FEW} sessions, {page}"
    rest = Figure(f"{said}, idle before {kind}: p95", "ms", _p95s(idle))
    work = Figure(f"{said}, during {kind}: p95", "ms", _p95s(busy))
    goal = "filter_during_ingest" if (page, kind) == (EXPLORE, INGEST) else None
    errors = sum(len(it.errors) for it in (*idle, *busy))
    slower = ratio(f"{said}, p95: during {kind} ÷ idle", work, rest, goal)
    return [rest, work, replace(slower, note=f"{published} boards, {errors} errors")]


def _p95s(rounds: Sequence[Found]) -> tuple[float, ...]:
    return tuple(it.p95_ms for it in rounds)


def _ingests(home: Path, rounds: int) -> list[Work]:
    """Of each round other files: those that were sent before would be duplicates."""
    folder, inbox = home / "national", home / "inbox"
    folder.mkdir()
    inbox.mkdir(exist_ok=True)
    samples = national.national_files(folder, ".csv", rounds * PARTS_A_ROUND)

    def sent(paths: list[Path]) -> Work:
        async def work() -> None:
            for path in paths:
                path.rename(inbox / path.name)
            while any(inbox.glob("*.csv")):
                await asyncio.sleep(LOOK_S)

        return work

    paths = [sample.path for sample in samples]
    return [sent(paths[number::rounds]) for number in range(rounds)]


def _boards(home: Path, rounds: int) -> list[Work]:
    settings = Settings(data_dir=home)

    def sent(numbers: range) -> Work:
        async def work() -> None:
            for number in numbers:
                version = world.pointer(home).version
                text = file_to_visible.national_file(settings, number)
                drop(home, f"national-{number}.csv", text)
                while world.pointer(home).version == version:
                    await asyncio.sleep(LOOK_S)

        return work

    count = rounds * BOARDS_A_ROUND
    return [sent(range(first, first + BOARDS_A_ROUND)) for first in range(0, count, BOARDS_A_ROUND)]
