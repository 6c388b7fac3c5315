"""Which Parquet files are tables, and which of their types are taken?"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data_pipeline.contract.limits import ROWS
from tests.unit.contract.kit import INDONESIAN, STOCK, faults, read, read_bytes, refusal

MOMENT = datetime(2024, 1, 8, 1)


def written(columns: dict[str, pa.Array], **options: Any) -> bytes:
    """The columns of one good row, some replaced, as Parquet."""
    good = {name: pa.array([text]) for name, text in STOCK.items()}
    file = io.BytesIO()
    pq.write_table(pa.table(good | columns), file, **options)
    return file.getvalue()


TAKEN = [
    ("usable_pcs", pa.array([1000]), 1000),
    ("usable_pcs", pa.array([1000], pa.uint16()), 1000),
    ("usable_pcs", pa.array(["1000"]).dictionary_encode(), 1000),
    ("usable_pcs", pa.array(["1000"], pa.large_string()), 1000),
    (
        "snapshot_at",
        pa.array([MOMENT.replace(tzinfo=UTC)], pa.timestamp("ms", "Asia/Jakarta")),
        MOMENT,
    ),
    ("snapshot_at", pa.array([MOMENT.replace(tzinfo=UTC)], pa.timestamp("us", "UTC")), MOMENT),
    ("source_name", pa.nulls(1), None),
]


@pytest.mark.parametrize(("name", "column", "value"), TAKEN)
def test_native_types_that_lose_nothing(
    name: str, column: pa.Array, value: object, tmp_path: Path
) -> None:
    reading = read_bytes(tmp_path, written({name: column}), "a.parquet")
    assert reading.rows[name].to_pylist() == [value]


WRONG = [
    ("usable_pcs", pa.array([1000.0])),
    ("usable_pcs", pa.array([True])),
    ("region_code", pa.array([35.78])),
    ("region_code", pa.array([3578])),
    ("snapshot_at", pa.array([MOMENT.date()])),
    ("snapshot_at", pa.array([45299])),
    ("source_name", pa.array([b"SILOG"])),
    ("source_name", pa.array([["SILOG"]])),
]


@pytest.mark.parametrize(("name", "column"), WRONG)
def test_other_types_refuse_the_file(name: str, column: pa.Array, tmp_path: Path) -> None:
    reading = read_bytes(tmp_path, written({name: column}), "a.parquet")
    assert refusal(reading) == "WRONG_COLUMN_TYPE"
    assert reading.refusal
    assert reading.refusal.facts["column"] == name


def test_a_time_without_zone_needs_a_profile_with_one(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(written({"snapshot_at": pa.array([MOMENT], pa.timestamp("ns"))}))
    assert faults(read(path)) == [(1, "snapshot_at", "TIME_WITHOUT_ZONE")]
    assert read(path, profile=INDONESIAN).loaded_count == 1


def test_null_is_not_zero_and_an_empty_row_is_no_row(tmp_path: Path) -> None:
    columns = {name: pa.array([text, None, text]) for name, text in STOCK.items()}
    columns["usable_pcs"] = pa.array([None, None, -5], pa.int64())
    columns["damaged_pcs"] = pa.array([0, None, 0])
    reading = read_bytes(tmp_path, written(columns), "a.parquet")
    assert faults(reading) == [(3, "usable_pcs", "NEGATIVE")]
    assert (reading.row_count, reading.rows["usable_pcs"].to_pylist()) == (2, [None])


def test_a_long_text_many_times_is_held_once(tmp_path: Path) -> None:
    columns = {name: pa.array([text] * 20_000) for name, text in STOCK.items()}
    columns["source_name"] = (
        pa.array(["x" * 20_000] * 2).dictionary_encode().take(pa.array([0] * 20_000))
    )
    before = pa.total_allocated_bytes()
    reading = read_bytes(tmp_path, written(columns), "a.parquet")
    assert reading.refused_count == 20_000
    assert pa.total_allocated_bytes() - before < 200_000_000


FILES = [
    (b"PAR1", "UNREADABLE"),
    (b"PAR1" + b"\0" * 100 + b"PAR1", "UNREADABLE"),
    (written({})[:-5], "UNREADABLE"),
    (b"a,b", "CONTENT_NOT_AS_NAMED"),
    (written({"other": pa.array(["x"])}), "HEADER_UNKNOWN_COLUMN"),
    (written({name: pa.array([], pa.string()) for name in STOCK}), "NO_ROWS"),
    (written({name: pa.nulls(ROWS + 1, pa.string()) for name in STOCK}), "TOO_MANY_ROWS"),
]


@pytest.mark.parametrize(
    ("data", "reason"), FILES, ids=[f"{n}-{r}" for n, (_, r) in enumerate(FILES)]
)
def test_a_file_refused_as_a_whole(data: bytes, reason: str, tmp_path: Path) -> None:
    assert refusal(read_bytes(tmp_path, data, "a.parquet")) == reason


def test_text_that_is_not_utf8(tmp_path: Path) -> None:
    data = written({}, compression="none", use_dictionary=False, write_statistics=False)
    reading = read_bytes(tmp_path, data.replace(b"SILOG", b"SIL\xff\xfe"), "a.parquet")
    assert refusal(reading) == "UNREADABLE"
