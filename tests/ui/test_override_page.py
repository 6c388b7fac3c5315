"""Is another colour shown hatched beside the computed one, ended in time, and never for silence?"""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline import inbox
from data_pipeline.settings import Settings
from data_pipeline.text import LANGUAGES, say
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
    page.text_input(key="author_name").set_value("KPU RI")
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
    page.text_input(key="author_name").set_value("KPU RI")
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
