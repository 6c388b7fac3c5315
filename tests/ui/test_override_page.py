"""Is another colour shown hatched beside the computed one, ended in time, and never for silence?"""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline import cells, inbox
from data_pipeline.grants import EVERYWHERE
from data_pipeline.settings import Settings
from data_pipeline.text import LANGUAGES, say
from pages import cached
from pages.api import feed_rows, polygons
from pages.api.feed_question import Question
from pages.cached import Sight
from tests.ui import boards, decided

SCRIPT = "region/sheet.py"
WHY = "Kiriman tiba malam ini"


def sheet(
    monkeypatch: pytest.MonkeyPatch, region: str, language: str = "en", **link: str
) -> AppTest:
    return boards.open_page(monkeypatch, SCRIPT, decided.board(), language, region=region, **link)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_computed_colour_stays_visible(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    page = sheet(monkeypatch, decided.DEMAK, language)
    assert not page.exception
    (mark,) = (block.proto.body for block in page.get("html") if "override" in block.proto.body)
    assert "repeating-linear-gradient" in mark
    assert say(language, "status.amber") in mark
    assert say(language, "status.red") in mark
    assert decided.REASON in mark
    assert {"id": "9 Jan 2024 10.00 WIB", "en": "9 Jan 2024 10:00 WIB"}[language] in mark


def test_a_region_without_override_has_no_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    page = sheet(monkeypatch, decided.SURABAYA)
    assert "repeating-linear-gradient" not in boards.words(page)
    assert [option[2:] for option in page.radio(key="override_status").options] == [
        "AMBER",
        "GREEN",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_silence_cannot_be_overridden(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    page = sheet(monkeypatch, "51.05", language)
    assert not page.exception
    assert say(language, "actions.override.never_grey") in boards.words(page)
    assert not page.radio


def test_the_past_is_not_overridden(monkeypatch: pytest.MonkeyPatch) -> None:
    page = sheet(monkeypatch, decided.DEMAK, as_of="2024-01-08 07:00 WIB")
    assert not page.exception
    assert not page.radio


def test_an_override_without_a_reason_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = sheet(monkeypatch, decided.SURABAYA)
    send(page)
    assert say("en", "actions.refused") in [error.value for error in page.error]
    told = boards.words(page)
    for field in ("actions.owner", "actions.comment"):
        assert f"**{say('en', field)}**" in told
    assert not list((decided.board() / "inbox").rglob("*"))


def test_what_is_sent_holds_reason_owner_and_an_end_within_72_hours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pages.components.action_forms.PATIENCE_SECONDS", 0.1)
    board = decided.board()
    (board / "SIMULASI").touch()
    (board / "clock.json").write_text(json.dumps({"now": "2024-01-08T03:00:00Z"}))
    page = sheet(monkeypatch, decided.SURABAYA)
    page.text_area(key="override_reason").set_value(WHY)
    page.text_input(key="override_owner").set_value("Subbagian Logistik")
    page.select_slider(key="override_hours").set_value(72)
    send(page)
    assert not page.exception
    (waiting,) = inbox.waiting(Settings(board))
    header, row = waiting.path.read_text(encoding="utf-8").splitlines()
    sent = dict(zip(header.split(","), row.split(","), strict=True))
    assert sent["expires_at"] == "2024-01-11T03:00:00.000000Z"
    assert (sent["comment_text"], sent["owner_name"]) == (WHY, "Subbagian Logistik")
    assert (sent["region_code"], sent["item_code"]) == (decided.SURABAYA, "-")
    waiting.path.unlink()


def send(page: AppTest) -> None:
    (button,) = (b for b in page.button if b.label == say("en", "actions.override.send"))
    button.click().run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_map_tiles_and_lists_say_it_beside_the_computed_colour(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(monkeypatch, "situation/overview.py", decided.board(), language)
    assert not page.exception
    deck = json.loads(page.get("deck_gl_json_chart")[0].proto.json)
    (hatch,) = (layer for layer in deck["layers"] if layer["id"] == "overrides")
    assert [thing["mark"] for thing in hatch["data"]] == ["╱╱"]
    told = boards.words(page)
    amber = cells.badge(language, "amber")
    said = say(language, "actions.override.short", mark="╱╱", status=amber)
    assert f"Kabupaten Demak {said}" in told
    assert "╱╱1</span>" in told
    assert say(language, "overview.tiles.overridden", n="1") in told
    assert f"Kota Surabaya {said}" not in told


def test_before_it_was_put_nothing_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(
        monkeypatch,
        "situation/overview.py",
        decided.board(),
        "en",
        as_of="2024-01-08 07:00 WIB",
    )
    assert not page.exception
    assert "╱╱" not in boards.words(page)


def test_the_tooltip_of_the_map_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEPAT_DATA_DIR", str(decided.board()))
    seen = Sight(decided.board(), cached.published(), EVERYWHERE)
    told = json.loads(polygons._polygons(seen, decided.AS_OF))
    tips = {it["id"]: it["properties"]["tip_en"] for it in told["features"]}
    assert tips[decided.DEMAK].startswith("■ RED ╱╱ overridden: ▲ AMBER")
    assert "╱╱" not in tips[decided.SURABAYA]


def test_the_feed_says_both_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEPAT_DATA_DIR", str(decided.board()))
    seen = Sight(decided.board(), cached.published(), EVERYWHERE)
    rows = feed_rows.rows(seen, Question(cached.Scope(), "en"), "regions")
    told = {row["region_code"]: row for row in rows}
    assert (told[decided.DEMAK]["status"], told[decided.DEMAK]["override_status"]) == (
        "red",
        "amber",
    )
    assert told[decided.DEMAK]["override_expires_at"] == "2024-01-09T03:00:00Z"
    assert told[decided.SURABAYA]["override_status"] is None


def test_it_can_be_lifted_before_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.components.action_forms.PATIENCE_SECONDS", 0.1)
    board = decided.board()
    page = sheet(monkeypatch, decided.DEMAK)
    (button,) = (b for b in page.button if b.label == say("en", "actions.override.lift"))
    button.click().run()
    assert not page.exception
    (waiting,) = inbox.waiting(Settings(board))
    header, row = waiting.path.read_text(encoding="utf-8").splitlines()
    sent = dict(zip(header.split(","), row.split(","), strict=True))
    assert (sent["action_code"], sent["region_code"]) == ("lift", decided.DEMAK)
    waiting.path.unlink()


@pytest.mark.parametrize("ends", ["lifted", "expired"])
def test_when_it_is_over_no_page_shows_it(monkeypatch: pytest.MonkeyPatch, ends: str) -> None:
    """The same board an hour after the lifting, and a day after the override."""
    board = decided.after(ends)
    page = boards.open_page(monkeypatch, "situation/overview.py", board, "en")
    assert "╱╱" not in boards.words(page)
    page = boards.open_page(monkeypatch, SCRIPT, board, "en", region=decided.DEMAK)
    assert "╱╱" not in boards.words(page)
