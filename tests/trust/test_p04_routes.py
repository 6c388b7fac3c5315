"""P4: does the fast route through a file say of every row what the slow one says, line by line?

The slow route looks at each line and each cell by itself and sorts every key.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from data_pipeline import references
from data_pipeline.contract import reader, xlsx_file
from data_pipeline.contract.reading import Reading
from tests.trust import figures
from tests.trust.corpus import CASES
from tests.trust.corpus.kit import STOCK, Case
from tests.trust.mutations import Mutant, book_cells, book_parts, csv_bytes, csv_cells, csv_lines
from tests.trust.slow_route import slow_route
from tests.unit.contract.kit import PROFILES

Kind = Callable[[], st.SearchStrategy[Mutant]]

CODES = ["35.77", "35.78"]
NOW = datetime(2024, 1, 8, 3)
NAMES = {case.file_name for case in CASES if not case.file_name.endswith(".parquet")}
EXAMPLES = figures.form(fast=60, full=10_000)
KEPT = [case for case in CASES if case.profile in PROFILES and case.file_name in NAMES]


def read(path: Path, file_name: str, profile: str = "standard") -> Reading:
    registers = references.registers_of("pemilu_2024")
    return reader.read(
        path, file_name=file_name, profile=PROFILES[profile], registers=registers, now=NOW
    )


def assert_same(path: Path, file_name: str, profile: str = "standard") -> None:
    fast = read(path, file_name, profile)
    with slow_route():
        slow = read(path, file_name, profile)
    assert (fast.feed_code, fast.row_count) == (slow.feed_code, slow.row_count)
    assert fast.refusal == slow.refusal
    assert fast.rows.equals(slow.rows)
    assert fast.refused.equals(slow.refused)


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case.name)
def test_a_hostile_file_reads_the_same_both_ways(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "delivered"
    path.write_bytes(case.content())
    assert_same(path, case.file_name, case.profile)


@pytest.mark.parametrize("kind", [csv_bytes, csv_cells, csv_lines, book_cells, book_parts])
def test_spoilt_files_read_the_same_both_ways(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "delivered"

    @seed(4)
    @settings(max_examples=EXAMPLES, deadline=None, database=None)
    @given(kind())
    def compare(mutant: Mutant) -> None:
        path.write_bytes(mutant.data)
        assert_same(path, mutant.file_name)

    compare()


def test_a_workbook_takes_the_fast_route(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written by openpyxl and by XlsxWriter; only a sheet that is not plain is parsed whole."""
    monkeypatch.setattr(xlsx_file, "read_whole", lambda sheet: pytest.fail("took the slow route"))
    rows = [list(STOCK), *(list((STOCK | {"region_code": code}).values()) for code in CODES)]
    book = openpyxl.Workbook()
    with xlsxwriter.Workbook(str(tmp_path / "b.xlsx")) as other:
        sheet = other.add_worksheet()
        for place, row in enumerate(rows):
            book.active.append(row)
            sheet.write_row(place, 0, row)
    book.save(tmp_path / "a.xlsx")
    for name in ("a.xlsx", "b.xlsx"):
        assert read(tmp_path / name, name).rows["region_code"].to_pylist() == CODES


def test_whole_numbers_are_what_their_attributes_say(tmp_path: Path) -> None:
    """The same digits as a quantity, a date, a truth value and the number of a shared text."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, list(STOCK))
        for row in range(1, 50):
            sheet.write_row(row, 0, list((STOCK | {"usable_pcs": row}).values()))
            sheet.write_number(row, list(STOCK).index("snapshot_at"), 45000 + row, day)
        sheet.write_boolean(9, list(STOCK).index("usable_pcs"), True)
        sheet.write_number(10, list(STOCK).index("usable_pcs"), 10, day)
    assert_same(path, path.name, "id-ID")
    reading = read(path, path.name, "id-ID")
    assert reading.rows["snapshot_at"][0].as_py() == datetime(2023, 3, 15, 17)
    assert reading.rows["usable_pcs"][0].as_py() == 1
    assert reading.refused["line_number"].to_pylist() == [10, 11]
