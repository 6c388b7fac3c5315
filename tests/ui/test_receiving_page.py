"""Is what arrived compared with its waybill, the gravest difference first, silence named?"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline import publish
from data_pipeline.settings import Settings
from data_pipeline.text import LANGUAGES, say
from tests.sql.conftest import World
from tests.ui import boards

SCRIPT = "region/receiving.py"
SURABAYA = "35.78 Kota Surabaya"
RIGHT: dict[str, Any] = {
    "destination_code": "35.78",
    "quantity_pcs": 500,
    "shipment_status": "received",
    "arrived_at": datetime(2024, 1, 6, 3),
    "transport_mode": "land",
    "received_item_code": "bilik",
    "received_pcs": 500,
    "received_place": "G-35.78",
    "receipt_condition": "good",
    "is_sealed": True,
}
WRONG: dict[str, dict[str, Any]] = {
    "A-RIGHT": {},
    "B-OVER": {"received_pcs": 501},
    "C-SHORT": {"received_pcs": 499},
    "D-WET": {"receipt_condition": "wet"},
    "E-OPEN": {"is_sealed": False},
    "F-STREET": {"received_place": "=Jl. Melati|1"},
    "G-BALI": {"received_place": "G-51.05"},
    "H-INK": {"received_item_code": "tinta", "received_pcs": 450},
}
UNTOLD = ("received_item_code", "received_pcs", "received_place", "receipt_condition", "is_sealed")


@cache
def board() -> Path:
    """One consignment of each kind, one that nobody inspected, one on its way, one by mail."""
    world = World()
    at = "2024-01-08 08:00"
    for code, differs in WRONG.items():
        world.shipment(code, "bilik", at, **{**RIGHT, **differs})
    untold = {name: value for name, value in RIGHT.items() if name not in UNTOLD}
    world.shipment("I-UNSEEN", "bilik", at, **untold)
    world.shipment("J-MAIL", "bilik", at, **{**untold, "transport_mode": "mail"})
    world.shipment("K-AWAY", "bilik", at, destination_code="35.78", shipment_status="departed")
    folder = Path(tempfile.mkdtemp(prefix="tepat-ui-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    publish.publish(world.connection, Settings(folder), world.as_of)
    world.connection.close()
    return folder


def waybills(page: AppTest) -> list[str]:
    """The consignments listed, from the top."""
    return list(page.dataframe[0].value.iloc[:, -1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gravest_difference_stands_first(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, board(), language)
    assert not page.exception
    assert [metric.value for metric in page.metric] == ["9", "8", "7", "1"]
    order = ["H-INK", "G-BALI", "F-STREET", "E-OPEN", "D-WET", "C-SHORT", "B-OVER", "I-UNSEEN"]
    assert waybills(page) == order


def test_both_sides_of_a_difference_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, board(), "en")
    sides = [tuple(row) for row in page.dataframe[0].value.iloc[:, [0, 3, 4]].to_numpy()]
    assert sides[1] == ("Wrong region", "Kota Surabaya", "Kabupaten Klungkung")
    assert sides[2] == ("Unregistered place", "Kota Surabaya", "=Jl. Melati|1")
    assert sides[5] == ("Short", "500", "499")
    assert sides[0][0] == "Other kind, Short"


def test_one_region_lists_what_matches_too(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, board(), "en", region=SURABAYA)
    assert waybills(page)[-1] == "A-RIGHT"
    assert page.dataframe[0].value.iloc[-1, 0] == "Matches"


def test_one_kind_of_difference_is_kept_in_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, board(), "id", mismatch="short")
    assert waybills(page) == ["H-INK", "C-SHORT"]
    assert page.query_params["mismatch"] == "short"


def test_another_province_sees_none_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, board(), "en", prov="51 Bali")
    assert [metric.value for metric in page.metric] == ["0", "0", "0", "0"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_arrived_nothing_is_called_right(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.empty(), language)
    assert not page.exception
    assert not page.dataframe
    told = boards.words(page)
    assert say(language, "figures.table.receipts.empty").rstrip(".") in told
    assert say(language, "figures.table.receipts.clear").rstrip(".") not in told
