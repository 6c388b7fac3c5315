"""Which consignments leave the plants for the regions, by what plan, and when do they move?

A unit's goods come in a few lumps. The plan puts each lump where the straight plan line would
pass it, so that a region on schedule is never below the line for long.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data_pipeline.demo import lanes, pouches
from data_pipeline.demo.timetable import Bools, Ints, whole_minutes
from data_pipeline.demo.world import World

LUMPS = {
    "ballot": (0.30, 0.30, 0.25, 0.15),
    "critical": (0.40, 0.35, 0.25),
    "other": (0.60, 0.40),
    "post": (1.0,),
}
# Bali destroyed 6,039 excess of 3.3 million president's ballots, 0.18 % (detik d-7190368).
SPARE = {"ballot": (0.0015, 0.0035), "critical": (0.002, 0.004), "other": (0.0, 0.005)}
STORING_DAYS = 2.0
# How far into its stretch of the plan line a lump may come.
LUMP_INTO = 0.35
LAST_LUMP_INTO = 0.6
CHECKING_DAYS = (0.02, 0.15)
# The first lump leaves the plant this many days after the contract.
FIRST_PRINT_DAYS = 2.5
TAIL_CHANCE = 0.006
TAIL_DAYS = 6.0


def ordered_pcs(world: World) -> Ints:
    """Pieces ordered for each unit: the need and a little, in whole packs."""
    random = world.random("spare")
    low, high = np.array([SPARE[name] for name in world.units["item_class"]]).T
    packs = world.units["pieces_per_pack"].to_numpy(dtype=np.int64)
    wanted = world.need * (1 + random.uniform(low, high))
    return np.asarray(np.ceil(wanted / packs) * packs, dtype=np.int64)


def build(world: World) -> pd.DataFrame:
    """One row per consignment from a plant to a region, undisturbed by shocks and incidents.

    code kind unit region quantity origin_code origin_lat origin_lon transport_mode carrier_name
    hardness planned_departure planned_arrival produced departed arrived received blocked_from
    blocked_to (days).
    """
    rows = _lumps(world)
    rows = _with_lane(world, rows)
    rows = _planned(world, rows)
    return _moved(world, rows)


def _lumps(world: World) -> pd.DataFrame:
    kinds = np.where(world.of_unit("region_level") == "post", "post", world.units["item_class"])
    weights = [LUMPS[kind] for kind in kinds]
    counts = np.array([len(weight) for weight in weights])
    unit = np.repeat(np.arange(len(world.units)), counts)
    number = np.concatenate([np.arange(count) for count in counts])
    share = np.concatenate([np.array(weight) for weight in weights])
    before = np.concatenate([np.cumsum((0.0, *weight[:-1])) for weight in weights])
    frame = pd.DataFrame({"unit": unit, "number": number, "share": share, "before": before})
    frame["quantity"] = _split(ordered_pcs(world), frame, world.units["pieces_per_pack"].to_numpy())
    return frame[frame["quantity"] > 0].reset_index(drop=True)


def _split(ordered: Ints, lumps: pd.DataFrame, packs: Ints) -> Ints:
    """Whole packs up to the end of each lump, less those before it."""
    unit = lumps["unit"].to_numpy()
    pack = packs[unit]
    total = ordered[unit] / pack
    upper = np.rint(total * (lumps["before"] + lumps["share"]).to_numpy())
    lower = np.rint(total * lumps["before"].to_numpy())
    pieces: Ints = ((upper - lower) * pack).astype(np.int64)
    return pieces


def _with_lane(world: World, rows: pd.DataFrame) -> pd.DataFrame:
    unit = rows["unit"].to_numpy()
    region = world.unit_region[unit]
    plants = lanes.plant_of_unit(world).iloc[unit].reset_index(drop=True)
    lane = lanes.of_region(world).iloc[region].reset_index(drop=True)
    item = world.units["item_code"].to_numpy()[unit]
    place = world.units["dapil_code"].to_numpy()[unit]
    where = world.units["region_code"].to_numpy()[unit]
    tail = np.where(place == "-", "", "-" + place.astype(str))
    code = [
        f"SJ-{w}-{i}{t}-{n + 1}"
        for w, i, t, n in zip(where, item, tail, rows["number"], strict=True)
    ]
    return rows.assign(
        code=np.array(code, dtype=object),
        kind="order",
        region=region,
        origin_code=plants["plant_code"] + "-" + plants["line"].astype(str),
        origin_lat=plants["lat"],
        origin_lon=plants["lon"],
        **{name: lane[name] for name in lane.columns},
    )


def _planned(world: World, rows: pd.DataFrame) -> pd.DataFrame:
    """A lump is planned to arrive where the plan line reaches its lower edge, or shortly after."""
    random = world.random("planned")
    unit = rows["unit"].to_numpy()
    start, finish = (edge[unit] for edge in world.window("received"))
    is_last = (rows["before"] + rows["share"] > 0.999).to_numpy()
    into = random.uniform(0.0, np.where(is_last, LAST_LUMP_INTO, LUMP_INTO))
    reach = rows["before"] + rows["share"] * into
    margin = 0.8 + 0.3 * rows["hardness"]
    first = world.window("shipped")[0][unit] + FIRST_PRINT_DAYS + rows["transit_days"] + margin
    arrival = np.maximum(start + (finish - start) * reach + margin, first)
    arrival = np.where(
        _is_post(world, unit), pouches.departures(world)[rows["region"].to_numpy()] + 3, arrival
    )
    return rows.assign(
        planned_arrival=whole_minutes(arrival),
        planned_departure=whole_minutes(
            arrival - rows["transit_days"].to_numpy() - margin.to_numpy()
        ),
    )


def _moved(world: World, rows: pd.DataFrame) -> pd.DataFrame:
    """What happens without shocks: small delays at the plant and on the way, rarely a long one."""
    random = world.random("moved")
    count = len(rows)
    hardness = rows["hardness"].to_numpy()
    waiting = random.exponential(0.35, count) * np.sqrt(hardness)
    tail = (random.random(count) < TAIL_CHANCE * hardness) * random.gamma(2.0, TAIL_DAYS / 2, count)
    travel = (
        rows["transit_days"].to_numpy() * random.lognormal(0.0, 0.12, count) * (1 + 0.04 * hardness)
    )
    departed = rows["planned_departure"].to_numpy() + waiting + tail * 0.4
    arrived = departed + travel + tail * 0.6
    return rows.assign(
        produced=whole_minutes(departed - STORING_DAYS * random.uniform(0.5, 1.5, count)),
        departed=whole_minutes(departed),
        arrived=whole_minutes(arrived),
        received=whole_minutes(arrived + random.uniform(*CHECKING_DAYS, count)),
        blocked_from=np.nan,
        blocked_to=np.nan,
    )


def _is_post(world: World, unit: Ints) -> Bools:
    is_post: Bools = world.of_unit("region_level")[unit] == "post"
    return is_post
