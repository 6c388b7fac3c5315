"""Which named incidents does the simulator plant, and what do they change?

tables/incidents.csv declares them: where, what, when, how many, the alarm each must raise, its
source, and whether it was moved here from another day or election. `found` is what was found
instead: an item, a dapil, a place, districts, a hazard, a damage rate or a slowness.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_pipeline.demo.timetable import Ints
from data_pipeline.demo.world import World, table

NEVER = np.inf


@dataclass(frozen=True)
class Incident:
    """One row of the table, for one election; days are counted from the vote."""

    incident_code: str
    alarm_code: str
    region_code: str
    region: int
    units: Ints
    quantity: int | None
    found: str
    planted: float
    resolved: float


def planted(world: World) -> list[Incident]:
    """The incidents that can happen in this election: its regions and items."""
    place = {code: number for number, code in enumerate(world.regions["region_code"])}
    every = [
        _incident(world, row, place)
        for row in table("incidents").to_dict("records")
        if row["region_code"] in place
    ]
    return [incident for incident in every if len(incident.units)]


def _incident(world: World, row: dict[str, str], place: dict[str, int]) -> Incident:
    region = place[row["region_code"]]
    return Incident(
        incident_code=row["incident_code"],
        alarm_code=row["alarm_code"],
        region_code=row["region_code"],
        region=region,
        units=_units(world, region, row["item_code"], row["dapil_code"]),
        quantity=int(row["quantity_pcs"]) if row["quantity_pcs"] else None,
        found=row["found"],
        planted=-float(row["planted_days_before"]),
        resolved=-float(row["resolved_days_before"]) if row["resolved_days_before"] else NEVER,
    )


def _units(world: World, region: int, items: str, dapil_code: str) -> Ints:
    """'*' is every ballot of the region; 'a|b' the ones of these items this election has."""
    own = world.units[world.units["region"] == region]
    own = (
        own[own["item_class"] == "ballot"]
        if items == "*"
        else own[own["item_code"].isin(items.split("|"))]
    )
    if dapil_code:
        own = own[own["dapil_code"] == dapil_code]
    return np.asarray(own.index, dtype=np.int64)


def silences(incidents: list[Incident]) -> pd.DataFrame:
    """region, silent_from, silent_to of the regions that stop reporting."""
    return pd.DataFrame(
        [(i.region, i.planted, i.resolved) for i in incidents if i.alarm_code == "STALE_REPORT"],
        columns=["region", "silent_from", "silent_to"],
    )
