"""How does a board reach the pages? A new file each time, complete before its name is known."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import duckdb

from data_pipeline import board, carry, checks, clock, durable, gate, history, ledger, models, seeds
from data_pipeline.board import Pointer
from data_pipeline.contract.feeds import CONTRACT_VERSION
from data_pipeline.history import Change
from data_pipeline.models import NOTHING_BEFORE, Before, Step
from data_pipeline.settings import SQL_DIR, Settings

KEPT_BOARDS = 8  # pages may turn to one as late as LONGEST_SPREAD_MS after it came out
COPIED = {
    "board_refused_row": "raw_refused_row",
    "board_action_event": "raw_action_event",
}
BOARD_FILE = re.compile(r"board-(\d+)\.duckdb")


@dataclass(frozen=True)
class Edition:
    """One board to be made: its number, the moment it shows and when it was made (naive UTC)."""

    version: int
    as_of: datetime
    built_at: datetime


def publish(connection: duckdb.DuckDBPyConnection, settings: Settings, as_of: datetime) -> Pointer:
    """Builds the board of `as_of` (naive UTC) from the warehouse; points current.json at it."""
    durable.make_directory(settings.boards_dir)
    edition = Edition(_next_version(settings.boards_dir), as_of, clock.wall_now())
    path = settings.boards_dir / f"board-{edition.version}.duckdb"
    pending = durable.temporary_beside(path)
    with _memory_given_back(connection):
        changes = build(connection, settings, pending, edition)
        _place(pending, path)
        pointer = _pointer(settings, path, edition)
        durable.write_text(settings.boards_dir / "current.json", json.dumps(asdict(pointer)))
    history.keep(settings, changes)
    _forget_old(settings.boards_dir, edition.version)
    return pointer


def is_current(settings: Settings, as_of: datetime) -> bool:
    """True when the published board already holds every delivery and this very moment."""
    published = board.pointer(settings)
    return published is not None and (published.ledger_sequence, published.as_of) == (
        len(ledger.hashes(settings.ledger_path)),
        as_of.isoformat(),
    )


def build(
    connection: duckdb.DuckDBPyConnection, settings: Settings, path: Path, edition: Edition
) -> list[Change]:
    """Writes one complete board file: marts, copies of receipts, seeds and its meta row.

    Returns the changes of status it shows for the first time.

    It begins as a copy of the board before and computes only what has changed since; without one
    that can be continued it is built from all rows. Both ways give the same board.
    """
    attach_seeds(connection, settings.election_code)
    moments = models.points_of(connection, edition.as_of)
    changes: list[Change] = []
    with _begun(connection, settings, path, moments) as before:
        if before == NOTHING_BEFORE:
            _copy_seeds(connection)
        steps = _steps(settings, edition, before, changes)
        models.build(connection, moments, models.voting_on(connection), before, steps)
        gate.close(connection)
        connection.execute("checkpoint board")
    return changes


def _steps(
    settings: Settings, edition: Edition, before: Before, changes: list[Change]
) -> dict[str, Step]:
    """What a board holds besides the models, and its checks; `changes` is filled on the way."""
    ranked = {"mart_region_status"}

    def note_changes(cursor: duckdb.DuckDBPyConnection) -> None:
        changes.extend(history.complete(cursor, settings, **asdict(edition)))

    def describe(cursor: duckdb.DuckDBPyConnection) -> None:
        carry.write_basis(cursor, before)
        _write_meta(cursor, settings, edition)

    return {
        "board_delivery": Step(set(), partial(_copy_raw, before=before)),
        "board_delivery_place": Step(
            {models.BY_CONSIGNMENT}, partial(_place_deliveries, before=before)
        ),
        "board_status_change": Step(ranked, note_changes),
        "board_meta": Step(ranked, describe),
        **{
            name: Step(checks.reads(name) & models.graph().keys(), partial(checks.run, name=name))
            for name in checks.names()
        },
    }


@contextlib.contextmanager
def _begun(
    connection: duckdb.DuckDBPyConnection, settings: Settings, path: Path, moments: list[datetime]
) -> Iterator[Before]:
    """Within: catalog `board` is a copy of the board before if it can be continued, else empty."""
    if begins_as := carry.prepared(settings):
        begins_as.replace(path)
        with catalogs(connection, path):
            before = carry.before(connection, settings, moments)
            if before != NOTHING_BEFORE:
                # A hundred small statements, which threads only hand to each other.
                connection.execute("set threads = 1")
                yield before
                return
        path.unlink()
    with catalogs(connection, path):
        yield NOTHING_BEFORE


@contextlib.contextmanager
def _memory_given_back(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """DuckDB keeps what a build took until its threads are changed: 0.6 GB of a whole one.

    Its own settings (allocator_flush_threshold, allocator_background_threads) free none of it.
    """
    try:
        yield
    finally:
        connection.execute("set threads = 1")
        connection.execute("reset threads")


@contextlib.contextmanager
def catalogs(connection: duckdb.DuckDBPyConnection, path: Path | None) -> Iterator[None]:
    """Within: catalog `board` (None = in memory), `work` and `seed` on the path."""
    home = str(connection.execute("select current_database()").fetchall()[0][0])
    connection.execute("attach ':memory:' as work")
    try:
        # ATTACH takes no bound parameter; the path is ours, never a sender's name.
        target = str(path or ":memory:").replace("'", "''")
        # No log: until it is whole nobody knows the file's name, and a crash leaves none.
        connection.execute(f"attach '{target}' as board (recovery_mode no_wal_writes)")
        try:
            # Not in `main`, where DuckDB looks by itself: there lies what the gate shows of it.
            connection.execute("create schema if not exists board.kept")
            connection.execute(f"set search_path = 'work.main,board.kept,seed.main,{home}.main'")
            yield
        finally:
            connection.execute(f"use {home}")
            connection.execute("detach board")
    finally:
        connection.execute("detach work")


def attach_seeds(connection: duckdb.DuckDBPyConnection, election_code: str) -> None:
    """Loads the reference tables into the in-memory catalog `seed`, once per connection."""
    names = {
        row[0]
        for row in connection.execute("select database_name from duckdb_databases()").fetchall()
    }
    if "seed" in names:
        return
    home = str(connection.execute("select current_database()").fetchall()[0][0])
    connection.execute("attach ':memory:' as seed")
    connection.execute("use seed")
    try:
        seeds.load(connection, election_code)
    finally:
        connection.execute(f"use {home}")


def _copy_seeds(connection: duckdb.DuckDBPyConnection) -> None:
    for table in _seed_tables(connection):
        connection.execute(f"create table board.kept.{table} as from seed.main.{table}")


def _copy_raw(connection: duckdb.DuckDBPyConnection, before: Before) -> None:
    connection.execute("create or replace table board.kept.board_delivery as from raw_delivery")
    for table, raw in COPIED.items():
        if before == NOTHING_BEFORE:
            connection.execute(f"create table board.kept.{table} as from {raw}")
        else:
            _copy_fresh(connection, table, raw, before)


def _copy_fresh(
    connection: duckdb.DuckDBPyConnection, table: str, raw: str, before: Before
) -> None:
    """The rows of deliveries since; a refused file that was read anew loses what it had before."""
    fresh = "(select delivery_sha256 from raw_delivery where sequence > $ledger_sequence)"
    known = {"ledger_sequence": before.ledger_sequence}
    connection.execute(f"delete from board.kept.{table} where delivery_sha256 in {fresh}", known)  # noqa: S608 - our own names
    connection.execute(
        f"insert into board.kept.{table} from {raw} where delivery_sha256 in {fresh}",
        known,
    )


def _place_deliveries(connection: duckdb.DuckDBPyConnection, before: Before) -> None:
    table = "board.kept.board_delivery_place"
    select = (SQL_DIR / "board" / "board_delivery_place.sql").read_text(encoding="utf-8")
    connection.execute(
        f"create table if not exists {table} (delivery_sha256 varchar, province_code varchar)"
    )
    known = {"ledger_sequence": before.ledger_sequence}
    connection.execute(f"insert into {table} {select}", known)


def _seed_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select table_name from duckdb_tables() where database_name = 'seed' order by table_name"
    ).fetchall()
    return [row[0] for row in rows]


def _pointer(settings: Settings, path: Path, edition: Edition) -> Pointer:
    return Pointer(
        edition.version,
        path.name,
        edition.as_of.isoformat(),
        edition.built_at.isoformat(),
        len(ledger.hashes(settings.ledger_path)),
        board.schema(),
    )


def _write_meta(
    connection: duckdb.DuckDBPyConnection, settings: Settings, edition: Edition
) -> None:
    hashes = ledger.hashes(settings.ledger_path)
    parameters = {
        **asdict(edition),
        "contract_version": CONTRACT_VERSION,
        "ledger_head": hashes[-1] if hashes else "",
        "ledger_sequence": len(hashes),
        "is_simulated": settings.is_simulated,
    }
    select = (SQL_DIR / "board" / "board_meta.sql").read_text(encoding="utf-8")
    connection.execute(f"create or replace table board.kept.board_meta as {select}", parameters)


def _next_version(boards_dir: Path) -> int:
    # The sequence continues from disk: a restart must never reuse a name a reader has open.
    return 1 + max(_versions(boards_dir), default=0)


def _versions(boards_dir: Path) -> list[int]:
    found = (BOARD_FILE.fullmatch(path.name) for path in boards_dir.iterdir())
    return [int(match[1]) for match in found if match]


def _place(pending: Path, path: Path) -> None:
    with pending.open("rb+") as file:
        durable.sync(file.fileno())
    pending.replace(path)
    durable.sync_directory(path.parent)


def _forget_old(boards_dir: Path, newest: int) -> None:
    for version in _versions(boards_dir):
        if version <= newest - KEPT_BOARDS:
            (boards_dir / f"board-{version}.duckdb").unlink(missing_ok=True)
