"""Which damaged ballots are claimed from the printer, and when do the replacements come?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data_pipeline.demo.stock import GRID, Work
from data_pipeline.demo.timetable import whole_minutes
from data_pipeline.demo.world import World

REPRINT_DAYS = 3.0
# So much damage takes a print run of its own.
HEAVY_DAMAGE = 0.02
HEAVY_REPRINT_DAYS = 15.0


def build(world: World, rows: pd.DataFrame, work: Work) -> pd.DataFrame:
    """One consignment for every unit whose damage leaves it below its need."""
    random = world.random("replacements")
    orders = rows[(rows["kind"] == "order")]
    total = np.bincount(orders["unit"], weights=orders["quantity"], minlength=len(world.units))
    lost = np.floor(total * work.damage)
    is_claimed = (total - lost < world.need) & (lost > 0)
    claimed = _claim_days(world, work)
    swaps = orders[orders["number"] == 0].drop_duplicates("unit").set_index("unit", drop=False)
    swaps = swaps[
        is_claimed[swaps["unit"].to_numpy()] & np.isfinite(claimed[swaps["unit"].to_numpy()])
    ]
    unit = swaps["unit"].to_numpy()
    reprinted = claimed[unit] + np.where(
        work.damage[unit] > HEAVY_DAMAGE, HEAVY_REPRINT_DAYS, REPRINT_DAYS
    )
    departed = reprinted + random.exponential(0.7, len(unit))
    travel = swaps["transit_days"].to_numpy() * random.lognormal(0.0, 0.12, len(unit))
    return swaps.assign(
        code=swaps["code"].str.replace("SJ-", "GANTI-"),
        kind="replacement",
        quantity=lost[unit].astype(np.int64),
        planned_departure=whole_minutes(reprinted),
        planned_arrival=whole_minutes(reprinted + swaps["transit_days"].to_numpy() * 1.2 + 1.5),
        produced=whole_minutes(departed - 0.5),
        departed=whole_minutes(departed),
        arrived=whole_minutes(departed + travel),
        received=whole_minutes(departed + travel + 0.3),
        counted=whole_minutes(departed + travel + 0.3),
        **dict.fromkeys(("blocked_from", "blocked_to", "stop_from", "stop_to", "fault_to"), np.nan),
        **dict.fromkeys(("stop_status", "fault", "fault_found"), ""),
    ).reset_index(drop=True)


def _claim_days(world: World, work: Work) -> np.ndarray:
    """Ballots are claimed when half of the need is sorted, other goods on D-60."""
    half = work.sorted >= 0.5 * world.need[:, None]
    days = np.where(half.any(axis=1), GRID[half.argmax(axis=1)], np.inf)
    is_ballot = (world.units["item_class"] == "ballot").to_numpy()
    return np.where(is_ballot, days, -60.0)
