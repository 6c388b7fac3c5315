"""What does a region report of its stock at the moment of its last report?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data_pipeline.demo import stock
from data_pipeline.demo.incidents import NEVER, Incident
from data_pipeline.demo.stock import Work
from data_pipeline.demo.timetable import Bools, Floats, Ints
from data_pipeline.demo.world import World

STAGES = ("sorted", "folded", "packed", "at_kecamatan", "at_tps")
POST_CHECK_DAYS = 2.0


def told(
    world: World, rows: pd.DataFrame, work: Work, incidents: list[Incident], last: Floats
) -> pd.DataFrame:
    """Contract columns, times in days, quantities as floats (NaN = not reported).

    last: the last report of each region (days, NaN = silent so far). One row per unit of a region
    that has spoken; before the contract its goods are ordered 0.
    """
    day = last[world.unit_region]
    count = _counted(rows, work, day)
    count |= _worked(world, work, count, day)
    count |= _damaged(world, work, count, day)
    count |= {"hazard": np.full(len(day), "", dtype=object), "revision": np.zeros(len(day))}
    for incident in incidents:
        _disturb(count, incident, incidents, day)
    count["usable"] = count["received"] - count["damaged"] + count["replaced"]
    count |= _ended(world, work, count, day)
    return _frame(world, count, day)[~np.isnan(day)]


def _counted(rows: pd.DataFrame, work: Work, day: Floats) -> dict[str, np.ndarray]:
    """Ordered, produced, shipped, received and replaced pieces, summed over consignments."""
    orders, swaps = rows[rows["kind"].isin(["order", "extra"])], rows[rows["kind"] == "replacement"]
    contract = work.ordered_on[orders["unit"].to_numpy()]
    # What closes a shortage is ordered once the shortage is known.
    orders = orders.assign(
        ordered=np.where(orders["kind"] == "extra", orders["produced"], contract)
    )
    return {
        "ordered": _sum(orders, "ordered", day),
        "produced": _sum(orders, "produced", day),
        "shipped": _sum(orders, "departed", day),
        "received": _sum(orders, "counted", day),
        "replaced": _sum(swaps, "counted", day),
    }


def _sum(rows: pd.DataFrame, moment: str, day: Floats) -> Floats:
    unit = rows["unit"].to_numpy()
    weights = rows["quantity"].to_numpy() * (rows[moment].to_numpy() <= day[unit])
    total: Floats = np.bincount(unit, weights=weights, minlength=len(day)).astype(np.float64)
    return total


def _worked(
    world: World, work: Work, count: dict[str, np.ndarray], day: Floats
) -> dict[str, np.ndarray]:
    """Stages within the region; NaN for a stage the item or post does not have."""
    unit: Ints = np.arange(len(day))
    region = world.unit_region
    is_ballot = (world.units["item_class"] == "ballot").to_numpy()
    sorted_pcs = np.floor(np.minimum(stock.at(work.sorted, unit, day), count["received"]))
    folded = np.floor(np.minimum(stock.at(work.folded, unit, day), sorted_pcs))
    packed = np.floor(np.minimum(stock.at(work.packed, unit, day), world.need))
    districts = stock.at(work.district_share, region, day)
    stations = np.minimum(stock.at(work.station_share, region, day), work.station_cap[region])
    return {
        "sorted": np.where(is_ballot, sorted_pcs, np.nan),
        "folded": np.where(is_ballot, folded, np.nan),
        "packed": packed,
        "at_kecamatan": np.floor(packed * np.minimum(districts + 1e-9, 1.0)),
        "at_tps": np.floor(packed * np.minimum(stations + 1e-9, 1.0)),
    }


def _damaged(
    world: World, work: Work, count: dict[str, np.ndarray], day: Floats
) -> dict[str, np.ndarray]:
    """Ballots are found damaged when sorted, other goods when received."""
    checked = np.where(np.isnan(count["sorted"]), count["received"], count["sorted"])
    return {"damaged": np.floor(checked * work.damage)}


def _disturb(
    count: dict[str, np.ndarray], incident: Incident, every: list[Incident], day: Floats
) -> None:
    """Change the counts of the units an incident touches, in place."""
    units = incident.units
    now: Bools = (day[units] >= incident.planted) & (day[units] < incident.resolved)
    quantity = float(incident.quantity or 0)
    if incident.alarm_code == "WAREHOUSE_HAZARD":
        _hazard(count, incident, every, day)
    elif incident.found in {"falls", "corrected"}:
        count["received"][units] -= np.where(now, quantity, 0.0)
        count["revision"][units] = np.where(now & (incident.found == "corrected"), 1.0, 0.0)
    elif incident.found == "over":
        count["received"][units] += np.where(now, quantity, 0.0)


def _hazard(
    count: dict[str, np.ndarray], incident: Incident, every: list[Incident], day: Floats
) -> None:
    """Known losses are damaged pieces until replaced; an unknown one leaves the count empty."""
    units = incident.units
    now = (day[units] >= incident.planted) & (day[units] < incident.resolved)
    over = day[units] >= incident.resolved
    is_revised = any(
        other.planted == incident.resolved and other.units[0] == units[0] for other in every
    )
    count["hazard"][units] = np.where(now, incident.found, count["hazard"][units])
    if incident.quantity is None:
        count["damaged"][units] = np.where(now, np.nan, count["damaged"][units])
        return
    count["damaged"][units] += np.where(now | (over & (not is_revised)), incident.quantity, 0.0)
    if incident.resolved < NEVER and not is_revised:
        count["replaced"][units] += np.where(over, incident.quantity, 0.0)


def _ended(
    world: World, work: Work, count: dict[str, np.ndarray], day: Floats
) -> dict[str, np.ndarray]:
    """Ballots destroyed on the eve, boxes and ballots returned after the vote."""
    is_ballot = (world.units["item_class"] == "ballot").to_numpy()
    excess = np.maximum(count["usable"] - world.need, 0.0)
    is_time = (day >= work.destroyed_on[world.unit_region]) & ~work.kept[np.arange(len(day))]
    returned = np.floor(count["at_tps"] * np.clip((day - 0.6) / 1.2, 0.0, 1.0))
    return {
        "destroyed": np.where(is_ballot, np.where(is_time, count["damaged"] + excess, 0.0), np.nan),
        "returned": np.where(
            is_ballot | (world.units["item_code"] == "kotak_suara").to_numpy(), returned, np.nan
        ),
    }


def _frame(world: World, count: dict[str, np.ndarray], day: Floats) -> pd.DataFrame:
    stages = ("ordered", "produced", "shipped", "received", "usable", "damaged", "replaced")
    names = world.of_unit("name")
    return pd.DataFrame(
        {
            "snapshot_at": day,
            "revision": count["revision"],
            "region_code": world.units["region_code"],
            "item_code": world.units["item_code"],
            "dapil_code": world.units["dapil_code"],
            **{f"{name}_pcs": count[name] for name in (*stages, *STAGES, "returned", "destroyed")},
            "hazard_code": count["hazard"],
            "source_name": "SIMULASI",
            "reporter_name": np.where(
                world.of_unit("region_level") == "post", names, "KPU " + names.astype(object)
            ),
        }
    )
