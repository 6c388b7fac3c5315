"""What do the planted incidents do to consignments: wrong, lost, blocked, late, too early?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data_pipeline.demo.incidents import Incident
from data_pipeline.demo.local import mail_rows
from data_pipeline.demo.shocks import later
from data_pipeline.demo.timetable import whole_minutes
from data_pipeline.demo.world import World

AT_RECEIPT = {
    "WRONG_KIND",
    "WRONG_DAPIL",
    "WRONG_PLACE",
    "UNSEALED",
    "UNREGISTERED_LOCATION",
    "SECURITY_LOSS",
}
# What came wrong is not counted as received until it has been exchanged.
NOT_COUNTED = {"WRONG_KIND", "WRONG_DAPIL", "WRONG_PLACE", "SECURITY_LOSS"}
# The last lump of a late unit arrives on one of these days.
LATE_ARRIVAL = (-36.2, -33.0)


def on_consignments(world: World, rows: pd.DataFrame, incidents: list[Incident]) -> pd.DataFrame:
    """The consignments after the incidents that befall them.

    New columns: stop_status stop_from stop_to (lost, carrier_withdrawn) · fault fault_found
    fault_to (wrong at receipt until put right) · counted (day the pieces enter the stock).
    """
    rows = rows.assign(
        stop_status="",
        stop_from=np.nan,
        stop_to=np.nan,
        fault="",
        fault_found="",
        fault_to=np.nan,
        counted=rows["received"],
    )
    for incident in incidents:
        rows = _after(world, rows, incident)
    return rows.sort_values("code", kind="stable").reset_index(drop=True)


def _after(world: World, rows: pd.DataFrame, incident: Incident) -> pd.DataFrame:
    alarm = incident.alarm_code
    if alarm in AT_RECEIPT:
        return _faulty(rows, incident)
    if alarm in {"MISSING", "CARRIER_LOST"}:
        return _stopped(rows, incident)
    if alarm == "ROUTE_HAZARD":
        return _blocked(rows, incident)
    if alarm == "LATE":
        return _late(world, rows, incident)
    if alarm == "TOO_EARLY":
        return _mailed(world, rows, incident)
    if alarm in {"SHORT", "RESERVE_CONSUMED", "SURPLUS"}:
        return _resized(world, rows, incident)
    return _early(rows, incident) if alarm == "DAMAGE" else rows


def _last(rows: pd.DataFrame, incident: Incident) -> int:
    """The last whole lump of the incident's first unit."""
    own = rows[(rows["unit"] == incident.units[0]) & (rows["kind"] == "order")]
    return int(own["planned_arrival"].idxmax())


def _part(rows: pd.DataFrame, incident: Incident, suffix: str) -> tuple[pd.DataFrame, int]:
    """The part of the last lump that meets with the incident, as a consignment of its own."""
    whole = _last(rows, incident)
    held = int(rows.at[whole, "quantity"])
    if not incident.quantity or incident.quantity >= held:
        return rows, whole
    part = rows.loc[[whole]].assign(
        code=rows.at[whole, "code"] + suffix, quantity=incident.quantity
    )
    rows = rows.copy()
    rows.loc[whole, "quantity"] = held - incident.quantity
    rows = pd.concat([rows, part], ignore_index=True)
    return rows, len(rows) - 1


def _arriving(rows: pd.DataFrame, row: int, day: float) -> None:
    """Retime one consignment to be received on that day, on time by its plan."""
    transit = float(rows.at[row, "transit_days"])
    times = {
        "received": day,
        "arrived": day - 0.2,
        "planned_arrival": day + 0.3,
        "departed": day - 0.2 - transit,
    }
    times |= {
        "planned_departure": day - 0.4 - transit,
        "produced": day - 1.5 - transit,
        "counted": day,
    }
    for name, when in times.items():
        rows.loc[row, name] = float(whole_minutes(np.array([when]))[0])
    rows.loc[row, ["blocked_from", "blocked_to"]] = np.nan


def _faulty(rows: pd.DataFrame, incident: Incident) -> pd.DataFrame:
    rows, row = _part(rows, incident, "-X")
    _arriving(rows, row, incident.planted)
    rows.loc[row, ["fault", "fault_found"]] = [incident.alarm_code, incident.found]
    rows.loc[row, "fault_to"] = incident.resolved
    if incident.alarm_code in NOT_COUNTED:
        rows.loc[row, "counted"] = incident.resolved
    return rows


