"""Parquet files: types, lying statistics and footers, and what cannot be read."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.trust.corpus.kit import AT, FIRST, LAST, STOCK, Case, Outcome, partly, refused, taken

ROWS = [FIRST, STOCK, LAST]
UNREADABLE = refused("UNREADABLE")
WRONG_TYPE = refused("WRONG_COLUMN_TYPE")
MOMENT = datetime(2024, 1, 8, 1)
MAGIC = b"PAR1"


def written(columns: Mapping[str, pa.Array] = {}, **options: Any) -> bytes:
    """Three good rows of text, some columns replaced, as Parquet."""
    good = {name: pa.array([row[name] for row in ROWS]) for name in STOCK}
    file = io.BytesIO()
    pq.write_table(pa.table({**good, **columns}), file, **options)
    return file.getvalue()


def column(label: str, name: str, cells: pa.Array, outcome: Outcome) -> Case:
    """Three good rows with that column replaced."""
    return Case(f"Parquet with {label}", lambda: written({name: cells}), outcome, "stok.parquet")


def raw(label: str, data: bytes, outcome: Outcome) -> Case:
    return Case(f"Parquet {label}", lambda: data, outcome, "stok.parquet")


def counts(kind: pa.DataType, *cells: object) -> pa.Array:
    return pa.array(cells, kind)


TYPES = (
    column("texts", "received_pcs", pa.array(["1", "2", "3"]), taken(3, {(2, "received_pcs"): 2})),
    column(
        "whole numbers",
        "received_pcs",
        counts(pa.int16(), 5, None, 7),
        taken(3, {(1, "received_pcs"): 5, (2, "received_pcs"): None}),
    ),
    column(
        "moments with a zone",
        "snapshot_at",
        pa.array([MOMENT.replace(tzinfo=UTC)] * 3, pa.timestamp("ms", "Asia/Jayapura")),
        taken(3, {(1, "snapshot_at"): MOMENT}),
    ),
    column(
        "moments without a zone",
        "snapshot_at",
        pa.array([MOMENT] * 3, pa.timestamp("us")),
        partly(0, *((line, "snapshot_at", "TIME_WITHOUT_ZONE") for line in (1, 2, 3))),
    ),
    column(
        "a moment to come",
        "snapshot_at",
        pa.array([MOMENT, datetime(2042, 1, 8), MOMENT], pa.timestamp("us", "UTC")),
        partly(2, (2, "snapshot_at", "FUTURE_TIME")),
    ),
    column("dates", "snapshot_at", pa.array([MOMENT.date()] * 3), WRONG_TYPE),
    column("codes as decimals", "region_code", pa.array([35.77, 35.78, 35.76]), WRONG_TYPE),
    column("codes as numbers", "region_code", pa.array([3577, 3578, 3576]), WRONG_TYPE),
    column("quantities with decimals", "received_pcs", pa.array([1.0, 2.0, 3.5]), WRONG_TYPE),
    column("yes and no", "received_pcs", pa.array([True, False, True]), WRONG_TYPE),
    column("bytes", "item_code", pa.array([b"tinta"] * 3), WRONG_TYPE),
    column("lists", "source_name", pa.array([["a"], [], None]), WRONG_TYPE),
    column("structures", "source_name", pa.array([{"a": 1}] * 3), WRONG_TYPE),
    column("an empty column", "source_name", pa.nulls(3), taken(3, {(1, "source_name"): None})),
    column(
        "a negative quantity",
        "received_pcs",
        counts(pa.int64(), 1, -2, 3),
        partly(2, (2, "received_pcs", "NEGATIVE")),
    ),
    column(
        "a quantity beyond belief",
        "received_pcs",
        counts(pa.uint64(), 1, 2**64 - 1, 3),
        partly(2, (2, "received_pcs", "TOO_LARGE")),
    ),
    column(
        "a code with a NUL",
        "region_code",
        pa.array(["35.77", "35\0.78", "35.76"]),
        partly(2, (2, "region_code", "UNKNOWN_REGION")),
    ),
    column(
        "a line break in a text",
        "source_name",
        pa.array(["a", "b\nc", "d"]),
        partly(2, (2, "source_name", "CONTROL_CHARACTER")),
    ),
    column(
        "a code that lost its zero",
        "region_code",
        pa.array(["35.77", "33.1", "35.76"]),
        partly(2, (2, "region_code", "ZERO_LOST")),
    ),
    column(
        "an empty row",
        "received_pcs",
        counts(pa.int64(), 1, None, 3),
        taken(3, {(3, "received_pcs"): 3}),
    ),
    column("a column nobody knows", "warna", pa.array(["x"] * 3), refused("HEADER_UNKNOWN_COLUMN")),
    column(
        "the same column twice",
        "baik",
        counts(pa.int64(), 1, 2, 3),
        refused("HEADER_DUPLICATE_COLUMN"),
    ),
)


def false_statistics() -> bytes:
    """The footer says that no region but 99.99 is in the file: who filters by it finds nothing."""
    data = written(compression="none", use_dictionary=False, write_statistics=True)
    size = int.from_bytes(data[-8:-4], "little")
    body, footer = data[: -8 - size], data[-8 - size :]
    assert footer.count(b"35.7") >= 2
    for region in (b"35.76", b"35.77", b"35.78"):
        footer = footer.replace(region, b"99.99")
    return body + footer


def nested(depth: int) -> bytes:
    """A value inside that many lists."""
    kind: pa.DataType = pa.int64()
    value: object = 1
    for _ in range(depth):
        kind, value = pa.list_(kind), [value]
    file = io.BytesIO()
    pq.write_table(pa.table({"snapshot_at": pa.array([value], kind)}), file)
    return file.getvalue()


def many_rows() -> bytes:
    """200,001 equal rows, packed into almost nothing."""
    columns = {name: pa.array([text]).take(pa.array([0] * 200_001)) for name, text in STOCK.items()}
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file)
    return file.getvalue()


def without_rows() -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table({name: pa.array([], pa.string()) for name in STOCK}), file)
    return file.getvalue()


def claimed_rows(data: bytes, count: int) -> bytes:
    """A footer length that is not the footer's."""
    return data[:-8] + count.to_bytes(4, "little") + MAGIC


