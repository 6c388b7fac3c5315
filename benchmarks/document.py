"""What does docs/performance.md say? The goals, then each part's figures, from the newest runs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from benchmarks import parts, results
from benchmarks.figure import Figure
from benchmarks.goals import Goal, goal_of, goals
from benchmarks.results import Result
from data_pipeline.settings import ROOT

PATH: Final = ROOT / "docs" / "performance.md"
INTRODUCTION: Final = """# How fast it is

Made by `make bench`; do not edit. `make bench PARTS="pages sessions"` measures some parts anew,
`make bench-check` fails when a ratio below is missed by more than a fifth.

**Trust the ratios.** Ours and the other were measured in turns in one run, on one machine, each
behind a check that they show the same numbers; a ratio is taken pair by pair and its median is
held against the goal. Seconds and megabytes are those of the machine named, which others use too.
"""
UNMEASURED: Final = "not measured"


def write() -> None:
    """The document anew from what lies in build/bench; the rest stays as it is told there."""
    former = PATH.read_text(encoding="utf-8") if PATH.exists() else ""
    runs = [results.load(part) for part in parts.PARTS]
    PATH.write_text(render(runs, former), encoding="utf-8")


def render(runs: list[Result | None], former: str = "") -> str:
    """Every part's newest run; one that was not measured here as the former document tells it."""
    known, missing = _parts_told(former), []
    lines = [INTRODUCTION, *_goal_lines([run for run in runs if run], _goals_told(former))]
    for part, run in zip(parts.PARTS, runs, strict=True):
        told = "\n".join(_part_lines(run)) if run else known.get(parts.words_of(part)[0], "")
        lines += ["", told] if told else []
        missing += [] if told else [part]
    if missing:
        lines += ["", f"Not measured yet: {', '.join(missing)}."]
    lines += ["", *_unmeasured_lines()]
    return "\n".join(lines) + "\n"


def _parts_told(document: str) -> dict[str, str]:
    """The text of each part by its question."""
    pieces = [piece.partition("\nNot measured")[0] for piece in document.split("\n## ")[1:]]
    return {piece.partition("\n")[0]: f"## {piece.rstrip()}" for piece in pieces}


def _goals_told(document: str) -> dict[str, str]:
    """The line of each goal by what is measured."""
    lines = _parts_told(document).get("Goals", "").splitlines()
    return {line.split(" | ")[0].removeprefix("| "): line for line in lines}


def _goal_lines(runs: list[Result], known: dict[str, str]) -> Iterator[str]:
    """Each goal with the figure that is furthest from it; without one, the line that is known."""
    yield "## Goals"
    yield "| what | must | moonshot | measured | holds |"
    yield "|---|---|---|---|---|"
    for goal in goals().values():
        figures = [it for run in runs for it in run.figures if it.goal == goal.key]
        worst = max(figures, key=lambda it: _distance(goal, it), default=None)
        if worst is None and goal.what in known:
            yield known[goal.what]
            continue
        told = f"{_number(worst.median)} {_unit(worst)}".strip() if worst else UNMEASURED
        must, moonshot = (_aim(goal, aim) for aim in (goal.must, goal.moonshot))
        yield f"| {goal.what} | {must} | {moonshot} | {told} | {_verdict(goal, worst)} |"


def _unmeasured_lines() -> Iterator[str]:
    """Each reason why goals have no figure, with those goals."""
    reasons = {goal.unmeasured: None for goal in goals().values() if goal.unmeasured}
    for reason in reasons:
        its = ", ".join(goal.what for goal in goals().values() if goal.unmeasured == reason)
        yield f"Not measured at all: {its}. {reason}."


def _distance(goal: Goal, figure: Figure) -> float:
    return figure.median if goal.better == "lower" else -figure.median


def _verdict(goal: Goal, figure: Figure | None) -> str:
    if figure is None:
        return "—"
    if goal.moonshot is not None and goal.is_reached(figure.median, goal.moonshot):
        return "moonshot"
    if goal.must is None:
        return "not yet"
    return "yes" if goal.is_reached(figure.median, goal.must) else "**no**"


def _aim(goal: Goal, aim: float | None) -> str:
    if aim is None:
        return ""
    sign = "≤" if goal.better == "lower" else "≥"
    return f"{sign} {_number(aim)} {'' if goal.unit == 'ratio' else goal.unit}".strip()


def _part_lines(run: Result) -> Iterator[str]:
    question, method = parts.words_of(run.part)
    yield f"## {question}"
    yield from ([method, ""] if method else [])
    yield from figure_lines(run)
    yield ""
    versions = ", ".join(f"{name} {version}" for name, version in run.versions.items())
    kind = "Quick run, not to be quoted: " if run.is_quick else ""
    yield (
        f"{kind}{run.measured_at}, {run.seconds:,.0f} s, commit {run.commit}; {run.machine}, "
        f"load {run.load:.1f} before it began; {versions}."
    )


def figure_lines(run: Result) -> Iterator[str]:
    """The part's figures as a table."""
    yield "| | median | min | max | samples | |"
    yield "|---|---|---|---|---|---|"
    for it in run.figures:
        yield f"| {' | '.join(cells(it))} |"


def cells(it: Figure) -> tuple[str, ...]:
    """One figure as a line of the table."""
    middle, low, high = (_number(v) for v in (it.median, min(it.samples), max(it.samples)))
    name = f"{it.name} ({it.note})" if it.note else it.name
    return name, f"{middle} {_unit(it)}".strip(), low, high, str(len(it.samples)), _held(it)


def _held(figure: Figure) -> str:
    """'must ≤ 0.8: yes', or nothing for what is held against no goal."""
    goal = goal_of(figure)
    if goal is None:
        return ""
    aims = (("must", goal.must), ("moonshot", goal.moonshot))
    told = [f"{name} {_aim(goal, aim)}" for name, aim in aims if aim is not None]
    return f"{', '.join(told)}: {_verdict(goal, figure)}"


def _unit(figure: Figure) -> str:
    return "" if figure.unit == "ratio" else figure.unit


def _number(value: float) -> str:
    """Three digits that count: 0.357, 12.4, 1,234."""
    if math.isinf(value):
        return "∞"
    size = abs(value)
    digits = 0 if size >= 100 or value == int(value) else 1 if size >= 10 else 2 if size >= 1 else 3
    return f"{value:,.{digits}f}"


if __name__ == "__main__":
    write()
