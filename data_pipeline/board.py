"""Which board is published, and what does it answer? Read-only, one version per board."""

from __future__ import annotations

import hashlib
import json
import warnings
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from data_pipeline.errors import TepatError, UnknownName
from data_pipeline.grants import Grant
from data_pipeline.settings import SQL_DIR, Settings

if TYPE_CHECKING:
    import pandas as pd

QUERIES_DIR = SQL_DIR / "queries"
BUILT_AND_ASKED_WITH = (
    *("raw", "carry", "staging", "past", "core", "marts"),
    *("board", "checks", "gate", "queries"),
)

LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
    "python_enable_replacements": False,
    "memory_limit": "1GB",
    # A question is a few milliseconds of work, most of it planning: threads only hand it on.
    "threads": 1,
    "lock_configuration": True,
}


# A relation makes one copy less, and plans each question twice, which takes far longer.
warnings.filterwarnings("ignore", "Arrow output on a DB-API result", UserWarning)

GRANT = (
    "set variable granted_everywhere = $value",
    "set variable granted_receipts = $value",
    "set variable granted_provinces = $value",
)


class NoBoard(TepatError):
    """Nothing has been published yet."""

    def __init__(self, boards_dir: Path) -> None:
        super().__init__(
            f"No board in {boards_dir.name}/; expected current.json. "
            "Send a snapshot or run `python -m data_pipeline publish`."
        )


class BrokenBoard(TepatError):
    """The published file does not say what its pointer says."""

    def __init__(self, file: str, found: object, expected: object) -> None:
        super().__init__(
            f"Board {file} says version {found}, its pointer says {expected}. "
            "Publish again: `python -m data_pipeline publish`."
        )


@dataclass(frozen=True)
class Pointer:
    """What current.json names: the version on show and when it was made."""

    version: int
    file: str
    as_of: str
    built_at: str
    ledger_sequence: int
    schema: str


@dataclass(frozen=True)
class Board:
    """One immutable published version as one reader sees it; `query` is the one gate to its data.

    There is no board without a grant: who opens one says whose eyes it is for.
    """

    version: int
    connection: duckdb.DuckDBPyConnection
    grant: Grant

    def seen_by(self, grant: Grant) -> Board:
        """The same open file through the eyes of another reader."""
        return replace(self, grant=grant)

    def query(self, name: str, **parameters: object) -> pd.DataFrame:
        """The rows of sql/queries/<name>.sql; DuckDB refuses a missing or surplus parameter."""
        with self.connection.cursor() as cursor:
            # Each cursor begins without variables, and without them the views show nothing.
            for statement, value in zip(GRANT, self._granted, strict=True):
                cursor.execute(statement, {"value": value})
            rows: Any = cursor.execute(query_text(name), parameters or None).to_arrow_table()
            frame: pd.DataFrame = rows.to_pandas()
        return frame

    @property
    def _granted(self) -> tuple[object, ...]:
        codes = list(self.grant.province_codes)
        return (self.grant.is_everywhere, self.grant.sees_receipts, codes)

    def close(self) -> None:
        self.connection.close()


def pointer(settings: Settings) -> Pointer | None:
    """What is published now; None before the first publish, and for a board of another release."""
    try:
        text = (settings.boards_dir / "current.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    facts = json.loads(text)
    return Pointer(**facts) if facts.get("schema") == schema() else None


def current(settings: Settings, grant: Grant) -> Board:
    """The newest published board; raises NoBoard or BrokenBoard."""
    found = pointer(settings)
    if found is None:
        raise NoBoard(settings.boards_dir)
    return open_board(settings, found, grant)


def open_board(settings: Settings, published: Pointer, grant: Grant) -> Board:
    """The board a pointer names, verified against its own meta row."""
    connection = duckdb.connect(
        str(settings.boards_dir / published.file), read_only=True, config=LOCKED
    )
    row = connection.execute("select version from board_meta").fetchone()
    if row is None or row[0] != published.version:
        connection.close()
        raise BrokenBoard(published.file, row and row[0], published.version)
    return Board(published.version, connection, grant)


@cache
def schema() -> str:
    """One short name for all SQL a board is built and asked with; a release that changes it
    finds no board until the worker has built one."""
    digest = hashlib.sha256()
    for folder in BUILT_AND_ASKED_WITH:
        for path in sorted((SQL_DIR / folder).glob("*.*")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def query_text(name: str) -> str:
    """The SQL of one named query; UnknownName lists the queries there are."""
    path = QUERIES_DIR / f"{name}.sql"
    if not path.exists():
        raise UnknownName("query", name, query_names())
    return path.read_text(encoding="utf-8")


def query_names() -> list[str]:
    """Every question a board answers."""
    return sorted(path.stem for path in QUERIES_DIR.glob("*.sql"))
