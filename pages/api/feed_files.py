"""How is an answer written? JSON for programs, CSV for anything, Parquet with its types."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from data_pipeline.figures.sheet import inert
from pages.api.feed_rows import DATASETS

# Rows are cut out and passed on: each says which board it is from.
BOARD: Final = {
    "board_version": "version",
    "board_as_of": "as_of",
    "board_rules": "rules_version",
    "board_mark": "mark",
    "board_source": "source",
}
TYPES: Final = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "moment": pa.timestamp("us", tz="UTC"),
}

Rows = list[dict[str, Any]]


def as_json(name: str, rows: Rows, meta: Mapping[str, Any]) -> bytes:
    """{"meta": which board, "rows": […]}."""
    counted = dict(meta) | {"row_count": len(rows)}
    return json_bytes({"meta": counted, "rows": rows})


def as_csv(name: str, rows: Rows, meta: Mapping[str, Any]) -> bytes:
    """UTF-8, comma, decimal point, CRLF, whatever the language; unknown is empty.

    Text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*_names(name), *BOARD])
    board = [_cell(meta[key]) for key in BOARD.values()]
    for row in rows:
        writer.writerow([*(_cell(value) for value in row.values()), *board])
    return text.getvalue().encode()


def as_parquet(name: str, rows: Rows, meta: Mapping[str, Any]) -> bytes:
    """Typed columns; the whole of `meta` lies in the file's metadata under `tepat`."""
    kinds = {field.name: field.type for field in DATASETS[name].fields}
    columns = {
        column: pa.array([_typed(kind, row[column]) for row in rows], TYPES[kind])
        for column, kind in kinds.items()
    }
    told = {column: pa.array([str(meta[key])] * len(rows)) for column, key in BOARD.items()}
    table = pa.table(columns | told)
    table = table.replace_schema_metadata({"tepat": json.dumps(dict(meta), ensure_ascii=False)})
    file = io.BytesIO()
    pq.write_table(table, file, compression="zstd")
    return file.getvalue()


def json_bytes(told: object) -> bytes:
    """Compact JSON; a number that is none would have been null before."""
    return json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _names(name: str) -> list[str]:
    return [field.name for field in DATASETS[name].fields]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return inert(value) if isinstance(value, str) else str(value)


def _typed(kind: str, value: Any) -> Any:
    if value is None or kind not in ("date", "moment"):
        return value
    return date.fromisoformat(value) if kind == "date" else datetime.fromisoformat(value)
