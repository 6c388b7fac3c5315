"""How far is a moment from voting day, and how is it written in a file?

The simulator counts in days (float): 0 is voting day 00:00 UTC, -37.0 is 37 days before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Texts = NDArray[np.str_]

MINUTES_A_DAY = 1440
WIB_HOURS = 7
OFFSETS = {"WIB": 7, "WITA": 8, "WIT": 9, "UTC": 0}


@dataclass(frozen=True)
class Timetable:
    """The calendar of one election."""

    voting_on: date

    @property
    def origin(self) -> datetime:
        """Voting day 00:00, naive UTC."""
        return datetime(self.voting_on.year, self.voting_on.month, self.voting_on.day)

    def day(self, moment: datetime) -> float:
        """Naive UTC as days from voting day."""
        return (moment - self.origin).total_seconds() / 86_400

    def moment(self, day: float) -> datetime:
        """Days from voting day as naive UTC, whole minutes."""
        return self.origin + timedelta(minutes=round(day * MINUTES_A_DAY))

    def at(self, on: date, hour_wib: float) -> float:
        """A clock time in WIB on a date, as days from voting day."""
        return (on - self.voting_on).days + (hour_wib - WIB_HOURS) / 24

    def stamps(
        self, days: Floats, pattern: str = "iso", hours: int = WIB_HOURS
    ) -> NDArray[np.object_]:
        """Days as local text, '' for NaN: 2024-01-08T08:00:00+07:00 ('iso') or 08/01/2024 08:00."""
        known = ~np.isnan(days)
        minutes = np.where(known, np.rint(np.nan_to_num(days) * MINUTES_A_DAY), 0)
        local = np.datetime64(self.origin, "m") + (minutes + hours * 60).astype("timedelta64[m]")
        distinct, place = np.unique(local, return_inverse=True)
        written = np.array([_write(text, pattern) for text in distinct.astype(str)], dtype=object)
        return np.where(known, written[place], "")


def whole_minutes(days: Floats) -> Floats:
    """Moments cut to the minute, so that what a file says is what the simulator knows."""
    return np.floor(days * MINUTES_A_DAY + 1e-6) / MINUTES_A_DAY


def _write(text: str, pattern: str) -> str:
    if pattern == "iso":
        return f"{text}:00+07:00"
    return f"{text[8:10]}/{text[5:7]}/{text[:4]} {text[11:16]}"
