"""Does the map page lead with troubled consignments, and does the map fit every window?"""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from pages.components import maps
from tests.ui import boards

SCRIPT = "situation/map_shipments.py"


def layers(page: AppTest) -> dict[str, Any]:
    deck = json.loads(page.get("deck_gl_json_chart")[0].proto.json)
    return {layer["id"]: layer for layer in deck["layers"]}


def test_nothing_reported_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.empty(), "en")
    assert page.header[0].value == "No consignment has been reported yet"
    assert "shipments" not in layers(page)


def test_a_swapped_dapil_is_an_exception_though_it_arrived(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en")
    assert page.header[0].value == "1 of 1 consignment in trouble, bound for 1 region"
    row = page.dataframe[0].value.iloc[0]
    assert row["Region"] == "Kota Surabaya"
    assert "Wrong" in row["Alarms"]


def test_overseas_posts_are_points(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.empty(), "en")
    assert [post["region_code"] for post in layers(page)["posts"]["data"]] == ["991301"]


def test_choosing_abroad_shows_the_world(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.empty(), "en", prov="99 Luar Negeri")
    deck = json.loads(page.get("deck_gl_json_chart")[0].proto.json)
    assert deck["initialViewState"]["zoom"] < 3


@given(
    west=st.floats(94, 140),
    south=st.floats(-11, 5),
    span=st.floats(0.1, 40),
    px=st.integers(250, 2500),
)
def test_every_box_fits_every_window(west: float, south: float, span: float, px: int) -> None:
    bounds = (west, south, west + span, south + span / 3)
    window = maps.Window(px, maps.height_for(bounds, px))
    view = maps.fit(bounds, window)
    scale = maps.TILE_PX * 2**view.zoom
    assert scale * span / 360 <= px
    tall = math.log(math.tan(math.pi / 4 + math.radians(bounds[3]) / 2)) - math.log(
        math.tan(math.pi / 4 + math.radians(bounds[1]) / 2)
    )
    assert scale * tall / (2 * math.pi) <= window.height
