"""What must each figure reach, and by how much is it missed?"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from benchmarks.figure import Figure
from data_pipeline.errors import UnknownName

PATH: Final = Path(__file__).with_name("goals.toml")
RATIO: Final = "ratio"


@dataclass(frozen=True)
class Goal:
    """One line of goals.toml; `must` None: only a direction, `moonshot` None: nothing beyond;
    `unmeasured`: why nothing is held against it."""

    key: str
    what: str
    unit: str
    better: Literal["lower", "higher"]
    must: float | None = None
    moonshot: float | None = None
    unmeasured: str = ""

    @property
    def holds_anywhere(self) -> bool:
        """True for what no slower machine can excuse: a ratio of one run, and what must be none."""
        return self.unit == RATIO or self.must == 0

    def is_reached(self, value: float, aim: float) -> bool:
        return value <= aim if self.better == "lower" else value >= aim

    def missed_by(self, value: float) -> float:
        """The share by which `must` is missed: 0.25 for 1.0 where 0.8 is the most; 0 when held."""
        if self.must is None or self.is_reached(value, self.must):
            return 0.0
        worse, aim = (value, self.must) if self.better == "lower" else (self.must, value)
        return worse / aim - 1 if aim else float("inf")


@cache
def goals() -> dict[str, Goal]:
    """Every goal by its key, in the order of the file."""
    told = tomllib.loads(PATH.read_text(encoding="utf-8"))
    return {key: Goal(key, **facts) for key, facts in told.items()}


def goal_of(figure: Figure) -> Goal | None:
    """What the figure is held against; UnknownName when goals.toml has no such goal."""
    if figure.goal is None:
        return None
    if figure.goal not in goals():
        raise UnknownName("goal", figure.goal, list(goals()))
    goal = goals()[figure.goal]
    if goal.unit != figure.unit:
        raise ValueError(f"{figure.name} is in {figure.unit}, its goal {goal.key} in {goal.unit}")
    return goal
