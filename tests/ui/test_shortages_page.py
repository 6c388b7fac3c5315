"""Does the shortages page rank what is short, and does silence never pass for enough?"""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline.text import LANGUAGES, say
from tests.ui import boards

SCRIPT = "situation/shortages.py"
TOLD = {"id": "1.000", "en": "1,000"}


def spec(page: AppTest, place: int) -> dict[str, Any]:
    """The figure of the chart at that place of the page."""
    figure: dict[str, Any] = json.loads(page.get("plotly_chart")[place].proto.spec)
    return figure


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_only_shortage_is_listed_with_what_closes_it(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), language)
    assert not page.exception
    assert [metric.value for metric in page.metric] == ["1", "1 / 5", TOLD[language], "4"]
    listed = page.dataframe[0].value
    assert list(listed.iloc[:, 1]) == ["Kota Surabaya"]
    assert list(listed.iloc[:, 3]) == [1000]


def test_a_need_is_drawn_with_its_parts_and_its_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en")
    bars = spec(page, 0)["data"]
    assert [trace["name"] for trace in bars] == [
        "Usable",
        "On the way, in time",
        "On the way, late",
        "Damaged",
        "Missing",
        "Need",
    ]


def test_a_province_where_nobody_reported_is_marked_not_blank(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en")
    cells, silent, *_ = spec(page, 1)["data"]
    assert "Bali" in silent["y"]
    assert "Jawa Timur" not in silent["y"]
    assert cells["type"] == "heatmap"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_reported_is_not_called_enough(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.empty(), language)
    assert not page.exception
    assert not page.success
    told = [info.value for info in page.info]
    assert say(language, "shortages.unknown", silent="5", units="5") in told


def test_every_picture_has_words(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en")
    assert len(boards.alts(page)) == 4
    assert all(boards.alts(page))


def test_one_province_is_shown_region_by_region(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en", prov="35 Jawa Timur")
    assert [metric.value for metric in page.metric] == ["1", "1 / 1", "1,000", "0"]
    assert spec(page, 1)["data"][0]["y"] == ["Kota Surabaya"]
