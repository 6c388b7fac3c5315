"""What happens when 514 files arrive in one minute while 100 people page?

A server with its worker over the simulated election. Each regency sends one file, at moments drawn
by seed within the minute. A hundred sessions speak the server's protocol without a browser, as in
the part on sessions: each opens another page every 3 to 7 s, is told of a newer board by the server
and lets its page run again when there is one. *Acknowledged*: from the file's arrival in the
inbox until its receipt is written. *Visible*: until the first run of a session's page has ended
that shows a board which holds the file; of each file the median of all sessions. *Lost* is a file
without exactly one line in the ledger or whose rows are not all in the database afterwards. Every
run of every page must name one board only. Crowd and server share the machine, and the crowd needs
about as much of it as the server.
"""

from __future__ import annotations

import asyncio
import statistics
import threading
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from benchmarks import burst_files, dialects, servers, world
from benchmarks.burst_files import File, answered_at, sequence_of
from benchmarks.doors import come_to_rest
from benchmarks.figure import Figure
from benchmarks.load import Crowd, Found
from benchmarks.servers import Running
from benchmarks.streamlit_visitor import StreamlitVisitor
from data_pipeline.settings import Settings
from pages.registry import PAGES

FILES, QUICK_FILES = 514, 20
SESSIONS, QUICK_SESSIONS = 100, 5
MINUTE_S, QUICK_S = 60.0, 6.0
PATIENCE_S: Final = 300.0
LOOK_S: Final = 0.05
SECTIONS: Final = ("situation", "analysis", "region")
READ: Final = ["" if it.is_default else it.code for it in PAGES if it.section in SECTIONS]


class Reader(StreamlitVisitor):
    """Somebody who turns from page to page."""

    async def choose(self, choice: str) -> None:
        await self.turn_to(choice)


@dataclass
class Burst:
    """What was sent and seen. `boards`: how far into the ledger each version reaches."""

    files: list[File]
    sent_at: dict[str, float] = field(default_factory=dict)
    boards: dict[int, int] = field(default_factory=dict)
    readers: list[Reader] = field(default_factory=list)
    found: Found = field(default_factory=Found)
    memory_mb: float = 0.0


def measure(quick: bool) -> list[Figure]:
    count, sessions, seconds = (
        (QUICK_FILES, QUICK_SESSIONS, QUICK_S) if quick else (FILES, SESSIONS, MINUTE_S)
    )
    with world.whole() as home:
        settings = Settings(home)
        burst = Burst(burst_files.made(settings, count))
        with servers.running(servers.TEPAT_WITH_WORKER, home) as server:
            asyncio.run(_rush(burst, server, sessions, seconds))
        return _figures(burst, settings)


async def _rush(burst: Burst, server: Running, sessions: int, seconds: float) -> None:
    """The crowd comes, then the files; it stays until everybody has seen the last of them."""

    async def arrive() -> Reader:
        reader = await Reader.arrive(server.url, dialects.TEPAT, {}, lambda *_told: True)
        burst.readers.append(reader)
        return reader

    crowd = Crowd(arrive, READ)
    await crowd.grow(sessions)
    await come_to_rest(server)
    settings = Settings(server.data_dir)
    with _noting(burst, settings):
        ended = asyncio.Event()
        paging = asyncio.create_task(crowd.work_while(lambda: not ended.is_set()))
        send = partial(burst_files.send, settings, burst.files, seconds)
        burst.sent_at = await asyncio.to_thread(send)
        await _seen_by_all(burst, settings)
        ended.set()
        burst.found = await paging
    burst.memory_mb = server.memory_mb
    await crowd.leave()


@contextmanager
def _noting(burst: Burst, settings: Settings) -> Iterator[None]:
    """Note each version as it is published; in a thread, for the crowd keeps the loop busy."""
    stop = threading.Event()

    def note() -> None:
        while not stop.wait(LOOK_S):
            shown = world.pointer(settings.data_dir)
            burst.boards[shown.version] = shown.ledger_sequence

    noting = threading.Thread(target=note)
    noting.start()
    try:
        yield
    finally:
        stop.set()
        noting.join()


