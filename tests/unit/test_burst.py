"""Does the burst count what is lost, and when each file was seen, as it says?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import burst, burst_files
from benchmarks.burst import Burst, Reader
from benchmarks.burst_files import File
from benchmarks.dialects import Run
from data_pipeline import ingest
from data_pipeline import warehouse as database
from data_pipeline.settings import Settings

TEXT = "snapshot_at,region_code,item_code,received_pcs\n2024-01-08T08:00:00Z,35.75,tinta,{}\n"
EARLY, LATE = File("early.csv", TEXT.format(1), 1), File("late.csv", TEXT.format(2), 1)


def reader_of(*runs: tuple[set[int], float]) -> Reader:
    """A session that has shown those versions, at those times."""
    reader = object.__new__(Reader)
    reader.runs = [Run(versions=versions, ended_at=at) for versions, at in runs]
    return reader


def deliver(settings: Settings, *files: File) -> None:
    with database.open(settings) as warehouse:
        for file in files:
            path = settings.data_dir / file.name
            path.write_text(file.text, encoding="utf-8")
            ingest.deliver(settings, path, file_name=file.name, warehouse=warehouse)


def test_a_file_is_seen_with_the_first_board_that_holds_it(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    deliver(settings, EARLY, LATE)
    seen = Burst([EARLY, LATE], {EARLY.sha256: 10.0, LATE.sha256: 11.0}, {5: 0, 6: 1, 7: 2})
    seen.readers = [
        reader_of(({5}, 9.0), ({6}, 12.0), ({6}, 13.0), ({7}, 14.5)),
        reader_of(({5}, 9.0), ({7}, 16.0)),  # never turned to 6: 7 holds the first file too
        reader_of(({5}, 9.0)),
    ]
    assert burst.visible(seen, settings) == [[2.0, 6.0], [3.5, 5.0]]


def test_a_file_that_is_in_ledger_and_database_is_not_lost(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    deliver(settings, EARLY)
    assert burst_files.lost(settings, [EARLY]) == []
    assert burst_files.lost(settings, [EARLY, LATE]) == ["late.csv"]


@pytest.mark.parametrize("left", [0, 2])
def test_rows_too_few_or_too_many_are_a_file_lost(tmp_path: Path, left: int) -> None:
    settings = Settings(tmp_path)
    deliver(settings, EARLY)
    with database.open(settings) as warehouse:
        warehouse.execute("create temp table kept as from raw_stock_count")
        warehouse.execute("delete from raw_stock_count")
        for _row in range(left):
            warehouse.execute("insert into raw_stock_count from kept")
    assert burst_files.lost(settings, [EARLY]) == ["early.csv"]


def test_a_file_without_its_receipt_is_lost(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    deliver(settings, EARLY)
    for path in settings.receipts_dir.glob("*.json"):
        assert json.loads(path.read_text(encoding="utf-8"))["loaded_count"] == 1
        path.unlink()
    assert burst_files.lost(settings, [EARLY]) == ["early.csv"]
