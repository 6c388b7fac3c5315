"""How far has each unit come at a moment: received, damaged, sorted, folded, packed, handed out?

Work is a queue with a daily capacity: what is done by a day is what had come in by some earlier
day, plus all that could be done since.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_pipeline.demo.incidents import Incident
from data_pipeline.demo.local import station_days
from data_pipeline.demo.timetable import Bools, Floats, Ints
from data_pipeline.demo.world import World

STEP = 0.5
GRID = np.arange(-150.0, 4.0, STEP)
NATIONAL_DAMAGE = 0.0012
# Damage against the nation's, from published totals (domain: DKI, Jatim, Sumsel; Pemilu 2024).
PROVINCE_DAMAGE = {"31": 0.33, "35": 0.73, "16": 0.78}
# Share of regencies that reported damage on delivery, Pemilu 2024 (rmol 604689).
GOODS_DAMAGE = {"kotak_suara": 0.345, "bilik": 0.119, "tinta": 0.241, "segel": 0.059}
MOST_GOODS_DAMAGE = 0.004
PACE_SPREAD = 0.14
# A slow region hires more hands from here on, unless it is planted to be late.
CATCH_UP_FROM = -33.0
CATCH_UP = 0.6
PLANTED_PACE = 1.45
SLOW_WORK = {"Papua": 1.10, "Maluku": 1.08}


@dataclass(frozen=True)
class Work:
    """Cumulative pieces by unit and GRID day, and the rates the quantities follow."""

    sorted: Floats
    folded: Floats
    packed: Floats
    district_share: Floats
    station_share: Floats
    damage: Floats
    ordered_on: Floats
    destroyed_on: Floats
    kept: Bools
    station_cap: Floats


def damage_rates(world: World, incidents: list[Incident]) -> Floats:
    """Share of damaged pieces of each unit; ballots average the national rate."""
    random = world.random("damage")
    is_ballot = (world.units["item_class"] == "ballot").to_numpy()
    factor = pd.Series(world.of_unit("province_code")).map(PROVINCE_DAMAGE).fillna(1.0).to_numpy()
    ballots = np.minimum(random.lognormal(0.0, 0.5, len(world.units)), 3.0) * factor
    ballots *= NATIONAL_DAMAGE / np.average(ballots[is_ballot], weights=world.need[is_ballot])
    chance = world.units["item_code"].map(GOODS_DAMAGE).fillna(0.0).to_numpy()
    goods = (random.random(len(chance)) < chance) * random.uniform(
        0.0003, MOST_GOODS_DAMAGE, len(chance)
    )
    rates: Floats = np.where(is_ballot, ballots, goods)
    for incident in incidents:
        if incident.alarm_code == "DAMAGE":
            rates[incident.units] = float(incident.found)
        elif (
            incident.alarm_code in {"SURPLUS", "RESERVE_CONSUMED", "SHORT"}
            and len(incident.units) == 1
        ):
            rates[incident.units] = np.where(
                rates[incident.units] > 0.01, rates[incident.units], 0.0
            )
    return rates


def build(world: World, rows: pd.DataFrame, trips: pd.DataFrame, incidents: list[Incident]) -> Work:
    """The work of the whole campaign; rows: consignments, trips: those to the districts."""
    random = world.random("work")
    pace = _pace(world, incidents, random)
    came = arrivals(world, rows[rows["kind"].isin(["order", "extra"])])
    is_ballot = (world.units["item_class"] == "ballot").to_numpy()
    done = _queue(came, _capacity(world, "sorted", pace, 0.8, 4.0))
    folded = _queue(done, _capacity(world, "folded", pace, 0.2, 3.6))
    packed = _queue(
        np.where(is_ballot[:, None], folded, came), _capacity(world, "packed", pace, 0.8, 4.5)
    )
    ordered = world.window("ordered")
    regions = len(world.regions)
    return Work(
        sorted=done,
        folded=folded,
        packed=packed,
        district_share=_shares(world, trips, trips["received"].to_numpy()),
        station_share=_shares(world, trips, station_days(world, trips)),
        damage=damage_rates(world, incidents),
        ordered_on=np.nan_to_num(ordered[0] + (ordered[1] - ordered[0]) * 0.7, nan=-94.0),
        destroyed_on=random.uniform(-2.0, -1.4, regions),
        kept=_kept(world, incidents),
        station_cap=_station_cap(world, incidents),
    )


def _pace(world: World, incidents: list[Incident], random: np.random.Generator) -> Floats:
    """How much longer than usual each unit's region takes."""
    slow = world.regions["island_group"].map(SLOW_WORK).fillna(1.0).to_numpy()
    pace: Floats = (slow * random.lognormal(0.0, PACE_SPREAD, len(world.regions)))[
        world.unit_region
    ]
    for incident in incidents:
        if incident.alarm_code == "LATE":
            pace[world.unit_region == incident.region] = float(incident.found)
        elif incident.alarm_code == "DAMAGE":
            pace[incident.units] = 0.45
    return pace


