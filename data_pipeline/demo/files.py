"""How does the simulator write a snapshot: which file, which dialect, which typing errors?"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd
import pyarrow as pa
import xlsxwriter
from pyarrow import csv as arrow_csv

from data_pipeline.contract.columns import Feed
from data_pipeline.demo.timetable import OFFSETS, Timetable

CREATED = datetime(2024, 1, 1)


@dataclass(frozen=True)
class SnapshotFile:
    """One file as a sender would drop it; `profile_code` decides its inbox folder."""

    file_name: str
    profile_code: str
    content: bytes


@dataclass(frozen=True)
class Dialect:
    """How one sender writes."""

    profile_code: str = "standard"
    file_type: str = "csv"
    delimiter: str = ","
    is_indonesian: bool = False


STANDARD = Dialect()
DIALECTS = {
    ("standard", "csv"): STANDARD,
    ("standard", "xlsx"): Dialect(file_type="xlsx", is_indonesian=True),
    ("id-ID", "csv"): Dialect("id-ID", "csv", ";", True),
    ("id-ID-wita", "csv"): Dialect("id-ID-wita", "csv", ";", True),
}
ZONES = {"id-ID": "WIB", "id-ID-wita": "WITA", "id-ID-wit": "WIT"}


def snapshot(
    stem: str, feed: Feed, frame: pd.DataFrame, timetable: Timetable, dialect: Dialect = STANDARD
) -> SnapshotFile:
    """The frame (contract columns, times in days, NaN = empty) as one file of that dialect."""
    texts = _texts(feed, frame, timetable, dialect)
    headers = [
        column.header_id if dialect.is_indonesian else column.name for column in feed.columns
    ]
    write = _xlsx if dialect.file_type == "xlsx" else _csv
    return SnapshotFile(
        f"{stem}.{dialect.file_type}",
        dialect.profile_code,
        write(headers, texts, dialect.delimiter),
    )


def _texts(
    feed: Feed, frame: pd.DataFrame, timetable: Timetable, dialect: Dialect
) -> list[pa.Array]:
    arrays = []
    for column in feed.columns:
        values = frame[column.name].to_numpy()
        if column.kind == "time":
            values = _times(values.astype(np.float64), timetable, dialect.profile_code)
        elif values.dtype == np.float64:
            values = _numbers(values, "." if dialect.profile_code in ZONES else "")
        arrays.append(pa.array(values, pa.string()))
    return arrays


def _times(days: np.ndarray, timetable: Timetable, profile_code: str) -> np.ndarray:
    if profile_code in ZONES:
        return timetable.stamps(days, "id", OFFSETS[ZONES[profile_code]])
    return timetable.stamps(days)


def _numbers(values: np.ndarray, thousands: str) -> np.ndarray:
    """Whole numbers as text, '' for NaN; each distinct number is written once."""
    known = ~np.isnan(values)
    distinct, place = np.unique(np.where(known, values, 0).astype(np.int64), return_inverse=True)
    written = np.array([f"{value:,}".replace(",", thousands) for value in distinct], dtype=object)
    return np.where(known, written[place], "")


def _csv(headers: list[str], arrays: list[pa.Array], delimiter: str) -> bytes:
    """No value needs quotes: Arrow refuses to write one that would."""
    out = io.BytesIO()
    options = arrow_csv.WriteOptions(
        include_header=False, delimiter=delimiter, quoting_style="none"
    )
    out.write((delimiter.join(headers) + "\n").encode())
    arrow_csv.write_csv(pa.table(arrays, names=headers), out, options)
    return out.getvalue()


def _xlsx(headers: list[str], arrays: list[pa.Array], delimiter: str) -> bytes:
    """One sheet of text cells; codes such as 51.10 would lose their zero as numbers."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False})
    book.set_properties({"title": "SIMULASI", "created": CREATED})
    sheet = book.add_worksheet("stok")
    sheet.write_row(0, 0, headers)
    for number, column in enumerate(arrays):
        for line, text in enumerate(column.to_pylist(), start=1):
            if text:
                sheet.write_string(line, number, text)
    book.close()
    return out.getvalue()
