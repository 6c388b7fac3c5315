"""Which workbooks are tables, and what do their typed cells mean?"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from data_pipeline.contract.limits import UNPACKED_BYTES
from tests.unit.contract.kit import INDONESIAN, STOCK, faults, read, read_bytes, refusal

HEADER = list(STOCK)
ROW = list(STOCK.values())
Rows = Sequence[Sequence[object]]


def book(rows: Rows, title: str = "data") -> Any:
    """A workbook with one sheet of those rows."""
    workbook = openpyxl.Workbook()
    workbook.active.title = title
    for row in rows:
        workbook.active.append(row)
    return workbook


def saved(workbook: Any) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same zip with one part changed or added."""
    old, file = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in {*old.namelist(), name}:
            content = old.read(part) if part in old.namelist() else b""
            new.writestr(part, change(content) if part == name else content)
    return file.getvalue()


def in_sheet(old: str, new: str) -> bytes:
    """A good workbook with the XML of its sheet changed."""
    data = saved(book([HEADER, [*ROW[:4], 1000, "SILOG"]]))
    name = "xl/worksheets/sheet1.xml"
    return with_part(data, name, lambda xml: xml.replace(old.encode(), new.encode()))


def test_typed_and_text_cells(tmp_path: Path) -> None:
    rows: Rows = [HEADER, [*ROW[:4], 1000, 2024], [*ROW[:1], 990101, *ROW[2:4], "7"]]
    reading = read_bytes(tmp_path, saved(book(rows)), "a.xlsx")
    assert reading.rows["usable_pcs"].to_pylist() == [1000, 7]
    assert reading.rows["region_code"].to_pylist() == ["35.78", "990101"]
    assert reading.rows["source_name"].to_pylist() == ["2024", None]


CELLS = [
    (1, 35.7, "CODE_AS_NUMBER"),
    (1, 35.78, "CODE_AS_NUMBER"),
    (0, datetime(2024, 1, 8, 8), "TIME_WITHOUT_ZONE"),
    (0, 45299.5, "NOT_A_TIME"),
    (4, 900.5, "NOT_A_WHOLE_NUMBER"),
    (4, True, "NOT_A_WHOLE_NUMBER"),
    (4, -1, "NEGATIVE"),
    (4, 1e12, "TOO_LARGE"),
    (4, datetime(2024, 1, 8), "NOT_A_WHOLE_NUMBER"),
    (4, "1.234", "GROUPED_NUMBER"),
    (4, "=1+1", "FORMULA_WITHOUT_VALUE"),
    (4, "#REF!", "CELL_ERROR"),
    (8, "stray", "WRONG_CELL_COUNT"),
]


@pytest.mark.parametrize(("place", "cell", "reason"), CELLS)
def test_a_cell_that_is_refused(place: int, cell: object, reason: str, tmp_path: Path) -> None:
    row: list[object] = [*ROW, None, None, None]
    row[place] = cell
    reading = read_bytes(tmp_path, saved(book([HEADER, row, ROW])), "a.xlsx")
    assert [(line, code) for line, _, code in faults(reading)] == [(2, reason)]
    assert reading.loaded_count == 1


