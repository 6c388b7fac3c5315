"""Does the overseas page tell posts, pouches, the mailing window and the closed missions?"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from data_pipeline.text import LANGUAGES, say
from tests.sql.conftest import World
from tests.ui import boards

SCRIPT = "situation/overseas.py"
TAIPEI = "991301"


@cache
def mailed() -> Path:
    """Taipei mailed on 18 December, before the window, and a pouch is still on its way to it."""
    world = World()
    mail = {"destination_code": TAIPEI, "transport_mode": "mail", "origin_code": f"G-{TAIPEI}"}
    world.shipment(
        "POS-1",
        "ss_dpr",
        "2024-01-07 08:00",
        dapil_code="31-2",
        quantity_pcs=31_276,
        shipment_status="in_transit",
        departed_at=datetime(2023, 12, 18, 5),
        **mail,
    )
    world.shipment(
        "KD-1",
        "ss_ppwp",
        "2024-01-07 08:00",
        destination_code=TAIPEI,
        transport_mode="air",
        quantity_pcs=900,
        shipment_status="in_transit",
        departed_at=datetime(2024, 1, 6),
        eta_at=datetime(2024, 1, 9, 2),
    )
    return boards.published(world)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("board", [boards.empty, mailed])
def test_it_opens_in_both_languages_also_empty(
    monkeypatch: pytest.MonkeyPatch, language: str, board: Callable[[], Path]
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, board(), language)
    assert not page.exception
    told = boards.words(page)
    assert "Kabul" in told
    assert "Pyongyang" in told
    assert say(language, "figures.overseas.served.unnamed") in told
    assert all(boards.alts(page))


def test_an_election_without_posts_abroad_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.lone(), "en")
    assert not page.exception
    assert say("en", "overseas.none") in [info.value for info in page.info]


def test_who_mailed_too_early_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, mailed(), "en")
    assert "too early by 1 of 1 post" in boards.words(page)
    listed = next(it.value for it in page.dataframe if "Mail" in it.value)
    (row,) = listed.to_dict("records")
    assert (row["Region"], row["Mail"]) == ("PPLN Taipei", "■ too early")
    assert row["Too early"] == 31_276


def test_the_window_is_drawn_against_today(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, mailed(), "id")
    curve = json.loads(page.get("plotly_chart")[0].proto.spec)["layout"]
    names = [note["text"] for note in curve["annotations"]]
    assert names == ["jendela dibuka", "hari ini", "hari terakhir"]
    opens, _, closes = (shape["x0"] for shape in curve["shapes"])
    assert (opens, closes) == ("2024-01-02", "2024-01-11")  # D-43 and D-34 of 14 February 2024


def test_a_pouch_on_its_way_says_when_it_arrives(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, mailed(), "en")
    waiting = next(it.value for it in page.dataframe if "Must leave by" in it.value)
    (row,) = waiting.to_dict("records")
    assert row["Pouches under way"] == 1
    assert row["Next pouch arrives"] == "9 Jan 2024 09:00 WIB"


def test_a_province_chosen_elsewhere_does_not_hide_the_posts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, mailed(), "en", prov="35 Jawa Timur")
    posts = page.dataframe[-1].value
    assert list(posts["Region"]) == ["PPLN Taipei"]
