"""Does the bar or cell a reader points at narrow the page, and only to what it stands for?"""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data_pipeline.figures.chart import NAME, Chart, Series
from data_pipeline.text import LANGUAGES, say
from pages.components import cause_parts, charts, picking, risk_parts, shortage_parts
from pages.components.filters import PROVINCE_KEY
from tests.ui import boards, decided


def chart(kind: Any, rows: pd.DataFrame, across: str = "") -> Chart:
    series = (Series("value", "Value", "red"),)
    return Chart("x", kind, "Title", "Question?", "Alt", rows, series, rows, (), across=across)


@pytest.fixture
def bars() -> Chart:
    names = ["Jawa <b>Timur</b>", "Bali and a name much longer than a line"]
    rows = {NAME: names, "value": [2, 1], "province_code": ["35", "51"]}
    return chart("bars", pd.DataFrame(rows, index=[7, 3]))


@pytest.fixture
def cells() -> Chart:
    rows = {
        NAME: ["Bali", "Bali", "Riau"],
        "item": ["Ink", "Seal", "Ink"],
        "value": [1.0, 2.0, None],
        "is_silent": [False, False, True],
        "item_code": ["tinta", "segel", "tinta"],
        "province_code": ["51", "51", "14"],
    }
    return chart("heatmap", pd.DataFrame(rows), across="item")


def test_a_bar_is_its_row_however_its_name_is_written(bars: Chart) -> None:
    for place, name in enumerate(charts.names(bars)):
        row = picking.row_of(bars, [{"y": name, "x": 1}])
        assert row is not None
        assert row["province_code"] == bars.rows["province_code"].iloc[place]


def test_a_cell_is_found_by_both_its_names(cells: Chart) -> None:
    row = picking.row_of(cells, [{"y": "Bali", "x": "Seal"}])
    assert row is not None
    assert row["item_code"] == "segel"
    assert picking.row_of(cells, [{"y": "Riau", "x": "Seal"}]) is None


def test_letting_go_is_no_row(bars: Chart) -> None:
    assert picking.row_of(bars, []) is None


def test_every_cell_can_be_pointed_at_and_none_is_drawn_over(cells: Chart) -> None:
    handles = picking.figure(cells).data[-1]
    assert (handles.mode, handles.marker.opacity) == ("markers", 0)
    assert list(zip(handles.y, handles.x, strict=True)) == [
        ("Bali", "Ink"),
        ("Bali", "Seal"),
        ("Riau", "Ink"),
    ]


def test_a_cell_narrows_province_and_good(cells: Chart, monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", state)
    shortage_parts.pick_cell(picking.row_of(cells, [{"y": "Bali", "x": "Seal"}]))
    assert state == {PROVINCE_KEY: ["51"], shortage_parts.ITEMS_KEY: ["segel"]}
    shortage_parts.pick_cell(None)  # what was narrowed stays: the filters above let it go
    assert state[PROVINCE_KEY] == ["51"]
    risk_parts.pick_cause(pd.Series({"cause_code": "J.short"}))
    assert state["cause"] == "J.short"
    risk_parts.pick_cause(None)
    assert state["cause"] is None


def test_the_sum_of_the_rest_is_no_province(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", state)
    picking.narrow_to_province(pd.Series({"mover": "5 others", "province_code": float("nan")}))
    assert state == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_lists_the_regions_of_the_cause_in_the_address(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    link = {cause_parts.CAUSE_KEY: "grey.D"}
    page = open_overview(monkeypatch, language, **link)
    headers = [header.value for header in page.header]
    counted = {"id": "3 wilayah", "en": "3 regions"}[language]
    assert say(language, "figures.table.regions.narrowed", n=counted) in headers
    page.button(key="why_clear").click().run()
    assert not page.exception
    assert cause_parts.CAUSE_KEY not in page.query_params


def test_an_unknown_cause_in_the_address_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_overview(monkeypatch, "en", why="blue.X")
    assert "why_clear" not in [button.key for button in page.button]


def open_overview(monkeypatch: pytest.MonkeyPatch, language: str, **link: str) -> AppTest:
    board = decided.board()
    page = boards.open_page(monkeypatch, "situation/overview.py", board, language, **link)
    assert not page.exception
    return page


def test_goods_in_the_address_narrow_the_shortages(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(
        monkeypatch, "situation/shortages.py", boards.troubled(), "en", items="ss_dpr,nonsense"
    )
    assert not page.exception
    assert page.button_group(key="items").value == ["ss_dpr"]
    assert page.query_params["items"] == "ss_dpr"
