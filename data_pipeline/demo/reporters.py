"""When does each region send a report, who is silent, and what was its last report?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_pipeline.demo.timetable import OFFSETS, Bools, Floats, whole_minutes
from data_pipeline.demo.world import World

# Days between two reports of a region, by days before the vote; closer as the day comes.
INTERVALS = (
    (-400.0, 2.0),
    (-60.0, 1.6),
    (-30.0, 1.0),
    (-15.0, 0.6),
    (-8.0, 0.35),
    (-4.0, 0.1),
    (2.0, 0.1),
)
FIRST_DAY = -140.0
LAST_DAY = 1.5
SLOW = {"Maluku": 1.5, "Papua": 1.7, "Luar Negeri": 1.4, "Bali-Nusa Tenggara": 1.1}
# From here on reports come by night too.
ROUND_THE_CLOCK = -4.0


@dataclass(frozen=True)
class Reports:
    """The report times of every region, ascending, in days."""

    times: list[Floats]

    def last(self, day: float) -> Floats:
        """The last report of each region at or before that day; NaN when it never reported."""
        found = [np.searchsorted(times, day, side="right") for times in self.times]
        return np.array(
            [times[n - 1] if n else np.nan for times, n in zip(self.times, found, strict=True)]
        )

    def between(self, after: float, until: float) -> Bools:
        """Which regions have reported after one day and up to another."""
        return np.nan_to_num(self.last(until), nan=-np.inf) > after


def build(world: World, silences: pd.DataFrame) -> Reports:
    """Report times; silences: region, silent_from, silent_to (days) are cut out."""
    random = world.random("reporters")
    slow = world.regions["island_group"].map(SLOW).fillna(1.0).to_numpy() * random.lognormal(
        0.0, 0.2, len(world.regions)
    )
    shift = world.regions["tz"].map(OFFSETS).to_numpy() / 24
    days, due = _expected()
    times = [
        _times(random, days, due, pace, zone)
        for pace, zone in zip(np.clip(slow, 0.6, 2.4), shift, strict=True)
    ]
    for silence in silences.itertuples():
        kept = (times[silence.region] < silence.silent_from) | (
            times[silence.region] > silence.silent_to
        )
        times[silence.region] = times[silence.region][kept]
    return Reports(times)


def _expected() -> tuple[Floats, Floats]:
    """Days, and how many reports an ordinary region has sent by each."""
    days = np.arange(FIRST_DAY, LAST_DAY, 0.05)
    edges, gaps = np.array(INTERVALS).T
    gap = gaps[np.searchsorted(edges, days, side="right") - 1]
    return days, np.cumsum(0.05 / gap)


def _times(
    random: np.random.Generator, days: Floats, due: Floats, pace: float, zone: float
) -> Floats:
    count = int(due[-1] / pace)
    numbers = np.arange(count) + random.uniform(0.0, 0.8, count)
    raw = np.interp(numbers * pace, due, days)
    local = raw + zone
    office = np.floor(local) + (7.5 + 10.5 * (local - np.floor(local))) / 24 - zone
    return np.unique(whole_minutes(np.where(raw < ROUND_THE_CLOCK, office, raw)))
