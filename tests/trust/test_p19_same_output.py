"""P19: does the same input give the same board, every row of every table?"""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import duckdb

from data_pipeline import clock, publish, recovery
from tests.ingest.conftest import Station
from tests.trust import figures
from tests.trust.conftest import station_at_that_time
from tests.trust.corpus.kit import AT, table

SEED = 19
DAYS = figures.form(fast=2, full=8)
MACHINES = figures.form(fast=1, full=3)
REGIONS = ("35.78", "33.21", "91.71", "51.05", "11.01", "990101")
ITEMS = ("tinta", "bilik", "kotak_suara")


def history(dice: random.Random) -> list[bytes]:
    """A file a day; some rows are wrong, some repeat what was said."""
    return [table(*(row(dice, day) for _ in range(40))).encode() for day in range(DAYS)]


def row(dice: random.Random, day: int) -> dict[str, str]:
    pieces = dice.randrange(5_000)
    return {
        "snapshot_at": AT.replace("-08T", f"-{8 - day:02}T"),
        "region_code": dice.choice([*REGIONS, "35.00"]),
        "item_code": dice.choice(ITEMS),
        "revision": str(dice.randrange(3)),
        "received_pcs": str(pieces),
        "usable_pcs": str(max(0, pieces - dice.randrange(100))),
    }


def board_hash(station: Station) -> str:
    """One sha256 over every row of every table of a newly published board."""
    as_of = clock.now(station.settings)
    published = publish.publish(station.warehouse, station.settings, as_of)
    path = station.settings.boards_dir / published.file
    digest = hashlib.sha256()
    with duckdb.connect(str(path), read_only=True) as board:
        for (name,) in board.execute(
            "select schema_name || '.' || table_name from duckdb_tables() order by 1"
        ).fetchall():
            digest.update(repr((name, rows(board, name))).encode())
    return digest.hexdigest()


def rows(board: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    """The rows of a table as texts in order, without the number of this very board."""
    relation = board.table(name)
    kept = [c for c in relation.columns if c not in {"version", "built_at", "board_version"}]
    return sorted(map(repr, relation.select(*kept).fetchall()))


def test_what_was_delivered_and_what_was_rebuilt_give_one_board(tmp_path: Path) -> None:
    files = history(random.Random(SEED))
    hashes = []
    for machine in range(MACHINES):
        station = station_at_that_time(tmp_path / str(machine))
        for number, content in enumerate(files):
            station.deliver(content, name=f"{number}.csv")
        hashes.append(board_hash(station))
        station.warehouse.close()
        for board in station.settings.boards_dir.iterdir():
            board.unlink()
        station.warehouse, _ = recovery.rebuild(station.settings)
        hashes.append(board_hash(station))
        station.warehouse.close()
    told = f"{len(hashes)} boards of {DAYS * 40} rows: {len(set(hashes))} hash"
    figures.record("P19", told, holds=len(set(hashes)) == 1, seed=SEED)
    assert len(set(hashes)) == 1
