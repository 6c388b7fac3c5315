"""Where on the paper does a value lie, and which round values stand on the axis?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from matplotlib.ticker import MaxNLocator

from data_pipeline import cells, formats
from data_pipeline.text import say

STEPS: Final = [1, 2, 2.5, 5, 10]
TOLERANCE: Final = 1e-9


@dataclass(frozen=True)
class Scale:
    """A straight axis: from `low` at `start` mm to `high` at `end` mm."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Millimetres of a value."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.start + share * (self.end - self.start)

    def ticks(self, most: int, *, is_whole: bool) -> list[float]:
        """Round values inside the axis."""
        locator = MaxNLocator(nbins=max(1, most), steps=STEPS, integer=is_whole)
        room = (self.high - self.low) * TOLERANCE
        values = locator.tick_values(self.low, self.high)
        return [float(v) for v in values if self.low - room <= v <= self.high + room]


def is_whole(kind: str) -> bool:
    """True for a format whose axis has no values between whole numbers."""
    return kind not in ("ratio", "decimal1")


def tick_label(language: str, value: float, kind: str) -> str:
    """A round value on the axis, in few signs: '50 %', '2 jt', '+7 hari'."""
    if kind == "ratio":
        return _trimmed(formats.ratio(language, value), language)
    if kind in ("days", "days_signed") or abs(value) < 1e4:
        return cells.of_format(language, value, kind)
    for unit, size in (("million", 1e6), ("thousand", 1e3)):
        if abs(value) >= size:
            told = formats.number(language, value / size, decimals=1)
            return say(language, f"shell.short.{unit}", n=_trimmed(told, language))
    return formats.number(language, value)


def bounds(values: list[float]) -> tuple[float, float]:
    """The smallest and largest value that there is, zero included."""
    known = [value for value in values if not math.isnan(value)]
    return min([0.0, *known]), max([0.0, *known]) or 1.0


def _trimmed(text: str, language: str) -> str:
    """'50,0 %' as '50 %': a round value needs no decimal."""
    return text.replace(",0" if language == "id" else ".0", "")
