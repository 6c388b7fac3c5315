"""Does the overview lead with what is not ready, and does silence never look like readiness?"""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline import headline
from data_pipeline.text import LANGUAGES
from tests.ui import boards

SCRIPT = "situation/overview.py"


def overview(monkeypatch: pytest.MonkeyPatch, board: Any, language: str = "en") -> AppTest:
    return boards.open_page(monkeypatch, SCRIPT, board, language)


def html(page: AppTest) -> str:
    return "\n".join(str(block.proto.body) for block in page.get("html"))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("id", "Belum ada data: 5 wilayah belum pernah melapor, 37 hari menuju pemungutan suara."),
        ("en", "No data yet: 5 regions have never reported, 37 days to the vote."),
    ],
)
def test_nothing_reported_is_the_headline(
    monkeypatch: pytest.MonkeyPatch, language: str, sentence: str
) -> None:
    page = overview(monkeypatch, boards.empty(), language)
    assert page.header[0].value == sentence
    assert [metric.value for metric in page.metric] == ["—", "0 · 5", "—", "—"]


def test_silence_is_told_before_what_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    page = overview(monkeypatch, boards.troubled())
    assert page.header[0].value.startswith("4 of 5 regions without data")
    assert page.metric[1].value == "0 · 4"


@pytest.mark.parametrize(
    ("facts", "case"),
    [
        ({"never_reported_units": 9}, "silent"),
        ({"tps_not_ready": 12.5, "red_units": 2, "grey_units": 1}, "tail"),
        ({"tps_not_ready": 12.5, "red_units": 2}, "tail_all_known"),
        ({"tps_not_ready": 0.4, "red_units": 1, "grey_units": 3}, "red_and_grey"),
        ({"tps_not_ready": 0.4, "red_units": 1}, "red"),
        ({"tps_not_ready": None, "grey_units": 3}, "grey"),
        ({"tps_not_ready": 0.0}, "clear"),
    ],
)
def test_the_headline_leads_with_the_tail(facts: dict[str, Any], case: str) -> None:
    nothing = {"never_reported_units": 0, "red_units": 0, "grey_units": 0, "tps_not_ready": None}
    assert headline.case(pd.Series({**nothing, "unit_count": 9, **facts}, dtype=object)) == case


def test_an_empty_region_is_grey_in_every_place(monkeypatch: pytest.MonkeyPatch) -> None:
    page = overview(monkeypatch, boards.empty())
    assert "Red 0" in boards.words(page)
    assert "No data 5" in boards.words(page)
    assert "Green 0" in boards.words(page)
    assert 'aria-label="Jawa Timur: NO DATA.' in html(page)
    assert "GREEN" not in html(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_to_be_decided_leads_to_the_sheet(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    told = html(overview(monkeypatch, boards.troubled(), language))
    asked = "&amp;lang=en" if language == "en" else ""
    assert f'href="/region?region=35.78+Kota+Surabaya{asked}"' in told


def test_the_map_asks_nobody_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    deck = json.loads(
        overview(monkeypatch, boards.troubled()).get("deck_gl_json_chart")[0].proto.json
    )
    assert "http" not in json.dumps(deck)
    assert deck.get("mapProvider") is None
    addresses = [layer["data"] for layer in deck["layers"] if isinstance(layer["data"], str)]
    assert addresses
    assert all(address.startswith(("/api/", "/app/static/")) for address in addresses)


def test_geometry_does_not_travel_with_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    deck = overview(monkeypatch, boards.troubled()).get("deck_gl_json_chart")[0].proto.json
    assert len(deck) < 20_000
