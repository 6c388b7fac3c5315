"""When does the diplomatic pouch of each overseas post leave?"""

from __future__ import annotations

import numpy as np

from data_pipeline.demo.timetable import Floats, Ints
from data_pipeline.demo.world import World

# First and last day of the four waves (kompas 18140211): 2-6, 6-16, 16-20 and 20-23 December.
FIRST_DAYS = np.array([-74.0, -70.0, -60.0, -56.0])
LAST_DAYS = np.array([-70.0, -60.0, -56.0, -53.0])


def departures(world: World) -> Floats:
    """The day in its wave on which each region's pouch would leave; only posts have one."""
    random = world.random("pouch")
    wave = _wave(world.regions["lat"].to_numpy(), world.regions["lon"].to_numpy())
    return random.uniform(FIRST_DAYS[wave], LAST_DAYS[wave])


def _wave(lat: Floats, lon: Floats) -> Ints:
    """0 Africa, the Americas, Europe; 1 South and East Asia, Malaysia; 2 Middle East, Pacific;
    3 the rest of South-East Asia.
    """
    middle_east = (lon > 34) & (lon < 62) & (lat > 12) & (lat < 42)
    pacific = (lon > 110) & (lat < -8)
    south_asia = ((lon > 62) & (lat > 20)) | ((lon > 62) & (lon < 92) & (lat > 0))
    malaysia = (lon > 100) & (lon < 119) & (lat < 7)
    kinds = [middle_east | pacific, south_asia | malaysia, lon > 92]
    return np.select(kinds, [2, 1, 3], default=0).astype(np.int64)
