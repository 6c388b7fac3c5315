"""What is loaded so far? warehouse.duckdb: append-only raw tables that the archive can rebuild."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any, Literal

import duckdb
import pyarrow as pa

from data_pipeline import durable
from data_pipeline.errors import TepatError
from data_pipeline.settings import SQL_DIR, Settings

RAW_DIR = SQL_DIR / "raw"
# Tables that are read as one, the narrowest first: a column nobody fills costs as much to write as
# a full one.
HOMES = {"raw_stock_snapshot": ("raw_stock_count", "raw_stock_full")}
BUSY_SECONDS = 10.0
LOCK_SENTENCES = ("Could not set lock on file", "being used by another process")
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "allow_community_extensions": False,
}

Soundness = Literal["sound", "outdated", "busy", "damaged"]


class WarehouseBusy(TepatError):
    """Another process has the database file open."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} is open in another process; expected to be the only one. "
            "Close that program (a DuckDB shell, a copy of Tepat) and start again."
        )


def open(settings: Settings) -> duckdb.DuckDBPyConnection:
    """The database with its raw tables, empty if there was none; only one process can have it.

    `recovery.start` also compares it with the ledger. Raises WarehouseBusy or duckdb.Error.
    """
    durable.make_directory(settings.data_dir)
    connection = _connect(settings.warehouse_path)
    create_tables(connection)
    return connection


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """The raw tables of sql/raw, where they do not exist yet: all or none, whatever kills us."""
    connection.begin()
    for path in sorted(RAW_DIR.glob("*.sql")):
        connection.execute(path.read_text(encoding="utf-8"))
    connection.commit()


def rows(connection: duckdb.DuckDBPyConnection, name: str, **parameters: object) -> list[Any]:
    """The rows of sql/ingest/<name>.sql.

    On a cursor of its own: what a caller did to the search path does not matter here.
    """
    with connection.cursor() as cursor:
        return cursor.execute(_text(name), parameters or None).fetchall()


def home_of(
    connection: duckdb.DuckDBPyConnection, table_name: str, columns: Collection[str]
) -> str:
    """The table that rows with those columns go into: the narrowest that has them all."""
    *narrower, widest = HOMES.get(table_name, (table_name,))
    fitting = (home for home in narrower if set(columns) <= set(connection.table(home).columns))
    return next(fitting, widest)


def append(connection: duckdb.DuckDBPyConnection, table_name: str, table: pa.Table) -> None:
    """Add an Arrow table with columns of the raw table, in any order; one it lacks is null."""
    if table.num_rows:
        insert = f"insert into {table_name} by name from arrived"
        connection.from_arrow(table).query("arrived", insert)


def give_way(connection: duckdb.DuckDBPyConnection, sha256s: list[str]) -> None:
    """Take out, in the caller's transaction, what was refused of these files earlier."""
    found = connection.execute(_text("drop_delivery"), {"sha256s": sha256s}).fetchall()
    if found:
        refused = [row[0] for row in found]
        connection.execute(_text("drop_refused_rows"), {"sha256s": refused})


def state_hash(connection: duckdb.DuckDBPyConnection) -> str:
    """One sha256 over everything loaded, whatever the order it came in; equal after a rebuild."""
    lines = ("\t".join(map(str, row)) for row in rows(connection, "fingerprints"))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def write_soundness(path: Path, answer: Path) -> None:
    """Open a database, read all of it and write what was found.

    Runs in a child: a damaged file may abort the process that opens it.
    """
    answer.write_text("\n".join(_soundness(path)), encoding="utf-8")


def _soundness(path: Path) -> tuple[Soundness, str]:
    try:
        with _connect(path) as connection:
            if rows(connection, "raw_columns") != _columns_of_today():
                return "outdated", "its tables are not those of this version"
            rows(connection, "read_everything")
            rows(connection, "deliveries")
    except WarehouseBusy as error:
        return "busy", str(error)
    except duckdb.Error as error:
        return "damaged", str(error).splitlines()[0]
    return "sound", ""


def _columns_of_today() -> list[Any]:
    with duckdb.connect() as empty:
        create_tables(empty)
        return rows(empty, "raw_columns")


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    # A worker that was killed while it started leaves the child that looked at the file behind.
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return duckdb.connect(str(path), config=CONFIG)
        except duckdb.IOException as error:
            if not any(sentence in str(error) for sentence in LOCK_SENTENCES):
                raise
            if time.monotonic() > deadline:
                raise WarehouseBusy(path) from error
        time.sleep(0.1)


@cache
def _text(name: str) -> str:
    return (SQL_DIR / "ingest" / f"{name}.sql").read_text(encoding="utf-8")
