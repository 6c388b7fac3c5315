"""Does the help explain every status, find a word, and leave nobody with a hint that nags?"""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline import catalog
from data_pipeline.text import LANGUAGES, say
from tests.ui import boards

SCRIPT, OVERVIEW = "help/guide.py", "situation/overview.py"


def hinted(page: AppTest) -> bool:
    """True when the page leads a first visitor to the help."""
    return say("en", "help.hint") in [link.proto.label for link in page.get("page_link")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_status_is_explained_with_its_shape(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.empty(), language)
    assert not page.exception
    told = boards.words(page)
    for kind, shape in {"red": "■", "amber": "▲", "grey": "◌", "green": "●"}.items():
        assert f"{shape} {say(language, f'status.{kind}').capitalize()}" in told
        assert say(language, f"help.statuses.status_{kind}.body") in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dictionary_holds_every_column(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.empty(), language)
    listed = page.dataframe[0].value
    assert set(listed.iloc[:, 3]) == set(catalog.columns())


@pytest.mark.parametrize(("language", "word"), [("id", "cadangan"), ("en", "reserve")])
def test_a_search_narrows_words_and_columns(
    monkeypatch: pytest.MonkeyPatch, language: str, word: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.empty(), language, q=word.upper())
    told = boards.words(page)
    name = {"id": "surat suara cadangan", "en": "reserve ballots"}[language]
    assert name in told
    assert say(language, "help.tour.title") not in told
    assert "reserve_pcs" in set(page.dataframe[0].value.iloc[:, 3])
    assert "region_code" not in set(page.dataframe[0].value.iloc[:, 3])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_nobody_knows_is_answered(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.empty(), language, q="[xyzzy(")
    assert not page.exception
    told = boards.words(page)
    assert say(language, "figures.table.glossary.empty").rstrip(".") in told
    assert say(language, "help.dictionary.empty") in told


def test_the_hint_leads_to_the_help_until_it_is_dismissed(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, OVERVIEW, boards.empty(), "en")
    assert hinted(page)
    page.button(key="help_dismiss").click().run()
    assert not hinted(page)
    assert page.query_params["hint"] == "off"
    assert not hinted(page.run())


def test_an_address_without_the_hint_shows_none(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, OVERVIEW, boards.empty(), "en", hint="off")
    assert not hinted(page)


def test_who_has_read_the_help_is_not_sent_there_again(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.empty(), "en")
    page.switch_page(OVERVIEW).run()
    assert not hinted(page)
