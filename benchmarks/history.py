"""What does an hourly national snapshot cost as the history grows?

The history is hourly snapshots of every regency's every item, ten counts an hour (72,030 rows, one
in 200 refused), made by seed straight into the warehouse with receipts and a ledger that fit: at 1,
10 and 100 million rows. Then, size by size in turns, one more such file of that very hour comes as
CSV through the whole of ingest (archive, reading in a child, transaction, ledger, receipt), a board
is published that continues the one before (of which the worker has made a copy in the quiet after
it), and the pages' questions are asked of it. Beside it the
same file is copied by DuckDB without checks into a typed table and committed. Before a time counts,
the rows loaded must be those that were planted, and the board must show that hour. What a row adds
is the slope between the smallest and the largest history; the first board is made from all rows,
the first one of a day from the days that are kept. Of the board the processor's seconds are told
too: they tell more where others work on the same machine.
"""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import timedelta
from functools import partial
from pathlib import Path

import duckdb

from benchmarks import history_world, national
from benchmarks.figure import Figure, ratio
from benchmarks.history_world import World
from data_pipeline import board, carry, child, ingest, publish, queries, references
from data_pipeline.board import Board
from data_pipeline.grants import EVERYWHERE
from data_pipeline.queries import Scope
from data_pipeline.settings import ROOT

SIZES, QUICK_SIZES = (1_000_000, 10_000_000, 100_000_000), (200_000, 1_000_000)
ROUNDS, QUICK_ROUNDS = 5, 2
HOURS_A_DAY = 24
QUESTIONS = (
    queries.overview_numbers,
    queries.region_status,
    queries.shortages,
    queries.timeline,
    queries.stage_progress,
    queries.reporting,
    queries.worsened,
)
Samples = dict[str, list[float]]


class WrongAnswer(Exception):
    """What was loaded or shown is not what was sent, so the time is worth nothing."""


def measure(quick: bool) -> list[Figure]:
    child.warm_up()
    references.registers_of(national.ELECTION)
    with tempfile.TemporaryDirectory(prefix="tepat-bench-") as name:
        folder = Path(name)
        sizes = QUICK_SIZES if quick else SIZES
        with ExitStack() as opened:
            worlds = [made(folder / str(size), size, opened) for size in sizes]
            return figures(grown(worlds, QUICK_ROUNDS if quick else ROUNDS))


def grown(worlds: list[World], rounds: int) -> dict[int, Samples]:
    """The seconds of each step by the size of the history, in turns."""
    samples: dict[int, Samples] = {world.row_count: defaultdict(list) for world in worlds}
    for world in worlds:
        samples[world.row_count]["first board"].append(timed(partial(published, world)))
    for _round in range(rounds):
        for world in worlds:
            one_hour(world, samples[world.row_count])
    for world in worlds:
        world.as_of += timedelta(days=1)
        samples[world.row_count]["first board of a day"].append(timed(partial(published, world)))
    return samples


def made(folder: Path, row_count: int, opened: ExitStack) -> World:
    folder.mkdir()
    world = history_world.make(folder, row_count)
    opened.enter_context(world.warehouse)
    return world


def one_hour(world: World, samples: Samples) -> None:
    """The next hour's file comes in and is shown; its questions are asked."""
    world.as_of += timedelta(hours=1)
    carry.prepared(world.settings)  # as the worker does while nobody waits
    sample = national.hourly_file(world.settings.data_dir, world.as_of)
    samples["COPY"].append(timed(partial(copy, sample.path)))
    ingested = timed(partial(deliver, world, sample))
    busy = time.process_time()
    shown = timed(partial(published, world))
    samples["board, processor"].append(time.process_time() - busy)
    samples["ingest"].append(ingested)
    samples["board"].append(shown)
    samples["refresh"].append(ingested + shown)
    with closing(board.current(world.settings, EVERYWHERE)) as newest:
        check(world, newest)
        ask(newest)  # what is asked of a board first also opens its file
        samples["questions"].append(timed(partial(ask, newest)))


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def deliver(world: World, sample: national.Sample) -> None:
    receipt = ingest.deliver(
        world.settings, sample.path, file_name=sample.path.name, warehouse=world.warehouse
    )
    found = (receipt.loaded_count, receipt.reasons)
    if found != (sample.loaded_count, dict(sorted(sample.faults.items()))):
        raise WrongAnswer(f"{sample.path.name}: expected {sample}, came {found}")


def published(world: World) -> None:
    publish.publish(world.warehouse, world.settings, world.as_of)


def ask(newest: Board) -> None:
    for question in QUESTIONS:
        question(newest, Scope())


def check(world: World, newest: Board) -> None:
    """Every regency is as fresh as the hour that was sent."""
    regions = queries.reporting(newest, Scope())
    fresh = int((regions["last_reported_at"] == world.as_of).sum())
    if fresh != len(national.country().regions):
        raise WrongAnswer(f"{fresh} regencies are as fresh as {world.as_of}")


def copy(path: Path) -> None:
    """The same file into a typed table of a file, without any check, and committed."""
    target = path.with_suffix(".duckdb")
    with duckdb.connect(str(target)) as connection:
        table = (ROOT / "benchmarks" / "sql" / "typed_table.sql").read_text(encoding="utf-8")
        connection.execute(table)
        connection.execute(
            f"copy typed_rows from '{path}' (header, delimiter ',', ignore_errors true)"
        )
    target.unlink()


def figures(samples: dict[int, Samples]) -> list[Figure]:
    """Every step at every size, what each further row and day adds, and the goals."""
    named = {
        (size, step): Figure(f"{size / 1e6:,.1f} M rows: {step}", "s", tuple(taken))
        for size, steps in samples.items()
        for step, taken in steps.items()
    }
    small, before, large = min(samples), *sorted(samples)[-2:]
    found = [*named.values(), *slopes(named, small, large)]
    refresh, questions = named[large, "refresh"], named[large, "questions"]
    return [
        *found,
        ratio("refresh ÷ COPY and commit", refresh, named[large, "COPY"], "refresh_vs_copy"),
        ratio("refresh, largest ÷ next", refresh, named[before, "refresh"], "refresh_growth"),
        ratio("questions, largest ÷ next", questions, named[before, "questions"], "queries_growth"),
    ]


def slopes(named: dict[tuple[int, str], Figure], small: int, large: int) -> list[Figure]:
    """What a refresh and a first board cost more for each further million rows and day."""
    day = history_world.rows_an_hour() * HOURS_A_DAY / 1e6
    found = []
    for step in ("refresh", "first board"):
        pairs = zip(named[small, step].samples, named[large, step].samples, strict=True)
        per_million = tuple((high - low) / ((large - small) / 1e6) for low, high in pairs)
        found += [
            Figure(f"{step}: each further million rows", "s", per_million),
            Figure(
                f"{step}: each further day of history", "s", tuple(x * day for x in per_million)
            ),
        ]
    return found
