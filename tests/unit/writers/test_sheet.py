"""Do the numbers behind one figure leave as CSV and XLSX that people and programs read alike?"""

from __future__ import annotations

import csv
import io

import openpyxl
import pandas as pd
import pytest

from data_pipeline.figures import sheet
from data_pipeline.figures.chart import Chart, Table
from data_pipeline.figures.legible import FORMULA_SIGNS
from tests.unit.writers import documents


def told(language: str, shown: Chart | Table) -> list[dict[str, str]]:
    text = sheet.table_csv(shown, documents.facts(language)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if language == "id" else ","))


def test_it_begins_with_a_mark_for_spreadsheets() -> None:
    assert sheet.table_csv(documents.table(), documents.facts()).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(("language", "ratio"), [("id", "0,859"), ("en", "0.859")])
def test_numbers_are_plain_in_the_notation_of_the_language(language: str, ratio: str) -> None:
    first = told(language, documents.table())[0]
    assert first["short_pcs"] == "1999"
    assert first["short_ratio"] == ratio
    assert first["decide_by"] == "2024-01-09"
    assert first["reported_at"] == "2024-01-08T10:00:00+07:00"
    assert first["deviation_days"] == "9"


@pytest.mark.parametrize(("language", "separator", "decimal"), [("id", ";", ","), ("en", ",", ".")])
def test_a_program_reads_the_same_numbers(language: str, separator: str, decimal: str) -> None:
    made = sheet.table_csv(documents.table(), documents.facts(language))
    read = pd.read_csv(io.BytesIO(made), sep=separator, decimal=decimal)
    frame = documents.table().frame
    assert list(read["short_pcs"]) == list(frame["short_pcs"])
    assert list(read["short_ratio"]) == pytest.approx(list(frame["short_ratio"]))


def test_every_row_says_which_board_it_is_from() -> None:
    rows = told("id", documents.bars())
    assert len(rows) == 5
    assert {row["board_version"] for row in rows} == {"7"}
    assert {row["board_as_of"] for row in rows} == {"2024-01-08T10:00:00+07:00"}
    assert {row["board_mark"] for row in rows} == {"SIMULASI — bukan data KPU"}
    assert rows[0]["status"] == "■ MERAH"


def test_what_is_unknown_stays_empty() -> None:
    made = documents.table()
    frame = made.frame.assign(short_pcs=[None, 1.0, 2.0, 3.0, 4.0], decide_by=None)
    first = told("id", Table(**{**vars(made), "frame": frame}))[0]
    assert first["short_pcs"] == ""
    assert first["decide_by"] == ""


@pytest.mark.parametrize(
    ("raw", "inert"),
    [
        ("=cmd|'/c calc'!A0", "'=cmd|'/c calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'=1+1"),
        ("-2+3", "'-2+3"),
        ("-12", "-12"),
        ("+62,5", "+62,5"),
        ("Kab. Asmat", "Kab. Asmat"),
    ],
)
def test_a_formula_becomes_a_text(raw: str, inert: str) -> None:
    assert sheet.inert(raw) == inert


def test_no_hostile_name_begins_as_a_formula() -> None:
    for row in told("id", documents.table(documents.HOSTILE)):
        assert not row["region_name"].startswith(FORMULA_SIGNS)
        assert row["region_name"]


def test_the_workbook_of_one_figure_has_facts_data_and_columns() -> None:
    made = sheet.table_xlsx(documents.stacked(), documents.facts("en"))
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames == ["Data", "Columns"]
    assert book["Data"]["A1"].value == "Di Kab. Asmat 86 % surat suara belum ada"
    assert "SIMULASI" in book["Data"]["A4"].value
    assert book["Data"]["D7"].value == 1999
    names = [row[1].value for row in book["Columns"].iter_rows(min_row=7)]
    assert names == list(documents.COLUMNS)


def test_an_empty_table_says_so() -> None:
    made = documents.table()
    empty = Table(**{**vars(made), "frame": made.frame.head(0)})
    book = openpyxl.load_workbook(io.BytesIO(sheet.table_xlsx(empty, documents.facts())))
    assert "Tidak ada" in book["Data"]["A7"].value
    assert told("id", empty) == []
