"""How does one value of a column read? Labels and formats from the catalogue, words for codes."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final

import pandas as pd

from data_pipeline import catalog, formats, sentences
from data_pipeline.formats import UNKNOWN, is_missing
from data_pipeline.house import SHAPES
from data_pipeline.text import say

# Columns whose values are codes; their words are the sentences terms.<column>.<code>.
CODED: Final = (
    "action_code",
    "cost_level",
    "deciding_gate",
    "entry_status",
    "hardness",
    "lateness",
    "outcome",
    "receipt_condition",
    "shipment_status",
    "transport_mode",
)
NUMERIC: Final = (
    "integer",
    "integer_up",
    "integer_signed",
    "ratio",
    "decimal1",
    "days",
    "days_signed",
    "hours",
)
# Columns that are told from the whole row instead of read from it.
TOLD: Final[dict[str, Callable[[str, dict[Any, Any]], str]]] = {
    "reason": sentences.reason,
    "way_out": lambda language, row: sentences.parts(language, row).way_out,
}
MARKS: Final = {True: "✓", False: "–"}


def label(language: str, column: str) -> str:
    """The catalogue's label of a column."""
    return catalog.column(column).label(language)


def cell(language: str, value: Any, column: str) -> str:
    """One value as a table shows it; a dash when unknown."""
    if is_missing(value):
        return UNKNOWN
    if column in CODED:
        return say(language, f"terms.{column}.{value}")
    return of_format(language, value, catalog.column(column).format)


def of_format(language: str, value: Any, kind: str) -> str:
    """One value in a format of the catalogue ('integer', 'ratio', …); a dash when unknown."""
    if is_missing(value):
        return UNKNOWN
    write = FORMATS.get(kind)
    return write(language, value) if write else str(value)


def texts(language: str, frame: pd.DataFrame, column: str) -> list[str]:
    """One column as text; `item_name` takes `item_name_id` or `item_name_en`.

    `reason` (the whole sentence) and `way_out` (its last part) are told from the row.
    """
    if column in TOLD and column not in frame:
        return [TOLD[column](language, row) for row in frame.to_dict("records")]
    source = column if column in frame else f"{column}_{language}"
    return [cell(language, value, column) for value in frame[source]]


def badge(language: str, status: str) -> str:
    """Shape and word, '■ MERAH': readable without any colour."""
    return f"{SHAPES[status]} {say(language, f'status.{status}')}"


FORMATS: Final[dict[str, Callable[[str, Any], str]]] = {
    "integer": formats.number,
    "integer_up": lambda language, value: formats.number(language, math.ceil(value)),
    "integer_signed": lambda language, value: formats.change(language, round(value)),
    "decimal1": lambda language, value: formats.number(language, value, decimals=1),
    "ratio": formats.ratio,
    "days": formats.days,
    "days_signed": formats.days_signed,
    "hours": formats.hours,
    "date": formats.day,
    "moment": formats.moment,
    "status": badge,
    "boolean": lambda language, value: MARKS[bool(value)],
}
