"""Does the schedule page tell days per stage, the buffer left, and each milestone as H-n?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline.text import LANGUAGES, say
from tests.ui import boards

SCRIPT = "situation/schedule.py"
HARDNESS = {"id": ("Lunak", "Keras", "Undang-undang"), "en": ("Soft", "Hard", "Legal")}


def spec(page: AppTest, place: int) -> dict[str, Any]:
    figure: dict[str, Any] = json.loads(page.get("plotly_chart")[place].proto.spec)
    return figure


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("board", [boards.empty, boards.lone, boards.troubled])
def test_it_opens_in_both_languages_also_empty(
    monkeypatch: pytest.MonkeyPatch, language: str, board: Callable[[], Path]
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, board(), language)
    assert not page.exception
    told = boards.words(page)
    assert say(language, "figures.stage_spread.question") in told
    assert all(word in told for word in HARDNESS[language])


@pytest.mark.parametrize(
    ("language", "told"), [("id", "H-30 · 7 hari lagi"), ("en", "D-30 · in 7 days")]
)
def test_a_milestone_counts_down(monkeypatch: pytest.MonkeyPatch, language: str, told: str) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), language)
    assert told in boards.words(page)


def test_a_stage_is_drawn_with_its_spread_and_its_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en")
    traces = spec(page, 0)["data"]
    assert [trace["name"] for trace in traces if trace["mode"] == "markers"] == [
        "Deviation of the middle region",
        "Due",
    ]
    assert any(trace["mode"] == "lines" for trace in traces)


def test_the_buffer_is_told_against_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en")
    names = [trace["name"] for trace in spec(page, 1)["data"]]
    assert names == ["Buffer used", "Work done"]


def test_notes_are_listed_and_marked_on_the_curve(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.moved(), "en")
    assert "Tenaga lipat &lt;b&gt;ditambah&lt;/b&gt;" in boards.words(page)
    timeline = boards.open_page(monkeypatch, "analysis/timeline.py", boards.moved(), "en")
    curve = spec(timeline, 1)["layout"]
    names = [note["text"] for note in curve["annotations"]]
    assert any(name.startswith("Kota Surabaya: Tenaga lipat") for name in names)
    lifts = [note["yshift"] for note in curve["annotations"]]
    assert len(set(lifts)) == len(lifts) == 3  # no name on another