def test_a_date_cell_takes_the_zone_of_the_profile(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(saved(book([HEADER, [datetime(2024, 1, 8, 8), *ROW[1:]]])))
    reading = read(path, profile=INDONESIAN)
    assert reading.rows["snapshot_at"].to_pylist() == [datetime(2024, 1, 8, 1)]


def test_a_formula_with_its_stored_value(tmp_path: Path) -> None:
    data = in_sheet("<v>1000</v>", "<f>500+500</f><v>1000</v>")
    assert read_bytes(tmp_path, data, "a.xlsx").rows["usable_pcs"].to_pylist() == [1000]


def test_blank_rows_keep_the_row_numbers_of_the_sheet(tmp_path: Path) -> None:
    rows = [[], HEADER, [], [" "], ROW, [*ROW[:4], "x"]]
    reading = read_bytes(tmp_path, saved(book(rows)), "a.xlsx")
    assert reading.rows["line_number"].to_pylist() == [5]
    assert (reading.row_count, faults(reading)[0][0]) == (2, 6)


def test_a_far_cell_costs_nothing(tmp_path: Path) -> None:
    workbook = book([HEADER, ROW])
    workbook.active["XFD1048576"] = "x"
    reading = read_bytes(tmp_path, saved(workbook), "a.xlsx")
    assert faults(reading) == [(1_048_576, "", "WRONG_CELL_COUNT")]


def test_the_table_may_stand_on_any_sheet(tmp_path: Path) -> None:
    workbook = book([["catatan"]], "notes")
    sheet = workbook.create_sheet("stok")
    sheet.append(HEADER)
    sheet.append(ROW)
    assert read_bytes(tmp_path, saved(workbook), "a.xlsx").loaded_count == 1


def two_tables() -> bytes:
    workbook = book([HEADER, ROW])
    workbook.create_sheet("again").append(HEADER)
    return saved(workbook)


def merged() -> bytes:
    workbook = book([HEADER, ROW, [*ROW[:4]]])
    workbook.active.merge_cells("E2:E3")
    return saved(workbook)


def added(name: str, content: bytes = b"") -> bytes:
    return with_part(saved(book([HEADER, ROW])), name, lambda _: content)


def changed(name: str, old: bytes, new: bytes) -> bytes:
    return with_part(saved(book([HEADER, ROW])), name, lambda xml: xml.replace(old, new))


WORKBOOKS = [
    (two_tables(), "SEVERAL_MATCHING_SHEETS"),
    (merged(), "MERGED_CELLS"),
    (saved(book([["a", "b"], ["1", "2"]])), "NO_MATCHING_SHEET"),
    (saved(book([])), "NO_MATCHING_SHEET"),
    (saved(book([HEADER])), "NO_ROWS"),
    (saved(book([[*HEADER, "usable_pcs"], ROW])), "HEADER_DUPLICATE_COLUMN"),
    (saved(book([[*HEADER, None, "x"], ROW])), "HEADER_UNKNOWN_COLUMN"),
    (added("xl/vbaProject.bin"), "HAS_MACROS"),
    (added("xl/embeddings/oleObject1.bin"), "HAS_MACROS"),
    (added("xl/externalLinks/externalLink1.xml"), "HAS_EXTERNAL_LINKS"),
    (changed("[Content_Types].xml", b"sheet.main", b"sheet.macroEnabled.main"), "HAS_MACROS"),
    (added("xl/bomb.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "HAS_DOCTYPE"),
    (added("xl/wide.xml", "<!DOCTYPE a><a/>".encode("utf-16")), "HAS_DOCTYPE"),
    (added("xl/media/big.png", b"0" * (UNPACKED_BYTES + 1)), "ZIP_TOO_LARGE"),
    (changed("xl/worksheets/sheet1.xml", b"</sheetData>", b""), "UNREADABLE"),
    (
        changed("xl/worksheets/sheet1.xml", b't="inlineStr"><is>', b't="s"><v>9</v><is>'),
        "UNREADABLE",
    ),
    (changed("xl/workbook.xml", b"sheet", b"shoot"), "NO_MATCHING_SHEET"),
    (saved(book([HEADER, ROW]))[:-40], "UNREADABLE"),
    (saved(book([HEADER, ROW]))[:4000], "UNREADABLE"),
    (b"PK\x03\x04", "UNREADABLE"),
    (b"a,b", "CONTENT_NOT_AS_NAMED"),
    (in_sheet('r="E2"', 'r="A2"'), "UNREADABLE"),
    (in_sheet("<v>1000</v>", f"<v>{'9' * 5000}</v>"), "UNREADABLE"),
]


@pytest.mark.parametrize(
    ("data", "reason"), WORKBOOKS, ids=[f"{n}-{r}" for n, (_, r) in enumerate(WORKBOOKS)]
)
def test_a_workbook_refused_as_a_whole(data: bytes, reason: str, tmp_path: Path) -> None:
    assert refusal(read_bytes(tmp_path, data, "a.xlsx")) == reason


def test_too_many_parts(tmp_path: Path) -> None:
    file = io.BytesIO(saved(book([HEADER, ROW])))
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(200):
            archive.writestr(f"xl/media/{number}.png", b"")
    assert refusal(read_bytes(tmp_path, file.getvalue(), "a.xlsx")) == "ZIP_TOO_MANY_ENTRIES"
