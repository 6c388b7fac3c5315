"""Are names that want to do harm inert and legible in every format?"""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from pptx import Presentation

from data_pipeline.briefing import chat, html, slides, workbook
from data_pipeline.figures.legible import inert, one_line
from tests.unit.writers import documents
from tests.unit.writers.test_html import Page

LEGIBLE = [one_line(name, 60).rstrip("…") for name in documents.HOSTILE]


@pytest.mark.parametrize("name", LEGIBLE)
def test_slides_show_the_name_as_text(name: str) -> None:
    deck = Presentation(io.BytesIO(slides.write(documents.hostile())))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    texts = [cell.text_frame.text for table in tables for row in table.rows for cell in row.cells]
    assert any(text.startswith(name) for text in texts)


def test_no_formula_stands_in_the_sheets_behind_the_charts() -> None:
    with zipfile.ZipFile(io.BytesIO(slides.write(documents.hostile()))) as deck:
        books = [deck.read(name) for name in deck.namelist() if name.endswith(".xlsx")]
    assert books
    for book in books:
        sheet = openpyxl.load_workbook(io.BytesIO(book))["Sheet1"]
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_no_slide_leads_anywhere() -> None:
    with zipfile.ZipFile(io.BytesIO(slides.write(documents.hostile()))) as deck:
        relations = [deck.read(name) for name in deck.namelist() if name.endswith(".rels")]
    assert not any(b'TargetMode="External"' in relation for relation in relations)


def test_only_our_own_formulas_stand_in_the_workbook() -> None:
    made = workbook.write(documents.hostile())
    book = openpyxl.load_workbook(io.BytesIO(made))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert formulas
    assert all(formula.startswith(("=SUM(", '="■ "&COUNTIF(')) for formula in formulas)
    texts = {cell.value for cell in cells if cell.data_type == "s"}
    assert {inert(one_line(name)) for name in documents.HOSTILE} <= {
        one_line(text) for text in texts
    }
    with zipfile.ZipFile(io.BytesIO(made)) as files:
        names = [name for name in files.namelist() if name.endswith(".rels")]
        assert not any(b"External" in files.read(name) for name in names)


def test_the_page_escapes_every_name() -> None:
    page = Page(html.write(documents.hostile()).decode("utf-8"))
    assert page.open == []
    assert "script" not in {tag for tag, _ in page.tags}
    for name in LEGIBLE:
        assert any(text.lstrip("■▲◌● ").startswith(name) for text in page.texts), name


def test_the_chat_text_keeps_its_lines() -> None:
    lines = chat.write(documents.hostile()).decode("utf-8").splitlines()
    assert "■ =cmd|'/c calc'!A0" in lines
    assert not any("\x1b" in line or "\x07" in line for line in lines)