def _stopped(rows: pd.DataFrame, incident: Incident) -> pd.DataFrame:
    status = "lost" if incident.alarm_code == "MISSING" else "carrier_withdrawn"
    rows, row = _part(rows, incident, "-X")
    _arriving(rows, row, incident.planted + 2.0)
    arrived = incident.resolved + float(rows.at[row, "transit_days"]) * 0.5
    rows.loc[row, ["stop_status"]] = status
    rows.loc[row, ["stop_from", "stop_to"]] = [incident.planted, incident.resolved]
    rows.loc[row, ["arrived", "received", "counted"]] = [arrived, arrived + 0.2, arrived + 0.2]
    return rows


def _blocked(rows: pd.DataFrame, incident: Incident) -> pd.DataFrame:
    if incident.found:
        named = (rows["region"] == incident.region) & rows["name"].isin(incident.found.split("|"))
        hit = list(rows.index[named & (rows["kind"] == "kecamatan")])
        times = {"planned_departure": -0.5, "departed": -0.4, "planned_arrival": 0.2}
        for name, offset in times.items():
            rows.loc[hit, name] = incident.planted + offset
    else:
        rows, row = _part(rows, incident, "-X")
        _arriving(rows, row, incident.planted + 2.0)
        hit = [row]
    start = np.maximum(rows.loc[hit, "departed"] + 0.1, incident.planted)
    rows.loc[hit, "blocked_from"] = start
    rows.loc[hit, "blocked_to"] = incident.resolved
    rows.loc[hit, ["arrived", "received", "counted"]] = (
        np.array([[0.5, 0.7, 0.7]]) + incident.resolved
    )
    return rows


def _late(world: World, rows: pd.DataFrame, incident: Incident) -> pd.DataFrame:
    """The last lump is underway but days behind, the one before it a little late."""
    random = world.random(incident.incident_code)
    own = rows["unit"].isin(incident.units) & (rows["kind"] == "order")
    last = (own & (rows["number"] == rows[own]["number"].max())).to_numpy()
    before = (own & (rows["number"] == rows[own]["number"].max() - 1)).to_numpy()
    arrival = random.uniform(*LATE_ARRIVAL, len(rows))
    rows = later(rows, last, arrival - rows["arrived"].to_numpy())
    rows = later(rows, before, 3.0)
    return rows.assign(counted=np.where(last | before, rows["received"], rows["counted"]))


def _mailed(world: World, rows: pd.DataFrame, incident: Incident) -> pd.DataFrame:
    quantity = np.full(len(incident.units), incident.quantity)
    departed = np.full(len(incident.units), incident.planted + 0.2)
    mail = mail_rows(
        world, incident.units, quantity, departed, incident.incident_code.split("-")[-1]
    )
    return pd.concat(
        [rows, mail.assign(stop_status="", fault="", fault_found="")], ignore_index=True
    )


def _resized(world: World, rows: pd.DataFrame, incident: Incident) -> pd.DataFrame:
    """Deliver the need less (or plus) the quantity; a shortage is closed by one more trip."""
    wanted = incident.quantity or 0
    own = rows[(rows["unit"] == incident.units[0]) & (rows["kind"] == "order")]
    sign = 1 if incident.alarm_code == "SURPLUS" else -1
    surplus = int(own["quantity"].sum()) - int(world.need[incident.units[0]]) - sign * wanted
    row = _last(rows, incident)
    rows.loc[row, "quantity"] = int(rows.at[row, "quantity"]) - surplus
    if incident.alarm_code == "SHORT":
        extra = rows.loc[[row]].assign(
            code=rows.at[row, "code"] + "-K", kind="extra", quantity=wanted + 250
        )
        rows = pd.concat([rows, extra], ignore_index=True)
        _arriving(rows, len(rows) - 1, incident.resolved)
    return rows


def _early(rows: pd.DataFrame, incident: Incident) -> pd.DataFrame:
    """A region that already reports its damage had all its lumps weeks before."""
    own = (rows["unit"].isin(incident.units) & (rows["kind"] == "order")).to_numpy()
    excess = np.maximum(rows["arrived"].to_numpy() - (incident.planted - 18.0), 0.0)
    rows = later(rows, own, -excess)
    rows = rows.assign(counted=np.where(own, rows["received"], rows["counted"]))
    for name in ("planned_departure", "planned_arrival"):
        rows[name] = np.where(own, whole_minutes(rows[name].to_numpy() - excess), rows[name])
    return rows