def bad_text() -> bytes:
    """A byte that is no UTF-8 where the schema promises text."""
    data = written(compression="none", use_dictionary=False, write_statistics=False)
    return data.replace(b"SILOG", b"SI\xffOG", 1)


PLAIN = written(compression="none")
FILES = (
    raw(
        "in one row group each", written(row_group_size=1), taken(3, {(3, "region_code"): "35.76"})
    ),
    raw("with false statistics", false_statistics(), taken(3, {(2, "region_code"): "35.78"})),
    raw("as a dictionary", written(use_dictionary=True, compression="zstd"), taken(3)),
    raw("without rows", without_rows(), refused("NO_ROWS")),
    raw("of its magic alone", MAGIC + MAGIC, UNREADABLE),
    raw("without its end", PLAIN[:-1], UNREADABLE),
    raw("cut in half", PLAIN[: len(PLAIN) // 2], UNREADABLE),
    raw("with a footer too long", claimed_rows(PLAIN, 2**31 - 1), UNREADABLE),
    raw("with a footer too short", claimed_rows(PLAIN, 3), UNREADABLE),
    raw(
        "with an encrypted footer", b"PARE" + PLAIN[4:-4] + b"PARE", refused("CONTENT_NOT_AS_NAMED")
    ),
    raw("with zeroed pages", MAGIC + bytes(200) + PLAIN[204:], UNREADABLE),
    raw("with a byte that is no text", bad_text(), UNREADABLE),
    raw("nested 30 lists deep", nested(30), refused("HEADER_MISSING_COLUMN")),
    raw("nested 90 lists deep", nested(90), UNREADABLE),
    Case("Parquet of 200,001 rows", many_rows, refused("TOO_MANY_ROWS"), "many.parquet"),
    raw(
        "with an old moment",
        written({"snapshot_at": pa.array([AT, "1924-01-08T00:00:00Z", AT])}),
        partly(2, (2, "snapshot_at", "TIME_TOO_OLD")),
    ),
)

CASES = (*TYPES, *FILES)
