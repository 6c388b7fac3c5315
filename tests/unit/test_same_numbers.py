"""Do the page, the slides, the PDF, the workbook and the CSV say the same numbers?

One picture (what a shortage is made of) and one table (the shortages) of a seeded world.
"""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import openpyxl
import pptx
import pypdf
import pytest

from data_pipeline.briefing import pack, templates
from data_pipeline.briefing.document import Document
from data_pipeline.figures import sheet
from data_pipeline.figures.chart import Chart, Table
from data_pipeline.formats import number
from data_pipeline.queries import Scope
from data_pipeline.text import LANGUAGES
from tests.ui import boards
from tests.unit.briefing import worlds

NEED, USABLE, SHORT = 2_266_960, 2_265_960, 1_000  # Surabaya's DPR ballots in that world
SHARES = [USABLE / NEED, 0, 0, 0, SHORT / NEED]  # usable, in time, late, damaged, missing
COUNTS = {"short_pcs": SHORT, "need_pcs": NEED, "usable_pcs": USABLE, "missing_pcs": SHORT}

EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


@cache
def document(language: str) -> Document:
    return templates.make("national", worlds.opened("troubled"), language, Scope(), ["shortages"])


def figures(language: str) -> tuple[Chart, Table]:
    chart, table = document(language).sections[0].blocks
    assert isinstance(chart, Chart)
    assert isinstance(table, Table)
    return chart, table


@cache
def file(language: str, kind: str) -> io.BytesIO:
    return io.BytesIO(pack.render(document(language), kind))


def written(language: str) -> set[str]:
    """The counts as a reader of that language sees them."""
    return {number(language, count) for count in COUNTS.values()}


def shapes(language: str) -> Iterator[Any]:
    for slide in pptx.Presentation(file(language, "pptx")).slides:
        yield from slide.shapes


def leaves(value: object) -> Iterator[object]:
    """Everything inside nested lists and dictionaries; Plotly sends arrays of numbers packed."""
    if isinstance(value, dict) and "bdata" in value:
        yield from np.frombuffer(base64.b64decode(value["bdata"]), value["dtype"]).tolist()
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from leaves(part)
    else:
        yield value


@EACH_LANGUAGE
def test_the_declaration(language: str) -> None:
    chart, table = figures(language)
    [drawn] = chart.rows.to_dict("records")
    assert [drawn[series.column] for series in chart.series] == pytest.approx(SHARES)
    [row] = table.frame.to_dict("records")
    assert {name: row[name] for name in COUNTS} == COUNTS


@EACH_LANGUAGE
def test_the_page(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    page = boards.open_page(monkeypatch, "situation/shortages.py", boards.troubled(), language)
    specs = [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]
    drawn = [value for value in leaves(specs) if isinstance(value, float)]
    assert pytest.approx(SHARES[0], rel=1e-9) in drawn
    assert pytest.approx(SHARES[-1], rel=1e-9) in drawn
    shown = page.dataframe[0].value.iloc[0].tolist()
    assert SHORT in shown
    assert pytest.approx(USABLE / NEED) in shown


@EACH_LANGUAGE
def test_the_slides(language: str) -> None:
    charts = [shape.chart for shape in shapes(language) if shape.has_chart]
    series = charts[0].plots[0].series
    assert [value for one in series for value in one.values] == pytest.approx(SHARES)
    tables = [shape.table for shape in shapes(language) if shape.has_table]
    cells = {cell.text for table in tables for cell in table.iter_cells()}
    assert written(language) <= cells


@EACH_LANGUAGE
def test_the_pdf(language: str) -> None:
    pages = pypdf.PdfReader(file(language, "pdf")).pages
    words = " ".join(page.extract_text() for page in pages)
    assert all(count in words for count in written(language))
    assert "Kota Surabaya" in words


@EACH_LANGUAGE
@pytest.mark.parametrize("place", [0, 1], ids=["picture", "table"])
def test_the_workbook(language: str, place: int) -> None:
    book = openpyxl.load_workbook(file(language, "xlsx"))
    found = [row for row in book.worksheets[place + 1].iter_rows(values_only=True) if NEED in row]
    assert len(found) == 1
    assert set(COUNTS.values()) <= set(found[0])
    assert pytest.approx(USABLE / NEED) in found[0]


@EACH_LANGUAGE
@pytest.mark.parametrize("place", [0, 1], ids=["picture", "table"])
def test_the_csv(language: str, place: int) -> None:
    text = sheet.table_csv(figures(language)[place], document(language).facts).decode("utf-8-sig")
    mark, point = (";", ",") if language == "id" else (",", ".")
    [row] = csv.DictReader(io.StringIO(text), delimiter=mark)
    assert {name: int(row[name]) for name in COUNTS} == COUNTS
    assert row["coverage_ratio"] == f"0{point}999559"


@EACH_LANGUAGE
def test_the_light_page(language: str) -> None:
    page = file(language, "html").getvalue().decode("utf-8")
    assert number(language, SHORT) in page
    assert number(language, NEED) in page
