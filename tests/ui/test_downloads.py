"""Does every chart and table of every page leave as a file of its kind, with a name to find it?"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import streamlit as st
from PIL import Image
from streamlit.testing.v1 import AppTest

from data_pipeline.figures.facts import Facts
from data_pipeline.text import LANGUAGES
from pages.components import downloads
from pages.components.views import View
from tests.ui import boards

KINDS = ("png", "svg", "csv", "xlsx")
FIGURE_FILE = re.compile(r"tepat_[a-z_-]+_[A-Za-z0-9.-]+_20240108T1000_v1\.(png|svg|csv|xlsx)")
SURABAYA = {"region": "35.78 Kota Surabaya"}
SCRIPTS = {
    "situation/overview.py": {},
    "situation/shortages.py": {},
    "situation/map_shipments.py": {},
    "analysis/timeline.py": {},
    "analysis/data_quality.py": {},
    "region/sheet.py": SURABAYA,
}
EVERY_SCRIPT = pytest.mark.parametrize("script", SCRIPTS)


@dataclass(frozen=True)
class Offer:
    """A download as the page registers it: the name of the file and what makes it."""

    file_name: str
    make: Callable[[], bytes]

    @property
    def kind(self) -> str:
        return self.file_name.rpartition(".")[2]


def offers(
    monkeypatch: pytest.MonkeyPatch, script: str, language: str
) -> tuple[AppTest, list[Offer]]:
    """The page and the files of its charts and tables, without making any."""
    found: list[Offer] = []
    draw = st.download_button

    def note(label: str, *, data: Any, file_name: str, **told: Any) -> Any:
        found.append(Offer(file_name, data))
        return draw(label, data=data, file_name=file_name, **told)

    monkeypatch.setattr(st, "download_button", note)
    page = boards.open_page(monkeypatch, script, boards.troubled(), language, **SCRIPTS[script])
    assert not page.exception
    found.clear()  # the default page was opened first
    page.run()
    return page, [offer for offer in found if FIGURE_FILE.fullmatch(offer.file_name)]


@EVERY_SCRIPT
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_and_table_offers_four_files(
    monkeypatch: pytest.MonkeyPatch, script: str, language: str
) -> None:
    page, offered = offers(monkeypatch, script, language)
    stems = {offer.file_name.rpartition(".")[0] for offer in offered}
    assert len(offered) == 4 * len(stems)
    assert {offer.kind for offer in offered} == set(KINDS)
    pictures = [*page.get("plotly_chart"), *page.get("deck_gl_json_chart"), *page.dataframe]
    assert len(offered) >= 4 * len(pictures) > 0


@EVERY_SCRIPT
def test_every_file_can_be_opened(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    _, offered = offers(monkeypatch, script, "id")
    for offer in offered:
        content = offer.make()
        assert content, offer.file_name
        OPENED[offer.kind](content)


def opens_as_png(content: bytes) -> None:
    image = Image.open(io.BytesIO(content))
    assert image.format == "PNG"
    assert min(image.size) > 400


def opens_as_svg(content: bytes) -> None:
    root = ET.fromstring(content)
    assert root.tag.endswith("svg")


def opens_as_csv(content: bytes) -> None:
    assert content.decode("utf-8-sig").count("\n") >= 2


def opens_as_xlsx(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert sum(sheet.max_row for sheet in book) >= 2


OPENED = {
    "png": opens_as_png,
    "svg": opens_as_svg,
    "csv": opens_as_csv,
    "xlsx": opens_as_xlsx,
}


def test_a_file_is_named_after_its_province(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SCRIPTS, "situation/shortages.py", {"prov": "35 Jawa Timur"})
    _, offered = offers(monkeypatch, "situation/shortages.py", "id")
    assert all("_35_" in offer.file_name for offer in offered)


def test_a_page_does_not_load_the_drawing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess
    import sys

    code = "import sys; import pages.components.figures; print('matplotlib' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_a_file_says_which_region_it_is_about(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Facts] = []
    know = downloads.facts

    def note(view: View) -> Facts:
        told.append(know(view))
        return told[-1]

    monkeypatch.setattr(downloads, "facts", note)
    _, offered = offers(monkeypatch, "region/sheet.py", "en")
    of_page = told[-(len(offered) // 4) :]  # the default page was opened first
    assert len(of_page) > 1
    assert {facts.scope for facts in of_page} == {"35.78 Kota Surabaya"}
    assert {facts.language for facts in of_page} == {"en"}
