"""On which day before the vote does a moment lie, and what is that day called?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

import pandas as pd

from data_pipeline import formats
from data_pipeline.text import say

WIB: Final = timedelta(hours=formats.OFFSETS["WIB"])
DAY_ZERO: Final = datetime(1899, 12, 30)  # as spreadsheets count
TICK_DAYS: Final = 14


def days(moment: Any, voting_on: date | None) -> float:
    """Days before (−) or after the vote; without one, the day as a spreadsheet counts it."""
    at = pd.Timestamp(moment).to_pydatetime()
    local = at + WIB if isinstance(moment, datetime) else at
    start = datetime.combine(voting_on, datetime.min.time()) if voting_on else DAY_ZERO
    return float((local - start) / timedelta(days=1))


def step(first: float, last: float) -> int:
    """Days between two ticks of an axis."""
    length = last - first
    return TICK_DAYS if length > 2 * TICK_DAYS else 7 if length > TICK_DAYS else 1


def ticks(first: float, last: float) -> list[int]:
    """The ticked days that cover the axis."""
    width = step(first, last)
    return list(range(int(first // width) * width, int(-(-last // width)) * width + 1, width))


def named(language: str, day: int, voting_on: date | None) -> str:
    """'H-30' on the way to the vote, else the date."""
    if voting_on is None:
        return formats.day(language, (DAY_ZERO + timedelta(days=day)).date(), has_year=False)
    return say(language, f"writers.countdown.{'before' if day < 0 else 'after'}", days=abs(day))
