"""Whatever arrives: no exception, and every row is either loaded or refused with its line."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from data_pipeline.contract.reader import Reading
from tests.unit.contract.kit import STOCK, csv, read_bytes

ROWS = [STOCK | {"usable_pcs": str(number), "revision": str(number)} for number in range(8)]
CSV = csv(*ROWS).encode()
SIGNS = [
    b"\n",
    b"\r\n",
    b"\r",
    b'"',
    b",",
    b";",
    b"\0",
    b"\xff",
    b"\xc3\xa9",
    b"",
    b" ",
    b"=",
    b"-",
]

cuts = st.tuples(st.integers(0, len(CSV)), st.integers(0, 6), st.sampled_from(SIGNS))
cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ["", "1.234", "٣", "35.7", "Total", '"', '""', "2024-01-08T08:00:00+07:00", "-5", "1e9", " "]
)


def accounted(reading: Reading) -> None:
    """Rows in = loaded + refused, each refused row with its own line number and a reason."""
    refused = set(reading.refused["line_number"].to_pylist())
    loaded = set(reading.rows["line_number"].to_pylist()) if reading.loaded_count else set()
    assert len(refused) + len(loaded) == reading.row_count
    assert not refused & loaded
    assert (reading.row_count == 0) == (reading.refusal is not None)
    if reading.refusal:
        assert reading.refusal.sentence("id")


def read(data: bytes, name: str) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        return read_bytes(Path(folder), data, name)


def mutated(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for place, length, sign in changes:
        data = data[:place] + sign + data[place + length :]
    return data


@settings(max_examples=150, deadline=None)
@given(st.lists(cuts, min_size=1, max_size=6))
def test_mutated_csv(changes: list[tuple[int, int, bytes]]) -> None:
    data = mutated(CSV, changes)
    reading = read(data, "a.csv")
    accounted(reading)
    if reading.refusal is None:
        assert reading.row_count == filled_lines(data)


def filled_lines(data: bytes) -> int:
    """Lines below the header that hold more than spaces and the delimiter, counted apart."""
    lines = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").split(b"\n")
    return sum(bool(line.strip(b" ,")) for line in lines[1:])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(cells, min_size=7, max_size=7), max_size=6))
def test_any_cells_in_csv(rows: list[list[str]]) -> None:
    lines = [",".join(ROWS[0]), *(",".join(row) for row in rows)]
    accounted(read("\n".join(lines).encode(), "a.csv"))


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_under_any_name(data: bytes) -> None:
    for name in ("a.csv", "a.xlsx", "a.parquet", "a"):
        accounted(read(data, name))
        accounted(read(b"PK\x03\x04" + data, name))
        accounted(read(b"PAR1" + data + b"PAR1", name))


def workbook() -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in [list(ROWS[0]), *(list(row.values()) for row in ROWS)]:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def parquet() -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(ROWS)), file, compression="none")
    return file.getvalue()


XLSX, PARQUET = workbook(), parquet()
flips = st.lists(
    st.tuples(st.integers(0, 6000), st.integers(0, 3), st.binary(max_size=3)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(flips)
def test_mutated_workbooks_and_parquet(changes: list[tuple[int, int, bytes]]) -> None:
    accounted(read(mutated(XLSX, changes), "a.xlsx"))
    accounted(read(mutated(PARQUET, changes), "a.parquet"))