async def _seen_by_all(burst: Burst, settings: Settings) -> None:
    """Until every file is answered and every session shows them all, or patience ends."""
    limit = time.monotonic() + PATIENCE_S
    await _until(lambda: all(answered_at(settings, it) for it in burst.files), limit)
    last = max(sequence_of(settings, it) for it in burst.files)
    await _until(lambda: board_of(burst.boards, last) is not None, limit)
    board = board_of(burst.boards, last) or 0
    await _until(lambda: all(shown_by(it)[-1][0] >= board for it in burst.readers), limit)


async def _until(is_done: Callable[[], bool], limit: float) -> None:
    while not is_done() and time.monotonic() < limit:
        await asyncio.sleep(LOOK_S)


def board_of(boards: dict[int, int], sequence: int) -> int | None:
    """The first version that reaches so far into the ledger."""
    reached = (version for version, end in list(boards.items()) if end >= sequence)
    return min(reached, default=None)


def shown_by(reader: Reader) -> list[tuple[int, float]]:
    """Each version a session came to show, and when; later runs of the same one left out."""
    shown: list[tuple[int, float]] = []
    for run in reader.runs:
        newest = max(run.versions, default=0)
        if not shown or newest > shown[-1][0]:
            shown.append((newest, run.ended_at))
    return shown


def _figures(burst: Burst, settings: Settings) -> list[Figure]:
    answered = {it.sha256: answered_at(settings, it) for it in burst.files}
    waits = tuple(at - burst.sent_at[sha256] for sha256, at in answered.items() if at)
    by_file = visible(burst, settings)
    everywhere = sorted(wait for waits_of_one in by_file for wait in waits_of_one)
    span = max(burst.sent_at.values()) - min(burst.sent_at.values())
    sent = f"{len(burst.files)} files in {span:.0f} s, {len(burst.readers)} sessions"
    turns = burst.found
    return [
        Figure("arrival → acknowledged", "s", waits, note=sent),
        Figure("arrival → acknowledged, 95th percentile", "s", (p95(waits),)),
        Figure("arrival → visible", "s", tuple(map(statistics.median, by_file))),
        Figure("arrival → visible, 95th percentile", "s", (p95(everywhere),)),
        Figure("opening a page meanwhile", "ms", tuple(turns.filter_ms)),
        Figure("opening a page meanwhile, 95th percentile", "ms", (turns.p95_ms,)),
        Figure("boards published", "boards", (float(len(burst.boards) - 1),)),
        Figure("server and worker", "MB", (burst.memory_mb,)),
        *_counts(burst, settings),
    ]


def visible(burst: Burst, settings: Settings) -> list[list[float]]:
    """Of each file, how long it took to each session that came to show it."""
    shown = [shown_by(it) for it in burst.readers]
    waits = []
    for file in burst.files:
        board = board_of(burst.boards, sequence_of(settings, file))
        if board is None:
            continue
        places = [(it, bisect_left(it, (board, 0.0))) for it in shown]
        seen = [
            it[place][1] - burst.sent_at[file.sha256] for it, place in places if place < len(it)
        ]
        waits += [seen] if seen else []
    return waits


def _counts(burst: Burst, settings: Settings) -> list[Figure]:
    """What must be none: files lost, errors, runs of two boards; and lines that were cut."""
    runs = [run for reader in burst.readers for run in reader.runs]
    errors = [*burst.found.errors, *(f"{it.page}: {it.error}" for it in runs if it.error)]
    mixed = [it for it in runs if len(it.versions) > 1]
    lost = burst_files.lost(settings, burst.files)
    cut = sum(it.cut_count + it.follower.cut_count for it in burst.readers if it.follower)
    told = f"of {len(runs)} runs" + (f"; the first: {errors[0]}" if errors else "")
    return [
        Figure("files lost", "files", (float(len(lost)),), "burst_lost", ", ".join(lost[:3])),
        Figure("errors", "errors", (float(len(errors)),), "burst_errors", told),
        Figure("runs of two boards", "runs", (float(len(mixed)),), "burst_mixed"),
        Figure("line for newer boards cut", "times", (float(cut),)),
    ]


def p95(values: Sequence[float]) -> float:
    """What 19 of 20 stay below."""
    found = sorted(values)
    return found[round(0.95 * (len(found) - 1))]
