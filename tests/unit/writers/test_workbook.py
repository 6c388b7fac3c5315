"""Does the workbook hold every number as a number, every total as a formula with its value?"""

from __future__ import annotations

import io
from datetime import datetime
from functools import cache
from typing import Any

import openpyxl
import pytest

from data_pipeline.briefing import workbook
from data_pipeline.figures.chart import Table
from tests.unit.writers import documents

TOTALS, HEAD = 5, 6


@cache
def book(language: str = "id", *, is_calculated: bool = False) -> Any:
    made = workbook.write(documents.document(language))
    return openpyxl.load_workbook(io.BytesIO(made), data_only=is_calculated)


def rows(sheet: Any) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_there_is_a_sheet_for_every_picture_and_table() -> None:
    assert book().sheetnames == [
        "Ringkasan",
        "1 Ringkasan",
        "2 Kekurangan",
        "2b Kekurangan",
        "2c Kekurangan",
        "2d Kekurangan",
        "3 Linimasa",
        "3b Linimasa",
        "3c Linimasa",
        "Kolom",
        "Catatan",
    ]


def test_every_sheet_says_simulasi_and_where_its_numbers_come_from() -> None:
    for sheet in book().worksheets:
        head = [sheet.cell(row, 1).value for row in range(1, 5)]
        assert head[3] == "SIMULASI — bukan data KPU", sheet.title
        assert "papan v7" in head[2]
        assert "SIMULASI" in sheet.oddHeader.center.text


def test_the_numbers_of_a_table_are_its_numbers() -> None:
    frame = documents.table().frame
    told = rows(book()["2d Kekurangan"])
    body = told[HEAD : HEAD + len(frame)]
    assert [row[3] for row in body] == list(frame["short_pcs"])
    assert [row[4] for row in body] == pytest.approx(list(frame["short_ratio"]))
    assert [row[2] for row in body][:2] == ["■ MERAH", "■ MERAH"]
    assert body[0][0] == "93.04"
    assert body[0][6] == datetime(2024, 1, 9)
    assert body[0][7] == datetime(2024, 1, 8, 10)  # WIB
    assert told[HEAD - 1][7] == "Laporan tertua (WIB)"


def test_totals_are_formulas_that_carry_their_value() -> None:
    frame = documents.table().frame
    formulas = rows(book()["2d Kekurangan"])[TOTALS - 1]
    known = rows(book(is_calculated=True)["2d Kekurangan"])[TOTALS - 1]
    assert formulas[3] == "=SUM(D7:D11)"
    assert known[3] == frame["short_pcs"].sum()
    assert str(formulas[2]).startswith('="■ "&COUNTIF(C7:C11,"■ MERAH")')
    assert known[2] == "■ 2  ▲ 1  ◌ 1  ● 1"
    assert formulas[4] is None  # a sum of shares means nothing


@pytest.mark.parametrize(
    ("column", "values"),
    [("item_code", ["ss_dpr", "tinta"] * 2), ("region_code", ["93.04"] * 4)],
)
def test_apples_are_not_added_to_pears_nor_a_region_to_itself(
    column: str, values: list[str]
) -> None:
    made = documents.table(documents.NAMES[:4])
    frame = made.frame.assign(**{column: values})
    sheet = book_of(Table(**{**vars(made), "frame": frame}))
    assert rows(sheet)[TOTALS - 1][3] is None


def book_of(table: Table) -> Any:
    document = documents.document()
    section = document.sections[1]
    alone = type(section)(section.code, section.title, section.lead, (table,))
    made = workbook.write(documents.document(sections=(alone,)))
    return openpyxl.load_workbook(io.BytesIO(made)).worksheets[1]


def test_a_sheet_can_be_read_filtered_and_printed() -> None:
    sheet = book()["2d Kekurangan"]
    assert sheet.freeze_panes == "C7"
    assert sheet.auto_filter.ref == "A6:I11"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$5:$6"
    assert len(sheet.conditional_formatting) == 1
    assert sheet["E7"].number_format == "0.0%"


def test_the_summary_leads_to_the_sheets_and_keeps_whole_numbers() -> None:
    told = rows(book()["Ringkasan"])
    cells = [cell for row in told for cell in row]
    assert 5113 in cells
    assert "5 wilayah kekurangan; terburuk Kab. Asmat" in cells
    targets = [
        cell.hyperlink.location for row in book()["Ringkasan"] for cell in row if cell.hyperlink
    ]
    assert "'2d Kekurangan'!A1" in targets


def test_the_notes_hold_facts_colours_and_definitions() -> None:
    cells = [cell for row in rows(book()["Catatan"]) for cell in row]
    assert "2024.1" in cells
    assert "#412 · ab12ab12ab12ab12" in cells
    assert "Kurang = kebutuhan dikurangi barang baik." in cells
    assert "◌ TANPA DATA" in cells


def test_english_has_english_labels() -> None:
    assert rows(book("en")["2d Kekurangan"])[HEAD - 1][3] == "Short"


def test_the_same_document_gives_the_same_bytes() -> None:
    assert workbook.write(documents.document()) == workbook.write(documents.document())


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [("id", "5.113", 5113), ("en", "5,113", 5113), ("id", "5,113", None), ("id", "9 Jan", None)],
)
def test_a_whole_number_is_told_from_a_text(language: str, text: str, number: int | None) -> None:
    assert workbook.whole(language, text) == number
