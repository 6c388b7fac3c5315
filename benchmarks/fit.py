"""What does one more of something cost? The straight line nearest to what was measured."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Line:
    """cost = start + each * count; `residual` is its typical distance from a measured cost, as a
    share of their mean."""

    start: float
    each: float
    residual: float

    def count_at(self, cost: float) -> float:
        """How many cost that much; infinity where more do not cost more."""
        return (cost - self.start) / self.each if self.each > 0 else math.inf


def line(counts: Sequence[float], costs: Sequence[float]) -> Line:
    """By least squares; what costs nothing at all has no residual."""
    each, start = np.polyfit(counts, costs, 1)
    gaps = np.asarray(costs) - (start + each * np.asarray(counts))
    mean = float(np.mean(costs))
    typical = math.sqrt(float(np.mean(gaps**2)))
    return Line(float(start), float(each), typical / mean if mean else 0.0)
