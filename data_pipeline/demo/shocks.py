"""Which common shocks hit many consignments at once: a slipped line, a closed port or airstrip?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data_pipeline.demo.timetable import Bools, Floats, whole_minutes
from data_pipeline.demo.world import World, table


def shocked(world: World, rows: pd.DataFrame) -> pd.DataFrame:
    """The consignments after the shocks of tables/shocks.csv."""
    province = world.regions["province_code"].to_numpy()[rows["region"].to_numpy()]
    item = world.units["item_code"].to_numpy()[rows["unit"].to_numpy()]
    for shock in table("shocks").itertuples():
        hit = province == shock.province_code
        start, end = -float(shock.from_days_before), -float(shock.to_days_before)
        if shock.kind == "line":
            hit &= (item == shock.item_code) & rows["planned_departure"].between(
                start, end
            ).to_numpy()
            rows = later(rows, hit, float(shock.slip_days))
        else:
            hit &= (rows["transport_mode"] == shock.transport_mode).to_numpy()
            rows = _closed(rows, hit, start, end)
    return rows


def later(rows: pd.DataFrame, hit: Bools, days: float | Floats) -> pd.DataFrame:
    """The hit consignments leave, arrive and are received that many days later."""
    moved = ["produced", "departed", "arrived", "received"]
    shift = np.where(hit, days, 0.0)
    return rows.assign(**{name: whole_minutes(rows[name].to_numpy() + shift) for name in moved})


def _closed(rows: pd.DataFrame, hit: Bools, start: float, end: float) -> pd.DataFrame:
    """Consignments that would arrive in the closed days wait for its end on the way."""
    departed, arrived = rows["departed"].to_numpy(), rows["arrived"].to_numpy()
    stuck = hit & (arrived > start) & (arrived < end) & (departed < end)
    wait = np.where(stuck, end - arrived + (arrived - start) * 0.15, 0.0)
    return rows.assign(
        blocked_from=np.where(
            stuck, whole_minutes(np.maximum(departed + 0.5, start)), rows["blocked_from"]
        ),
        blocked_to=np.where(stuck, end, rows["blocked_to"]),
        departed=np.where(stuck & (departed > start - 0.5), whole_minutes(departed), departed),
        arrived=whole_minutes(arrived + wait),
        received=whole_minutes(rows["received"].to_numpy() + wait),
    )
