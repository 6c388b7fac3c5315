"""What of the board before can be kept? The moments that nothing delivered since has changed."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from data_pipeline import board, ledger, models
from data_pipeline.models import NOTHING_BEFORE, Before
from data_pipeline.settings import SQL_DIR, Settings

CARRY_DIR = SQL_DIR / "carry"
BASIS = "board.kept.board_basis"


def board_file(settings: Settings) -> Path | None:
    """The published board, when it is of this release and its ledger is the start of ours."""
    published = board.pointer(settings)
    if published is None:
        return None
    path = settings.boards_dir / published.file
    return path if path.exists() else None


def before(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    moments: list[datetime],
) -> Before:
    """What the board in catalog `board` has already; NOTHING_BEFORE when it cannot be continued.

    It can when it is of the same election and seeds, its ledger is the beginning of ours, and it
    begins with the same moments. A moment is kept when no row delivered since counts for it.
    """
    if not _is_our_past(connection, settings):
        return NOTHING_BEFORE
    sequence = int(_value(connection, "select ledger_sequence from board.kept.board_meta"))
    closed = _same_beginning(connection, moments)
    earliest = _value(connection, _text("earliest_new_snapshot"), sequence=sequence)
    kept = [at for at in closed if earliest is None or at < earliest]
    return Before(sequence, kept[-1]) if kept else NOTHING_BEFORE


def _is_our_past(connection: duckdb.DuckDBPyConnection, settings: Settings) -> bool:
    meta = connection.execute(
        "select election_code, ledger_sequence, ledger_head, is_simulated"
        " from board.kept.board_meta"
    ).fetchone()
    hashes = ledger.hashes(settings.ledger_path)
    if meta is None or meta[0] != settings.election_code or meta[1] > len(hashes):
        return False
    head = hashes[meta[1] - 1] if meta[1] else ""
    return bool(meta[2] == head and meta[3] == settings.is_simulated and _same_seeds(connection))


def write_basis(connection: duckdb.DuckDBPyConnection) -> None:
    """Notes in the board which seeds it was built on."""
    connection.execute(
        f"create table {BASIS} as select cast(? as varchar) as seeds_hash",
        [_seeds_hash(connection)],
    )


def _same_seeds(connection: duckdb.DuckDBPyConnection) -> bool:
    return bool(
        _value(connection, f"select seeds_hash from {BASIS}") == _seeds_hash(connection)  # noqa: S608 - our own name
    )


def _seeds_hash(connection: duckdb.DuckDBPyConnection) -> str:
    names = connection.execute(
        "select table_name from duckdb_tables() where database_name = 'seed' order by all"
    ).fetchall()
    each = (
        f"select '{name}', count(*), bit_xor(hash(seed)) from seed.main.{name} as seed"  # noqa: S608 - our own names
        for (name,) in names
    )
    found = connection.execute(" union all ".join(each) + " order by all").fetchall()
    return hashlib.sha256(repr(found).encode()).hexdigest()


def _same_beginning(
    connection: duckdb.DuckDBPyConnection, moments: list[datetime]
) -> list[datetime]:
    """The moments both boards begin with, each judged or not in both; never the newest."""
    shown = connection.execute(
        "select as_of, previous_as_of, days_before, is_judged from board.kept.core_as_of"
        " order by as_of"
    ).fetchall()
    same: list[datetime] = []
    told = models.points_told(moments, models.voting_on(connection))
    for old, new in zip(shown, told[:-1], strict=False):
        if old != (new.as_of, new.previous_as_of, new.days_before, new.is_judged):
            break
        same.append(new.as_of)
    return same


def _value(connection: duckdb.DuckDBPyConnection, select: str, **parameters: object) -> Any:
    row = connection.execute(select, parameters or None).fetchone()
    return row[0] if row else None


def _text(name: str) -> str:
    return (CARRY_DIR / f"{name}.sql").read_text(encoding="utf-8")
