"""Does the wall tell its age, turn its views, stop when asked, and grey itself when it is old?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline import clock
from data_pipeline.text import LANGUAGES, say
from pages.components import accessibility, status, wallboard_parts, wallboard_views
from pages.components.freshness import GREY_PAGE
from tests.ui import boards

SCRIPT = "situation/wallboard.py"
OLD = {"id": "PAPAN LAMA", "en": "OLD BOARD"}


def headings(page: AppTest) -> list[str]:
    """The heading of the view on the wall."""
    told = [str(block.proto.body) for block in page.get("html")]
    return [text.split("<h2>")[1].split("</h2>")[0] for text in told if "<h2>" in text]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("board", [boards.empty, boards.troubled], ids=["empty", "troubled"])
def test_the_counts_stand_with_shape_and_word(
    monkeypatch: pytest.MonkeyPatch, board: Callable[[], Path], language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, board(), language)
    assert not page.exception
    told = boards.words(page)
    for kind, shape in {"red": "■", "amber": "▲", "grey": "◌", "green": "●"}.items():
        assert f"{shape} {say(language, f'status.{kind}')}" in told
    assert OLD[language] not in told
    assert GREY_PAGE not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wall_greys_itself_when_the_board_is_old(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), language)
    monkeypatch.setenv("TEPAT_TICK_SECONDS", "0.0001")
    told = boards.words(page.run())
    assert OLD[language] in told
    assert GREY_PAGE in told


def test_from_two_days_on_the_clock_speaks_in_days(monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock.wall_now()
    monkeypatch.setattr(clock, "wall_now", lambda: now + timedelta(days=3))
    told = boards.words(boards.open_page(monkeypatch, SCRIPT, boards.empty(), "en"))
    assert ">3 days</div>" in told


def test_the_views_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock.wall_now()
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en")
    seen = headings(page)
    for turn in range(1, len(wallboard_views.CODES) + 1):
        later = now + timedelta(seconds=wallboard_parts.SECONDS_EACH * turn + 0.4)
        monkeypatch.setattr(clock, "wall_now", lambda later=later: later)
        seen += headings(page.run())
    assert len(set(seen[:-1])) == len(wallboard_views.CODES)
    assert seen[-1] == seen[0]


def test_a_paused_wall_stands_still_until_it_is_told_to_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = clock.wall_now()
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en")
    before = headings(page)
    page.button[0].click().run()
    assert page.query_params["show"] == "provinces"
    monkeypatch.setattr(clock, "wall_now", lambda: now + timedelta(seconds=21))
    assert headings(page.run()) == before
    page.button[0].click().run()
    assert "show" not in page.query_params


def test_who_wants_little_motion_gets_it_until_they_press_play(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en")
    assert page.button[0].label == say("en", "wallboard.pause")
    page.session_state[accessibility.CALM] = True
    page.run()
    assert page.button[0].label == say("en", "wallboard.play")
    page.button[0].click().run()
    assert page.button[0].label == say("en", "wallboard.pause")


@pytest.mark.parametrize("code", wallboard_views.CODES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_view_can_be_held_by_its_address(
    monkeypatch: pytest.MonkeyPatch, code: str, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), language, show=code)
    assert not page.exception
    assert len(headings(page)) == 1
    assert page.button[0].label == say(language, "wallboard.play")


def test_a_name_on_the_wall_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"status": "red", "region_name": "<script>alert(1)</script>"}
    monkeypatch.setattr(status, "theme", lambda: "light")
    drawn = wallboard_views.line(row, "<b>", "1")
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn
