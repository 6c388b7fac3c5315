"""P14: is every cell of every exported file inert, whatever stood in the field?"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
import streamlit as st

from data_pipeline.board import open_board, pointer
from data_pipeline.briefing import order, pack, templates
from data_pipeline.grants import EVERYWHERE
from data_pipeline.queries import Scope
from data_pipeline.settings import Settings
from pages.api.feed_rows import DATASETS
from pages.registry import PAGES, page
from tests.trust import figures, hostile_board, served
from tests.ui import boards

FORMULAS: Final = (
    "=cmd|'/c calc'!A0",
    "+1+cmd|'/c calc'!A0",
    "-2+3+cmd|'/c calc'!A0",
    "@SUM(1+1)*cmd|'/c calc'!A0",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    '=HYPERLINK("http://example.org";"x")',
)
NUMBER: Final = re.compile(r"[-+]?[0-9][0-9.,]*( ?%)?|-")
# What a spreadsheet may begin a formula with, also behind spaces it would drop.
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\0")
# The pages on which most of what comes from outside stands.
FOREIGN_TEXT: Final = ("map", "data_quality", "region", "receiving")
SURABAYA: Final = "35.78 Kota Surabaya"


@cache
def board() -> Path:
    return hostile_board.published(FORMULAS)


def live(name: str, content: bytes) -> list[str]:
    """The cells of a CSV or workbook that a spreadsheet would run."""
    return [cell for cell in texts(name, content) if is_live(cell)]


def is_live(text: str) -> bool:
    return text.lstrip(" ").startswith(DANGEROUS) and not NUMBER.fullmatch(text)


def texts(name: str, content: bytes) -> Iterator[str]:
    if name.endswith(".csv"):
        text = content.decode("utf-8-sig")
        mark = ";" if ";" in text.splitlines()[0] else ","
        yield from (cell for row in csv.reader(io.StringIO(text), delimiter=mark) for cell in row)
    elif name.endswith(".xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(content))
        cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
        yield from (f"{cell.value}" for cell in cells if cell.data_type in "sf" and not ours(cell))


def ours(cell: Any) -> bool:
    """The totals a briefing's workbook computes from its own cells."""
    formula = str(cell.value)
    return cell.data_type == "f" and formula.startswith(("=SUM(", '="■ "&COUNTIF('))


@pytest.mark.parametrize("language", figures.form(fast=("id",), full=("id", "en")))
def test_no_cell_of_any_page_is_live(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    draw, files = st.download_button, dict[str, bytes]()

    def keep(label: str, *, data: Any, file_name: str, **told: Any) -> Any:
        if file_name.endswith((".csv", ".xlsx")):
            files[f"{len(files)} {file_name}"] = data() if callable(data) else data
        return draw(label, data=data, file_name=file_name, **told)

    for entry in figures.form(fast=[page(code) for code in FOREIGN_TEXT], full=PAGES):
        monkeypatch.setattr(st, "download_button", draw)
        shown = boards.open_page(monkeypatch, entry.script, board(), language, region=SURABAYA)
        monkeypatch.setattr(st, "download_button", keep)
        shown.run()
        assert not shown.exception
    found = {name: cells for name, content in files.items() if (cells := live(name, content))}
    count = sum(len(list(texts(name, content))) for name, content in files.items())
    told = f"{count} text cells in {len(files)} files, {len(found)} files with a live one"
    figures.record("P14", told, holds=not found, subject=f"pages, {language}")
    assert found == {}
    assert len(files) > 20
    # The payloads are in there, behind an apostrophe: the fields were exported and not left out.
    everything = "\n".join(text for name, content in files.items() for text in texts(name, content))
    for formula in FORMULAS[:4]:
        assert formula in everything


def test_no_cell_of_the_feed_is_live(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEPAT_DATA_DIR", str(board()))
    with served.feed() as base:
        answers = {f"{it}.csv": served.get(f"{base}/api/v1/{it}.csv")[1] for it in DATASETS}
    found = {name: cells for name, content in answers.items() if (cells := live(name, content))}
    told = f"{len(answers)} data sets, {len(found)} with a live cell"
    figures.record("P14", told, holds=not found, subject="feed")
    assert found == {}
    assert all(len(content) > 100 for content in answers.values())


@pytest.mark.parametrize("code", figures.form(fast=["h7"], full=list(templates.TEMPLATES)))
def test_no_cell_of_a_briefing_is_live(code: str) -> None:
    settings = Settings(board())
    shown = pointer(settings)
    assert shown is not None
    opened = open_board(settings, shown, EVERYWHERE)
    reach = templates.template(code).reach
    asked = order.Order(
        code,
        "id",
        Scope(None, ("35",) if reach == "province" else ()),
        boards.SURABAYA if reach == "region" else "",
    )
    document = asked.document(templates.asking(opened))
    [(name, content)] = pack.write(document, ("xlsx",)).items()
    opened.close()
    found = live(name, content)
    told = f"{len(list(texts(name, content)))} text cells, {len(found)} live"
    figures.record("P14", told, holds=not found, subject=f"briefing {code}")
    assert found == []


@pytest.mark.parametrize("text", FORMULAS)
def test_the_test_sees_a_live_cell(text: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerow(["fine", text])
    assert live("x.csv", out.getvalue().encode("utf-8-sig")) == [text]
    assert not is_live("-1.234,5")
