"""By which lane do goods reach a region, and from which plant and line?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data_pipeline.demo.timetable import Ints
from data_pipeline.demo.world import World, table


def of_region(world: World) -> pd.DataFrame:
    """transport_mode, transit_days, hardness and carrier_name of each region's lane."""
    lanes = (
        table("lanes").astype({"transit_days": float, "hardness": float}).set_index("scope_code")
    )
    own = world.regions["province_code"].isin(lanes.index)
    scope = world.regions["province_code"].where(own, world.regions["island_group"])
    return lanes.loc[scope.to_numpy()].reset_index(drop=True)


def plant_of_unit(world: World) -> pd.DataFrame:
    """plant_code, lat, lon and line of each unit: one line prints an item for a whole province."""
    plants = table("plants").astype({"lat": float, "lon": float, "line_count": int})
    random = world.random("plants")
    units = world.units.assign(province_code=world.of_unit("province_code"))
    combos = units[["province_code", "item_code", "item_class"]].drop_duplicates()
    chosen = pd.concat(
        [
            _draw(group, plants[plants["item_class"] == name], random)
            for name, group in combos.groupby("item_class")
        ]
    )
    return units.merge(chosen, how="left", on=["province_code", "item_code"])[
        ["plant_code", "lat", "lon", "line"]
    ]


def _draw(combos: pd.DataFrame, plants: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    weights = plants["line_count"] / plants["line_count"].sum()
    picked = plants.iloc[random.choice(len(plants), len(combos), p=weights)]
    line: Ints = (random.random(len(combos)) * picked["line_count"].to_numpy()).astype(np.int64) + 1
    return combos[["province_code", "item_code"]].assign(
        plant_code=picked["plant_code"].to_numpy(),
        lat=picked["lat"].to_numpy(),
        lon=picked["lon"].to_numpy(),
        line=line,
    )
