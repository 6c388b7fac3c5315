"""Does the risk page show where which gate fails, and do its cells narrow the register?"""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline.text import LANGUAGES, say
from pages.components.text import plain
from tests.ui import boards, decided

SCRIPT = "analysis/risk.py"


def frame(page: AppTest, key: str) -> pd.DataFrame:
    """The table drawn under that key."""
    found: pd.DataFrame = next(it for it in page.dataframe if key in it.proto.id).value
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_tells_each_colour_by_shape_word_and_count(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, decided.board(), language)
    assert not page.exception
    matrix = frame(page, "risk_matrix").set_index(say(language, "reasons.gate_name.W"))
    red, grey = ({"id": "merah", "en": "red"}, {"id": "tanpa data", "en": "no data"})
    assert f"■ 1 {red[language]}" in matrix.index
    assert f"◌ 1 {grey[language]}" in frame(page, "risk_matrix").to_numpy().ravel()


@pytest.mark.parametrize(
    ("link", "rows"),
    [
        ({"cell": "35.W"}, 1),
        ({"cell": "51"}, 9),
        ({"level": "4x5"}, 2),
        ({"cause": "W.behind", "answer": "acknowledged"}, 1),
        ({"cell": "77.X", "level": "9x9", "cause": "no such"}, 22),
    ],
)
def test_a_link_narrows_the_register(
    monkeypatch: pytest.MonkeyPatch, link: dict[str, str], rows: int
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, decided.board(), "en", **link)
    assert not page.exception
    assert len(frame(page, "risk_register")) == rows


def test_the_way_back_shows_every_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, decided.board(), "en", cell="35.W")
    assert "Narrowed to **Jawa Timur, Time**" in boards.words(page)
    page.button(key="risk_show_all").click().run()
    assert not page.exception
    assert len(frame(page, "risk_register")) == 22
    assert "cell" not in page.query_params


def test_a_choice_stands_in_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, decided.board(), "id")
    page.selectbox(key="status").set_value("red").run()
    assert page.query_params["status"] == "red"
    assert len(frame(page, "risk_register")) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_silence_is_no_risk_free_country(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.empty(), language)
    assert not page.exception
    n = {"id": "5 wilayah", "en": "5 regions"}[language]
    silent = say(language, "figures.gate_matrix.title_silent", n=n)
    assert page.header[0].value == plain(silent)
    assert len(frame(page, "risk_register")) == 38


def test_every_picture_and_table_has_words(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, decided.board(), "en")
    assert len(boards.alts(page)) >= 4
    assert all(boards.alts(page))
