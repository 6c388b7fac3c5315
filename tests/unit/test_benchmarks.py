"""Does the frame of the benchmark judge figures, keep them and write them down as it says?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import check, document, goals, parts, results
from benchmarks.figure import Figure, ratio
from benchmarks.results import Result
from data_pipeline.errors import UnknownName

OURS = Figure("ours", "ms", (80.0, 90.0, 100.0))
DASH = Figure("Dash", "ms", (100.0, 100.0, 100.0))
RUN = Result(
    part="pages",
    figures=(OURS, ratio("ours ÷ Dash", OURS, DASH, "filter_vs_dash")),
    is_quick=False,
    measured_at="2026-11-22 13:00 UTC",
    seconds=61.2,
    commit="0123456789",
    machine="a machine, 2 cores",
    versions={"Python": "3.11.7"},
    load=0.5,
)


ENUMERATED = list(enumerate(parts.PARTS))
MISSABLE = [
    key
    for key, it in goals.goals().items()
    if it.holds_anywhere and it.must is not None and not it.unmeasured
]


def with_ratio(value: float) -> Result:
    return replace(RUN, figures=(Figure("a ÷ b", "ratio", (value,), "filter_vs_dash"),))


def everywhere(run: Result | None) -> dict[str, Result | None]:
    return dict.fromkeys(parts.PARTS, run)


def test_a_ratio_is_taken_pair_by_pair() -> None:
    assert ratio("r", Figure("a", "s", (1.0, 9.0)), Figure("b", "s", (2.0, 3.0))).samples == (
        0.5,
        3.0,
    )


@pytest.mark.parametrize(("value", "missed_by"), [(0.8, 0.0), (0.5, 0.0), (1.0, 0.25), (1.6, 1.0)])
def test_how_far_a_goal_is_missed(value: float, missed_by: float) -> None:
    assert goals.goals()["filter_vs_dash"].missed_by(value) == pytest.approx(missed_by)


def test_where_more_is_better_less_is_missed() -> None:
    speed = goals.goals()["ingest_vs_copy"]
    assert speed.missed_by(0.7) == 0
    assert speed.missed_by(0.35) == pytest.approx(1.0)


def test_one_error_misses_the_goal_of_none() -> None:
    assert goals.goals()["sessions20_errors"].missed_by(1) == float("inf")


@pytest.mark.parametrize("key", goals.goals())
def test_a_goal_has_an_aim_and_the_moonshot_is_the_harder(key: str) -> None:
    goal = goals.goals()[key]
    assert (goal.must, goal.moonshot) != (None, None)
    if goal.must is not None and goal.moonshot is not None:
        assert goal.is_reached(goal.moonshot, goal.must)
        assert not goal.is_reached(goal.must, goal.moonshot)


def test_an_unknown_goal_is_named_with_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="filter_vs_dash"):
        goals.goal_of(Figure("x", "ms", (1.0,), "no_such_goal"))


def test_a_figure_in_another_unit_than_its_goal_is_refused() -> None:
    with pytest.raises(ValueError, match="ratio"):
        goals.goal_of(Figure("x", "ms", (1.0,), "filter_vs_dash"))


@pytest.mark.parametrize(("value", "lines"), [(0.96, 0), (0.97, len(parts.PARTS))])
def test_the_check_lets_a_fifth_pass_and_no_more(value: float, lines: int) -> None:
    assert len(check.troubles(everywhere(with_ratio(value)))) == lines


def test_the_check_names_a_part_without_figures() -> None:
    found = check.troubles(everywhere(RUN) | {"start": None})
    assert found == ["start: no figures"]


def test_seconds_depend_on_the_machine_and_fail_nothing() -> None:
    slow = replace(RUN, figures=(Figure("start", "s", (60.0,), "start_to_page"),))
    assert check.troubles(everywhere(slow)) == []


def full(**medians: float) -> dict[str, Result]:
    """A whole run: every goal that is measured just holds, but for those told."""
    kept = [it for it in goals.goals().values() if not it.unmeasured]
    figures = [
        Figure(it.what, it.unit, (medians.get(it.key, it.must or 0.0),), it.key) for it in kept
    ]
    spread = {part: tuple(figures[place :: len(parts.PARTS)]) for place, part in ENUMERATED}
    return {part: replace(RUN, part=part, figures=spread[part]) for part in parts.PARTS}


def checked(
    runs: dict[str, Result], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    """What `make bench-check` ends with and says of those runs."""
    monkeypatch.setattr(results, "load", runs.get)
    return check.main(), capsys.readouterr().out


def test_the_check_of_a_full_run_that_holds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(full(), monkeypatch, capsys)[0] == 0


@pytest.mark.parametrize("key", MISSABLE)
def test_the_check_of_a_full_run_names_the_one_goal_missed(
    key: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    goal = goals.goals()[key]
    assert goal.must is not None
    worse = goal.must * 1.21 + (goal.must == 0)
    runs = full(**{key: worse if goal.better == "lower" else goal.must / 1.21})
    code, told = checked(runs, monkeypatch, capsys)
    assert code == 1
    assert [line for line in told.splitlines() if goal.what in line] == told.splitlines()


def test_the_check_of_a_full_run_misses_a_goal_that_nobody_measures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = full()
    figures = tuple(it for it in runs["pages"].figures if it.goal != "filter_vs_dash")
    runs["pages"] = replace(runs["pages"], figures=figures)
    code, told = checked(runs, monkeypatch, capsys)
    assert (code, told) == (1, "filter → last draw ÷ Dash: no figure\n")


def test_the_document_says_why_a_goal_has_no_figure() -> None:
    text = document.render([RUN] + [None] * (len(parts.PARTS) - 1))
    assert "Not measured at all: filter → last draw ÷ Superset, cold load ÷ Superset. " in text


def test_a_run_is_read_as_it_was_kept(tmp_path: Path) -> None:
    results.save(RUN, tmp_path)
    assert results.load("pages", tmp_path) == RUN
    assert results.load("start", tmp_path) is None


def test_the_document_holds_the_worst_figure_against_the_goal() -> None:
    worse = replace(with_ratio(0.9), part="start")
    text = document.render([RUN if it == "pages" else worse for it in parts.PARTS])
    assert "| filter → last draw ÷ Dash | ≤ 0.800 | ≤ 0.330 | 0.900 | **no** |" in text
    assert "| ours ÷ Dash | 0.900 | 0.800 | 1 | 3 |" in text


def test_the_document_says_what_was_not_measured_and_what_was_quick() -> None:
    others: list[Result | None] = [None] * (len(parts.PARTS) - 1)
    text = document.render([replace(RUN, is_quick=True), *others])
    assert "Quick run, not to be quoted" in text
    assert f"Not measured yet: {', '.join(parts.PARTS[1:])}." in text
    assert "| start → first page | ≤ 5 s | ≤ 2 s | not measured | — |" in text


def test_the_document_keeps_what_was_not_measured_this_time() -> None:
    nothing: list[Result | None] = [None] * len(parts.PARTS)
    start = replace(RUN, part="start", figures=(Figure("page", "s", (4.0,), "start_to_page"),))
    former = document.render([with_ratio(0.3) if it == "pages" else None for it in parts.PARTS])
    text = document.render([start if it == "start" else None for it in parts.PARTS], former)
    assert "| start → first page | ≤ 5 s | ≤ 2 s | 4 s | yes |" in text
    assert "| filter → last draw ÷ Dash | ≤ 0.800 | ≤ 0.330 | 0.300 | moonshot |" in text
    assert parts.words_of("pages")[0] in text
    assert "Not measured yet: sessions," in text
    assert document.render(nothing, text) == text


@pytest.mark.parametrize("part", parts.PARTS)
def test_each_part_asks_a_question_and_can_be_measured(part: str) -> None:
    question, _method = parts.words_of(part)
    assert question.endswith("?")
    source = (parts.FOLDER / f"{part}.py").read_text(encoding="utf-8")
    assert "def measure(quick: bool) -> list[Figure]:" in source