def _station_cap(world: World, incidents: list[Incident]) -> Floats:
    """The share of a region's stations that can be ready by the eve."""
    cap = np.ones(len(world.regions))
    stations = world.regions["tps_count"].to_numpy()
    for incident in incidents:
        if incident.alarm_code == "LATE":
            cap[incident.region] = max(
                0.0, 1 - (incident.quantity or 0) / stations[incident.region]
            )
    return cap


def _kept(world: World, incidents: list[Incident]) -> Bools:
    """Units whose damaged and excess ballots are still there on voting day."""
    kept = np.zeros(len(world.units), dtype=np.bool_)
    for incident in incidents:
        kept[incident.units] |= incident.alarm_code == "SURPLUS"
    return kept


def arrivals(world: World, rows: pd.DataFrame) -> Floats:
    """Pieces counted as received by each unit on each GRID day."""
    came = np.zeros((len(world.units), len(GRID)))
    slot = np.searchsorted(GRID, rows["counted"].to_numpy())
    kept = slot < len(GRID)
    np.add.at(came, (rows["unit"].to_numpy()[kept], slot[kept]), rows["quantity"].to_numpy()[kept])
    return np.cumsum(came, axis=1)


def _capacity(world: World, stage_code: str, pace: Floats, ahead: float, spare: float) -> Floats:
    """Pieces each unit could have done by each GRID day, were its goods there; NaN without a plan.

    ahead: days it starts before the plan; spare: days it means to end before the plan does.
    """
    start, finish = world.window(stage_code)
    length = (finish - start - spare) * pace
    is_slow = (pace > 1.08) & (pace < PLANTED_PACE)
    more = (
        np.maximum(GRID - CATCH_UP_FROM, 0.0)[None, :] * np.where(is_slow, CATCH_UP, 0.0)[:, None]
    )
    worked = np.maximum((GRID[None, :] - (start - ahead)[:, None] + more) / length[:, None], 0.0)
    capacity: Floats = worked * world.need[:, None]
    return capacity


def _queue(came: Floats, capacity: Floats) -> Floats:
    done: Floats = capacity + np.minimum(np.minimum.accumulate(came - capacity, axis=1), 0.0)
    return done


def _shares(world: World, trips: pd.DataFrame, days: Floats) -> Floats:
    """The share of each region's districts served by each GRID day."""
    served = np.zeros((len(world.regions), len(GRID)))
    slot = np.searchsorted(GRID, days)
    kept = slot < len(GRID)
    np.add.at(
        served, (trips["region"].to_numpy()[kept], slot[kept]), trips["share"].to_numpy()[kept]
    )
    total = np.bincount(trips["region"], weights=trips["share"], minlength=len(world.regions))
    return np.cumsum(served, axis=1) / np.where(total > 0, total, 1.0)[:, None]


def at(grid: Floats, row: Ints, days: Floats) -> Floats:
    """The value of a GRID table in each row on each day, straight between grid days."""
    place = np.clip((np.nan_to_num(days, nan=GRID[0]) - GRID[0]) / STEP, 0, len(GRID) - 1.001)
    low = place.astype(np.int64)
    part = place - low
    value: Floats = grid[row, low] * (1 - part) + grid[row, low + 1] * part
    value[np.isnan(days)] = np.nan
    return value
