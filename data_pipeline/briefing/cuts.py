"""What does a table or a picture say of the part of it that a file does not show?"""

from __future__ import annotations

from data_pipeline import formats
from data_pipeline.figures.chart import Table
from data_pipeline.text import say


def table_note(language: str, table: Table, rows: int, columns: int) -> str:
    """The table's own note, with what is shown of its rows and columns where it is not all."""
    total = len(table.frame)
    declared = _declared(language, table)
    note = table.note.replace(declared, "").strip()
    parts = [
        rows_note(language, rows, total),
        columns_note(language, columns, len(table.columns)),
        note,
    ]
    return " ".join(part for part in parts if part)


def rows_note(language: str, shown: int, total: int) -> str:
    """'Tampil 20 dari 171 baris; …', or nothing when all are shown."""
    if shown >= total:
        return ""
    numbers = {"shown": formats.number(language, shown), "total": formats.number(language, total)}
    return say(language, "writers.rows_shown", **numbers)


def columns_note(language: str, shown: int, total: int) -> str:
    return (
        "" if shown >= total else say(language, "writers.columns_shown", shown=shown, total=total)
    )


def _declared(language: str, table: Table) -> str:
    """The sentence a table itself says when it is cut to `shown` rows; ours is exact."""
    shown = formats.number(language, table.shown)
    total = formats.number(language, len(table.frame))
    return say(language, "figures.shown", shown=shown, rows=total)
