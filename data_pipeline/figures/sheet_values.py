"""What stands in one cell of a sheet: a number, a date or a text, and in which number format?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

import pandas as pd

from data_pipeline import catalog, cells
from data_pipeline.cells import NUMERIC
from data_pipeline.figures.chart import Chart, Table
from data_pipeline.figures.legible import legible
from data_pipeline.formats import OFFSETS, is_missing
from data_pipeline.text import say

WIB: Final = timedelta(hours=OFFSETS["WIB"])
MOST_ROWS: Final = 100_000  # far below the sheet's own end at 1,048,576
COUNTS: Final = ("_units", "_count", "_regions")
GOODS: Final = ("item_code", "item_name", "unit_name", "dapil_code")

Value = float | int | date | datetime | bool | str | None


@dataclass(frozen=True)
class Column:
    """One column of a sheet. `is_summed`: a total of it means something."""

    name: str
    label: str
    format: str
    number_format: str
    values: list[Value]
    is_summed: bool = False


def columns(language: str, shown: Chart | Table) -> list[Column]:
    """The columns behind a picture or a table, in full, with values that stay numbers and dates."""
    frame = (shown.data if isinstance(shown, Chart) else shown.frame).head(MOST_ROWS)
    return [_column(language, frame, name) for name in shown.columns]


def _column(language: str, frame: pd.DataFrame, name: str) -> Column:
    declared = catalog.column(name)
    return Column(
        name=name,
        label=_label(language, declared),
        format=declared.format,
        number_format=number_format(language, declared.format),
        values=_values(language, frame, name, declared.format),
        is_summed=_is_summed(frame, declared),
    )


def _label(language: str, declared: catalog.Column) -> str:
    """The label; moments say their time zone, spans their unit."""
    unit = {"moment": "WIB", "hours": say(language, "writers.hours")}.get(declared.format)
    return f"{declared.label(language)} ({unit})" if unit else declared.label(language)


def _values(language: str, frame: pd.DataFrame, name: str, kind: str) -> list[Value]:
    if kind in (*NUMERIC, "date", "moment") and name in frame:
        return [_raw(value, kind) for value in frame[name]]
    texts = cells.texts(language, frame, name)
    if name not in frame:
        return [legible(text) for text in texts]
    known = zip(frame[name], texts, strict=True)
    return [None if is_missing(value) else legible(text) for value, text in known]


def _raw(value: Any, kind: str) -> Value:
    """A number or a moment as a sheet keeps it; None when not known, never zero."""
    if is_missing(value):
        return None
    if kind == "moment":
        moment: datetime = pd.Timestamp(value).to_pydatetime()
        return (moment + WIB).replace(microsecond=0)
    if kind == "date":
        day: date = pd.Timestamp(value).date()
        return day
    number = float(value)
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() else number


def number_format(language: str, kind: str) -> str:
    """How the sheet shows a value; the signs are changed to the reader's own by the program."""
    days = say(language, "writers.days")
    known = {
        "integer": "#,##0",
        "integer_up": "#,##0.0",  # an estimate keeps its decimal; the pages round it up
        "integer_signed": '+#,##0;"−"#,##0;0',
        "decimal1": "#,##0.0",
        "ratio": "0.0%",
        "days": f'#,##0" {days}"',
        "days_signed": f'+#,##0" {days}";"−"#,##0" {days}";0" {days}"',
        "hours": "#,##0.0",
        "date": say(language, "writers.date_format"),
        "moment": say(language, "writers.moment_format"),
    }
    return known.get(kind, "@")


def _is_summed(frame: pd.DataFrame, declared: catalog.Column) -> bool:
    """Pieces of one kind of goods, and stations or regions counted once, may be added up."""
    if declared.format not in ("integer", "integer_up") or declared.name not in frame:
        return False
    if not _is_once(frame):
        return False
    if declared.unit in ("pcs", "packs"):
        return all(frame[name].nunique() <= 1 for name in GOODS if name in frame)
    return declared.unit == "TPS" or declared.name.endswith(COUNTS)


def _is_once(frame: pd.DataFrame) -> bool:
    """True when no region (or province) stands in two rows: its stations would count twice."""
    keys: Sequence[str] = [name for name in ("region_code", "province_name") if name in frame]
    return bool(keys) and not frame[keys[0]].duplicated().any()
