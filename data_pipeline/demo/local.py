"""What moves inside a region: boxes to districts, goods to stations, postal ballots abroad?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data_pipeline.demo import lanes
from data_pipeline.demo.timetable import Floats, Ints, whole_minutes
from data_pipeline.demo.world import World

MAIL_WINDOW = (-43.0, -34.0)
MAIL_SHARE = 0.3
MAIL_DAYS = 10.0
LATE_STATIONS = 0.012
FIRST_MAIL_NEED = 3_000


def kecamatan_trips(world: World) -> pd.DataFrame:
    """One trip of filled boxes to each district, columns as batches.build plus name and share."""
    random = world.random("kecamatan")
    region = world.kecamatan["region"].to_numpy()
    boxes = world.units.index[world.units["item_code"] == "kotak_suara"].to_numpy()
    unit = pd.Series(boxes, index=world.unit_region[boxes]).loc[region].to_numpy()
    hardness = lanes.of_region(world)["hardness"].to_numpy()[region]
    start, finish = (edge[unit] for edge in world.window("at_kecamatan"))
    planned = start - 0.8 + (finish - start - 1.6) * _turn(region, random)
    departed = planned + random.exponential(0.05, len(region)) * hardness
    transit = 0.15 + 0.15 * hardness
    arrived = departed + transit * random.lognormal(0.0, 0.3, len(region))
    where = world.kecamatan["region_code"].to_numpy()
    return pd.DataFrame(
        {
            "code": "PPK-" + world.kecamatan["kecamatan_code"].to_numpy(dtype=object),
            "kind": "kecamatan",
            "unit": unit,
            "region": region,
            "quantity": np.maximum(np.rint(world.need[unit] * world.kecamatan["share"]), 1).astype(
                np.int64
            ),
            "origin_code": "G-" + where,
            "origin_lat": world.regions["lat"].to_numpy()[region],
            "origin_lon": world.regions["lon"].to_numpy()[region],
            "transport_mode": "land",
            "carrier_name": "Armada Kabupaten (simulasi)",
            "transit_days": transit,
            "hardness": hardness,
            "planned_departure": whole_minutes(planned),
            "planned_arrival": whole_minutes(planned + transit + 0.6),
            "produced": np.nan,
            "departed": whole_minutes(departed),
            "arrived": whole_minutes(arrived),
            "received": whole_minutes(arrived + 0.05),
            "blocked_from": np.nan,
            "blocked_to": np.nan,
            "destination_code": world.kecamatan["kecamatan_code"].to_numpy(),
            "name": world.kecamatan["name"].to_numpy(),
            "share": world.kecamatan["share"].to_numpy(),
        }
    )


def station_days(world: World, trips: pd.DataFrame) -> Floats:
    """The day the stations of each district have signed for their goods."""
    random = world.random("stations")
    count = len(trips)
    start, finish = (edge[trips["unit"].to_numpy()] for edge in world.window("at_tps"))
    tail = (random.random(count) < LATE_STATIONS * trips["hardness"]) * random.exponential(
        1.2, count
    )
    ready = start - 0.7 + (finish - start - 1.0) * _turn(trips["region"].to_numpy(), random) + tail
    days: Floats = np.maximum(ready, trips["received"].to_numpy() + 0.2)
    return days


def _turn(region: Ints, random: np.random.Generator) -> Floats:
    """When each district's turn comes within its region, 0 to just below 1, in random order."""
    order = pd.Series(random.random(len(region))).groupby(region).rank(method="first")
    count = pd.Series(region).groupby(region).transform("size")
    turn: Floats = ((order - 1) / count).to_numpy()
    return turn


def mailings(world: World) -> pd.DataFrame:
    """Postal ballots the larger posts send to their voters, all within the mailing window."""
    random = world.random("mail")
    at_post = (world.of_unit("region_level") == "post") & (world.need > FIRST_MAIL_NEED)
    unit = np.flatnonzero(at_post & (world.of_unit("region_code") != "991301"))
    departed = random.uniform(MAIL_WINDOW[0] + 0.5, MAIL_WINDOW[1], len(unit))
    return mail_rows(world, unit, (world.need[unit] * MAIL_SHARE).astype(np.int64), departed, "1")


def mail_rows(
    world: World, unit: Ints, quantity: Ints, departed: Floats, suffix: str
) -> pd.DataFrame:
    """Mailings from the post of each unit, columns as batches.build; no arrival was planned."""
    region = world.unit_region[unit]
    where = world.units["region_code"].to_numpy()[unit]
    item = world.units["item_code"].to_numpy()[unit]
    return pd.DataFrame(
        {
            "code": [f"POS-{w}-{i}-{suffix}" for w, i in zip(where, item, strict=True)],
            "kind": "mail",
            "unit": unit,
            "region": region,
            "quantity": quantity,
            "origin_code": "G-" + where,
            "origin_lat": world.regions["lat"].to_numpy()[region],
            "origin_lon": world.regions["lon"].to_numpy()[region],
            "transport_mode": "mail",
            "carrier_name": "Pos setempat (simulasi)",
            "transit_days": MAIL_DAYS,
            "hardness": 1.0,
            "planned_departure": whole_minutes(departed),
            "planned_arrival": np.nan,
            "produced": np.nan,
            "departed": whole_minutes(departed),
            "arrived": whole_minutes(departed + MAIL_DAYS),
            "received": np.nan,
            "blocked_from": np.nan,
            "blocked_to": np.nan,
        }
    )
