"""Does a board contradict itself? Each file of sql/checks returns the rows that fail."""

from __future__ import annotations

import duckdb

from data_pipeline import select_files
from data_pipeline.errors import TepatError
from data_pipeline.settings import SQL_DIR

CHECKS_DIR = SQL_DIR / "checks"


class CheckFailed(TepatError):
    """A built board breaks one of its own rules and must not be published."""

    def __init__(self, check: str, row_count: int, first_row: tuple[object, ...]) -> None:
        super().__init__(
            f"Board not published: {check} found {row_count} rows, expected none; the first is "
            f"{first_row}. The board before it stays; look at sql/checks/{check}.sql."
        )
        self.check, self.row_count, self.first_row = check, row_count, first_row


def names() -> list[str]:
    """Every check there is."""
    return sorted(path.stem for path in CHECKS_DIR.glob("*.sql"))


def reads(name: str) -> frozenset[str]:
    """The models a check looks at."""
    return select_files.reads(CHECKS_DIR / f"{name}.sql")


def run(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """One check of what catalog `board` shows for the first time; raises CheckFailed.

    Those are the moments in catalog `work`; the others were checked with the board before.
    """
    failing = connection.execute((CHECKS_DIR / f"{name}.sql").read_text("utf-8")).fetchall()
    if failing:
        raise CheckFailed(name, len(failing), failing[0])
