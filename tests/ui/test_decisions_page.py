"""Does the decisions page say what must be signed, by when, and what happens otherwise?"""

from __future__ import annotations

import pytest

from data_pipeline.text import LANGUAGES, say
from tests.ui import boards, decided

SCRIPT = "situation/decisions.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_decision_is_open_with_its_plans(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, decided.board(), language)
    assert not page.exception
    assert page.subheader[0].value.startswith("Kota Surabaya")
    told = boards.words(page)
    assert say(language, "decisions.else") in told
    assert {"id": "10 Jan 2024", "en": "10 Jan 2024"}[language] in told
    assert {"id": "3.595", "en": "3,595"}[language] in told
    assert all(f"{letter} · " in told for letter in "ABC")


def test_a_plan_past_its_day_is_struck_out_and_not_offered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, decided.board(), "en", entry=decided.LATE)
    assert boards.words(page).count("</s> passed") == 3
    page.segmented_control(key="action_kind").set_value("choose_plan").run()
    assert not page.exception
    assert not page.radio
    assert say("en", "actions.no_plan") in [warning.value for warning in page.warning]


def test_the_plans_still_in_time_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, decided.board(), "id", entry=decided.BEHIND)
    page.segmented_control(key="action_kind").set_value("choose_plan").run()
    assert [option[:1] for option in page.radio[0].options] == ["A", "B", "C"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_opens_its_entry_with_what_was_done(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(
        monkeypatch, SCRIPT, decided.board(), language, entry=decided.BEHIND, prov="35 Jawa Timur"
    )
    assert not page.exception
    told = boards.words(page)
    assert say(language, "terms.action_code.acknowledge") in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_silence_is_a_decision_too(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.empty(), language)
    assert not page.exception
    assert [metric.value for metric in page.metric] == ["0", "36", "2", "0"]
    assert say(language, "figures.decision_effect.title_none") in boards.words(page)


def test_nothing_is_recorded_on_an_earlier_state(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = "2024-01-08 07:00 WIB"
    page = boards.open_page(monkeypatch, SCRIPT, decided.board(), "en", as_of=moment)
    assert not page.exception
    assert say("en", "actions.past") in [info.value for info in page.info]
    assert not page.text_input
