"""How does a board reach the pages? A new file each time, complete before its name is known."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import duckdb

from data_pipeline import board, carry, checks, clock, durable, gate, history, ledger, models, seeds
from data_pipeline.board import Pointer
from data_pipeline.contract.feeds import CONTRACT_VERSION
from data_pipeline.history import Change
from data_pipeline.models import NOTHING_BEFORE, Before
from data_pipeline.settings import SQL_DIR, Settings

KEPT_BOARDS = 8  # pages may turn to one as late as LONGEST_SPREAD_MS after it came out
COPIED = {
    "board_refused_row": "raw_refused_row",
    "board_action_event": "raw_action_event",
}
BOARD_FILE = re.compile(r"board-(\d+)\.duckdb")


def publish(connection: duckdb.DuckDBPyConnection, settings: Settings, as_of: datetime) -> Pointer:
    """Builds the board of `as_of` (naive UTC) from the warehouse; points current.json at it."""
    durable.make_directory(settings.boards_dir)
    version = _next_version(settings.boards_dir)
    path = settings.boards_dir / f"board-{version}.duckdb"
    built_at = clock.wall_now()
    pending = durable.temporary_beside(path)
    changes = build(connection, settings, pending, version, as_of, built_at)
    _place(pending, path)
    pointer = Pointer(
        version,
        path.name,
        as_of.isoformat(),
        built_at.isoformat(),
        len(ledger.hashes(settings.ledger_path)),
        board.schema(),
    )
    durable.write_text(settings.boards_dir / "current.json", json.dumps(asdict(pointer)))
    history.keep(settings, changes)
    _forget_old(settings.boards_dir, version)
    _give_back_memory(connection)
    return pointer


def is_current(settings: Settings, as_of: datetime) -> bool:
    """True when the published board already holds every delivery and this very moment."""
    published = board.pointer(settings)
    return published is not None and (published.ledger_sequence, published.as_of) == (
        len(ledger.hashes(settings.ledger_path)),
        as_of.isoformat(),
    )


def build(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    path: Path,
    version: int,
    as_of: datetime,
    built_at: datetime,
) -> list[Change]:
    """Writes one complete board file: marts, copies of receipts, seeds and its meta row.

    Returns the changes of status it shows for the first time.

    It begins as a copy of the board before and computes only what has changed since; without one
    that can be continued it is built from all rows. Both ways give the same board.
    """
    attach_seeds(connection, settings.election_code)
    moments = models.points_of(connection, as_of)
    with _begun(connection, settings, path, moments) as before:
        models.build(connection, moments, models.voting_on(connection), before)
        if before == NOTHING_BEFORE:
            _copy_seeds(connection)
        _copy_raw(connection, before)
        _place_deliveries(connection, before)
        changes = history.complete(connection, settings, version, as_of, built_at)
        carry.write_basis(connection, before)
        _write_meta(connection, settings, version, as_of, built_at)
        checks.run(connection)
        gate.close(connection)
        connection.execute("checkpoint board")
    return changes


@contextlib.contextmanager
def _begun(
    connection: duckdb.DuckDBPyConnection, settings: Settings, path: Path, moments: list[datetime]
) -> Iterator[Before]:
    """Within: catalog `board` is a copy of the board before if it can be continued, else empty."""
    published = carry.board_file(settings)
    if published is not None:
        with durable.copied(published, path), catalogs(connection, path):
            before = carry.before(connection, settings, moments)
            if before != NOTHING_BEFORE:
                with _one_thread(connection):
                    yield before
                return
        path.unlink()
    with catalogs(connection, path):
        yield NOTHING_BEFORE


@contextlib.contextmanager
def _one_thread(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Within: a hundred small statements, which threads only hand to each other."""
    connection.execute("set threads = 1")
    try:
        yield
    finally:
        connection.execute("reset threads")


def _give_back_memory(connection: duckdb.DuckDBPyConnection) -> None:
    """DuckDB keeps what a build took until its threads are changed: 0.6 GB of a whole one.

    Its own settings (allocator_flush_threshold, allocator_background_threads) free none of it.
    """
    with _one_thread(connection):
        pass


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


def _write_meta(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    version: int,
    as_of: datetime,
    built_at: datetime,
) -> None:
    hashes = ledger.hashes(settings.ledger_path)
    parameters = {
        "version": version,
        "as_of": as_of,
        "built_at": built_at,
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
