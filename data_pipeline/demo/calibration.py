"""How do the simulated deliveries come to follow the progress KPU published?

Published curves are the law, the simulated delays only decide who is early and who is late: the
consignments of an item are ranked by the day they would arrive, and rank u is received on the day
the published curve passes u. Departure and production then keep their distance, stretched so that
the published shares of goods sent and produced are met on their day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data_pipeline.demo.timetable import Floats, whole_minutes
from data_pipeline.demo.world import World, table

# What KPU published had been reported to it: the goods had arrived this much earlier.
REPORTING_DAYS = 1.0
# From the last published share to the end the curve flattens: days after 28 Nov, share.
TAIL = ((7.0, 0.95), (17.0, 0.982), (30.0, 0.997))


@dataclass(frozen=True)
class Curve:
    """Published progress of one item: the share received on each day, both rising."""

    days: Floats
    ratios: Floats

    def day_of(self, ratio: Floats) -> Floats:
        """The day the curve passes each ratio."""
        return np.interp(ratio, self.ratios, self.days)


def published(world: World) -> pd.DataFrame:
    """The published points of this election, with day and ratio; item '*' is all of phase 1."""
    points = table("published_curve")
    points = points[points["election_code"] == world.election_code]
    on = [date.fromisoformat(text) for text in points["on"]]
    hours = points["hour_wib"].astype(float)
    days = [world.timetable.at(when, hour) for when, hour in zip(on, hours, strict=True)]
    return points.assign(day=days, ratio=points["ratio"].astype(float)).reset_index(drop=True)


def calibrated(world: World, rows: pd.DataFrame) -> pd.DataFrame:
    """Phase-1 consignments moved onto the published curve; unchanged when nothing was published."""
    points = published(world)
    if points.empty:
        return rows
    unit = rows["unit"].to_numpy()
    is_first = world.units["phase"].to_numpy()[unit] == 1
    items = world.units["item_code"].to_numpy()[unit]
    moved = [
        _on_curve(world, points, item, rows[is_first & (items == item)])
        for item in np.unique(items[is_first])
    ]
    return pd.concat([rows[~is_first], *moved]).sort_index()


def _on_curve(world: World, points: pd.DataFrame, item: str, rows: pd.DataFrame) -> pd.DataFrame:
    units = world.units.index[world.units["item_code"] == item]
    start = float(world.window("received")[0][units[0]])
    curve = _curve(points, item, start)
    order = np.argsort(rows["received"].to_numpy(), kind="stable")
    quantity = rows["quantity"].to_numpy()[order]
    rank = np.empty(len(rows))
    rank[order] = (np.cumsum(quantity) - quantity / 2) / quantity.sum()
    received = curve.day_of(rank)
    weight = rows["quantity"].to_numpy() / rows["quantity"].sum()
    travel = (rows["received"] - rows["departed"]).to_numpy()
    sent_on, sent = _point(points, "shipped")
    departed = _stretched(received, travel, weight, sent_on, sent)
    made_on, made = _point(points, "produced")
    produced = _stretched(
        departed, (rows["departed"] - rows["produced"]).to_numpy(), weight, made_on, made
    )
    checking = (rows["received"] - rows["arrived"]).to_numpy()
    arrived = received - np.minimum(checking, (received - departed) / 2)
    times = {"produced": produced, "departed": departed, "arrived": arrived, "received": received}
    return rows.assign(**{name: whole_minutes(days) for name, days in times.items()})


def _curve(points: pd.DataFrame, item: str, start: float) -> Curve:
    own = points[(points["measure"] == "received") & points["item_code"].isin([item, "*"])]
    own = own.sort_values("day")
    days, ratios = own["day"].to_numpy(), own["ratio"].to_numpy()
    tail_days = [days[-2] + after for after, _ in TAIL]
    tail_ratios = [ratio for _, ratio in TAIL]
    return Curve(
        np.array([start, *(days[:-1] - REPORTING_DAYS), *tail_days, days[-1] - REPORTING_DAYS]),
        np.array([0.0, *ratios[:-1], *tail_ratios, ratios[-1]]),
    )


def _point(points: pd.DataFrame, measure: str) -> tuple[float, float]:
    row = points[points["measure"] == measure].iloc[0]
    return float(row["day"]) - REPORTING_DAYS, float(row["ratio"])


def _stretched(after: Floats, distance: Floats, weight: Floats, on: float, ratio: float) -> Floats:
    """`after` less the distances, stretched so that the share on that day is `ratio`."""
    low, high = 0.05, 20.0
    for _ in range(40):
        factor = (low + high) / 2
        share = weight[after - distance * factor <= on].sum()
        low, high = (factor, high) if share < ratio else (low, factor)
    stretched: Floats = after - distance * high
    return stretched
