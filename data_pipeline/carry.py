"""What of the board before can be kept? The moments that nothing delivered since has changed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb

from data_pipeline import board, durable, ledger, models
from data_pipeline.chain import Facts
from data_pipeline.models import NOTHING_BEFORE, Before
from data_pipeline.settings import SQL_DIR, Settings

CARRY_DIR = SQL_DIR / "carry"
BASIS = "board.kept.board_basis"
PREPARED = ".next-"


def prepared(settings: Settings) -> Path | None:
    """A copy of the published board, on disk, for the next one to begin as; None without a board
    of this release.

    The worker asks for it while nobody waits: to copy 50 MB takes longer than most models. Whether
    it can be continued is asked of its own content, so one that was left behind does no harm.
    Raises OSError.
    """
    published = board.pointer(settings)
    if published is None or not (settings.boards_dir / published.file).exists():
        return None
    copy = settings.boards_dir / f"{PREPARED}{published.file}"
    if not copy.exists():
        for older in settings.boards_dir.glob(f"{PREPARED}*"):
            older.unlink()
        durable.copy(settings.boards_dir / published.file, copy)
    return copy


def before(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    moments: list[datetime],
) -> Before:
    """What the board in catalog `board` has already; NOTHING_BEFORE when it cannot be continued.

    It can when it is of the same election and seeds, its ledger is the beginning of ours, and it
    speaks of no later time, nor leaves out rows it knew of because they did. A moment is kept when
    both boards begin with it and no row delivered since counts for it.
    """
    meta = _meta(connection)
    if meta["as_of"] > moments[-1] or not _is_our_past(connection, settings, meta):
        return NOTHING_BEFORE
    before = Before(
        meta["ledger_sequence"],
        first_full_row=meta["stock_full_rows"],
        first_count_row=meta["stock_count_rows"],
        first_shipment_row=meta["shipment_rows"],
    )
    new = _new_rows(connection, before, meta["as_of"])
    if new["found_count"] != new["loaded_count"]:  # the rows lie in another order than then
        before = Before(meta["ledger_sequence"])
        new = _new_rows(connection, before, meta["as_of"])
    if new["later_count"]:
        return NOTHING_BEFORE
    closed = _same_beginning(connection, moments)
    kept = [at for at in closed if new["earliest_at"] is None or at < new["earliest_at"]]
    return replace(before, closed_until=kept[-1]) if kept else before


def write_basis(connection: duckdb.DuckDBPyConnection, before: Before) -> None:
    """Notes in the board which seeds it was built on, and how many raw rows there were."""
    known = before != NOTHING_BEFORE
    seeds_hash = _meta(connection)["seeds_hash"] if known else _seeds_hash(connection)
    connection.execute(
        f"create or replace table {BASIS} as {_text('board_basis')}", {"seeds_hash": seeds_hash}
    )


def _meta(connection: duckdb.DuckDBPyConnection) -> Facts:
    return _row(connection, f"from board.kept.board_meta cross join {BASIS}")


def _new_rows(connection: duckdb.DuckDBPyConnection, before: Before, as_of: datetime) -> Facts:
    return _row(
        connection,
        _text("new_rows"),
        sequence=before.ledger_sequence,
        first_full_row=before.first_full_row,
        first_count_row=before.first_count_row,
        first_shipment_row=before.first_shipment_row,
        as_of=as_of,
    )


def _is_our_past(connection: duckdb.DuckDBPyConnection, settings: Settings, meta: Facts) -> bool:
    hashes = ledger.hashes(settings.ledger_path)
    sequence = meta["ledger_sequence"]
    if meta["election_code"] != settings.election_code or sequence > len(hashes):
        return False
    head = hashes[sequence - 1] if sequence else ""
    return bool(
        (meta["ledger_head"], meta["is_simulated"]) == (head, settings.is_simulated)
        and meta["seeds_hash"] == _seeds_hash(connection)
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


def _row(connection: duckdb.DuckDBPyConnection, select: str, **parameters: object) -> Facts:
    result = connection.execute(select, parameters or None)
    names = [column[0] for column in result.description]
    [row] = result.fetchall()
    return dict(zip(names, row, strict=True))


def _text(name: str) -> str:
    return (CARRY_DIR / f"{name}.sql").read_text(encoding="utf-8")
