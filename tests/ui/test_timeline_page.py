"""Does the timeline page tell deviations in days, with every deadline as a line?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data_pipeline.text import LANGUAGES, say
from tests.ui import boards

SCRIPT = "analysis/timeline.py"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("board", [boards.empty, boards.troubled])
def test_it_opens_in_both_languages_also_empty(
    monkeypatch: pytest.MonkeyPatch, language: str, board: type[Path]
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, board(), language)
    assert not page.exception
    assert all(boards.alts(page))
    assert say(language, "figures.table.milestones.question") in boards.words(page)


def test_the_s_curve_counts_down_to_the_vote_and_draws_the_deadline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en")
    curve = json.loads(page.get("plotly_chart")[1].proto.spec)
    assert {trace["name"] for trace in curve["data"]} == {"Planned", "Done", "Need"}
    assert len(curve["layout"]["shapes"]) == 2
    assert all(text.startswith("D-") for text in curve["layout"]["xaxis"]["ticktext"])


def test_days_from_plan_carry_a_deadline_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "id")
    dots = json.loads(page.get("plotly_chart")[0].proto.spec)["data"]
    assert dots[1]["name"] == "Tenggat"


def test_milestones_name_their_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en")
    milestones = page.dataframe[-1].value
    assert {"Soft", "Hard", "Legal"} <= set(milestones["Deadline kind"])


def test_silence_is_counted_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.empty(), "en")
    told = {metric.label: metric.value for metric in page.metric}
    silent, _, begun = told["Progress not reported"].partition(" / ")
    assert silent == begun
    assert told["Furthest behind plan"] == "—"
