"""What does every part of the benchmark hand over? Samples of one run, and ratios of them."""

from __future__ import annotations

import statistics
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """Samples of one measured thing, all of one run, in `unit` (s, ms, MB, rows/s, ratio).

    `goal` is a key of goals.toml when the median is held against one.
    """

    name: str
    unit: str
    samples: tuple[float, ...]
    goal: str | None = None
    note: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.samples)

    def to_facts(self) -> dict[str, object]:
        """The figure as JSON values."""
        return asdict(self)


def ratio(name: str, ours: Figure, other: Figure, goal: str | None = None) -> Figure:
    """Ours over the other, pair by pair: both were measured in turns, so noise falls on both."""
    pairs = zip(ours.samples, other.samples, strict=True)
    return Figure(name, "ratio", tuple(mine / theirs for mine, theirs in pairs), goal)
