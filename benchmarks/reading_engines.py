"""How does one engine fare with these files? Run alone in a process of its own; answers as JSON.

    python -m benchmarks.reading_engines ENGINE FOLDER FILE [FILE ...]

What is imported, and the registers, are there before the clock starts.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import psutil

from benchmarks import reading_polars
from benchmarks.national import ELECTION
from data_pipeline import child, ingest, recovery, references
from data_pipeline import warehouse as database
from data_pipeline.arrivals import Sent
from data_pipeline.contract import reader
from data_pipeline.settings import ROOT, Settings

SQL_DIR = ROOT / "benchmarks" / "sql"
NOW = datetime(2024, 1, 9)
SAMPLING_S = 0.05
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Found:
    """What an engine took and refused; `state` is the hash of what it loaded, where it loads."""

    loaded: int
    refused: dict[str, int]
    state: str = ""


@dataclass(frozen=True)
class Cost:
    """Wall and processor seconds, and the most memory the process and its children held."""

    wall_s: float
    cpu_s: float
    peak_mb: float


Engine = Callable[[Path, list[Path]], Callable[[], Found]]


def tepat_read(folder: Path, files: list[Path]) -> Callable[[], Found]:
    """The strict reader alone: types, ranges, registers, repeats; nothing is stored."""
    registers = references.registers_of(ELECTION)
    profile = references.profile_of(ELECTION, "standard")

    def work() -> Found:
        loaded, refused = 0, Counter[str]()
        for path in files:
            reading = reader.read(
                path, file_name=path.name, profile=profile, registers=registers, now=NOW
            )
            loaded += reading.loaded_count
            refused.update(reading.refused["reason_code"].to_pylist())
        return Found(loaded, dict(refused))

    return work


def tepat_ingest(folder: Path, files: list[Path]) -> Callable[[], Found]:
    """The whole way: archive, reading in children, transactions, ledger, receipts, checkpoint."""
    warehouse, _ = recovery.start(Settings(folder))
    child.warm_up()
    references.registers_of(ELECTION)
    sent = [Sent(path, path.name) for path in files]

    def work() -> Found:
        loaded, refused = 0, Counter[str]()
        for receipt in ingest.deliver_all(Settings(folder), sent, warehouse):
            loaded += receipt.loaded_count
            refused.update(receipt.reasons)
        warehouse.execute("checkpoint")
        return Found(loaded, dict(refused))

    return work


def tepat_state(folder: Path, files: list[Path]) -> Callable[[], Found]:
    """The hash of what is loaded by the way of every file."""
    warehouse, _ = recovery.start(Settings(folder))
    return lambda: _state(Settings(folder), warehouse, files)


def slow_state(folder: Path, files: list[Path]) -> Callable[[], Found]:
    """The same by the slow route, each line and each cell by itself, here and not in a child."""
    import pytest  # what only this engine needs must not weigh on the others

    from tests.trust.slow_route import slow_route

    warehouse, _ = recovery.start(Settings(folder))

    def run(function: Callable[..., object], *arguments: Any, **_limits: object) -> None:
        function(*arguments)

    def work() -> Found:
        with slow_route(), pytest.MonkeyPatch.context() as patch:
            patch.setattr(child, "run", run)
            return _state(Settings(folder), warehouse, files)

    return work


def _state(settings: Settings, warehouse: duckdb.DuckDBPyConnection, files: list[Path]) -> Found:
    sent = [Sent(path, path.name) for path in files]
    loaded = sum(it.loaded_count for it in ingest.deliver_all(settings, sent, warehouse))
    return Found(loaded, {}, database.state_hash(warehouse))


def duckdb_copy(folder: Path, files: list[Path]) -> Callable[[], Found]:
    """DuckDB's own COPY into a typed table of a file, no checks; bad rows are dropped unsaid."""
    connection = duckdb.connect(str(folder / "copy.duckdb"))
    connection.execute((SQL_DIR / "typed_table.sql").read_text(encoding="utf-8"))
    query = (SQL_DIR / "typed_rows.sql").read_text(encoding="utf-8")
    names = [str(path) for path in files]

    def work() -> Found:
        if files[0].suffix == ".csv":
            for name in names:
                copy = f"copy typed_rows from '{name}' (header, delimiter ',', ignore_errors true)"
                connection.execute(copy)
        else:
            connection.execute(f"insert into typed_rows {query}", {"files": names})
        connection.execute("checkpoint")
        return Found(connection.table("typed_rows").shape[0], {})

    return work


def openpyxl_rows(folder: Path, files: list[Path]) -> Callable[[], Found]:
    """Every row of a workbook as openpyxl hands it over, no checks, nothing stored."""

    def work() -> Found:
        sheets = [openpyxl.load_workbook(path, read_only=True).active for path in files]
        return Found(sum(sum(1 for _ in sheet.values) - 1 for sheet in sheets), {})

    return work


def polars_rules(folder: Path, files: list[Path]) -> Callable[[], Found]:
    """The same rules in Polars, what is sound written as Parquet."""
    rules = reading_polars.Rules(references.registers_of(ELECTION), NOW)

    def work() -> Found:
        found = [rules.read(path, folder / f"{path.stem}.parquet") for path in files]
        refused = sum((Counter(reasons) for _, reasons in found), Counter[str]())
        return Found(sum(loaded for loaded, _ in found), dict(refused))

    return work


ENGINES: dict[str, Engine] = {
    "read": tepat_read,
    "ingest": tepat_ingest,
    "state": tepat_state,
    "slow_state": slow_state,
    "copy": duckdb_copy,
    "openpyxl": openpyxl_rows,
    "polars": polars_rules,
}


def measured(work: Callable[[], Found]) -> tuple[Found, Cost]:
    """What it found and what that took, with all processes it started but without the watching."""
    done, peaks, watching = threading.Event(), [_memory_mb()], [0.0]

    def watch() -> None:
        while not done.wait(SAMPLING_S):
            peaks.append(_memory_mb())
            watching[0] = time.thread_time()

    watcher = threading.Thread(target=watch)
    watcher.start()
    began, cpu = time.perf_counter(), _cpu_s()
    try:
        found = work()
    finally:
        wall, used = time.perf_counter() - began, _cpu_s() - cpu
        done.set()
        watcher.join()
    return found, Cost(wall, used - watching[0], max(peaks))


def _family() -> list[psutil.Process]:
    me = psutil.Process()
    return [me, *me.children(recursive=True)]


def _cpu_s() -> float:
    total = 0.0
    for process in _family():
        with suppress(psutil.NoSuchProcess):  # a child that has just ended: its parent has its time
            total += sum(process.cpu_times()[:4])
    return total


def _memory_mb() -> float:
    total = 0
    for process in _family():
        with suppress(psutil.NoSuchProcess):
            total += process.memory_info().rss
    return total / MEGABYTE


if __name__ == "__main__":
    engine, home, *paths = sys.argv[1:]
    task = ENGINES[engine](Path(home), [Path(path) for path in paths])
    outcome, price = measured(task)
    print(json.dumps({"found": asdict(outcome), "cost": asdict(price)}))
