"""What does the shipment feed say of each consignment, and when does it say something new?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from data_pipeline.demo.timetable import Bools, Floats, Ints, whole_minutes
from data_pipeline.demo.world import World

PING_DAYS = 2.0
PINGS = 14
HANDOVER_DAYS = 0.25


@dataclass(frozen=True)
class Events:
    """Every moment at which the feed says something new: consignment row and day, by day."""

    row: Ints
    day: Floats

    def latest(self, after: float, until: float) -> tuple[Ints, Floats]:
        """The last event of each consignment within (after, until]: rows and their days."""
        inside = slice(
            np.searchsorted(self.day, after, "right"), np.searchsorted(self.day, until, "right")
        )
        row, day = self.row[inside][::-1], self.day[inside][::-1]
        rows, first = np.unique(row, return_index=True)
        return rows, day[first]


def events(rows: pd.DataFrame, announced: Floats) -> Events:
    """Announced (day of each row), delayed, left, seen, stopped, arrived, received, put right."""
    departed, arrived = rows["departed"].to_numpy(), rows["arrived"].to_numpy()
    end = np.where(np.isnan(arrived), np.inf, arrived)
    slipped = rows["planned_departure"].to_numpy() + 1.0
    moments = [
        announced,
        np.where(departed > slipped, slipped, np.nan),
        departed,
        departed + HANDOVER_DAYS,
        *(departed + PING_DAYS * number for number in range(1, PINGS + 1)),
        *(rows[name].to_numpy() for name in ("blocked_from", "blocked_to", "stop_from", "stop_to")),
    ]
    moments = [np.where(moment < end, moment, np.nan) for moment in moments]
    moments += [arrived, rows["received"].to_numpy(), rows["fault_to"].to_numpy()]
    day = whole_minutes(np.concatenate(moments) + 1 / 1440)
    row = np.tile(np.arange(len(rows)), len(moments))
    known = np.isfinite(day)
    order = np.lexsort((row[known], day[known]))
    return Events(row[known][order], day[known][order])


def told(world: World, rows: pd.DataFrame, day: Floats) -> pd.DataFrame:
    """What the feed says of each consignment on its own day: contract columns, times in days."""
    facts = rows.reset_index(drop=True)
    left = facts["departed"].to_numpy() <= day
    here = facts["arrived"].to_numpy() <= day
    taken = facts["received"].to_numpy() <= day
    position = _position(facts, day, left, here)
    is_faulty = taken & (facts["fault"] != "").to_numpy() & ~(facts["fault_to"].to_numpy() <= day)
    unit = facts["unit"].to_numpy()
    frame = pd.DataFrame(
        {
            "snapshot_at": day,
            "revision": "0",
            "shipment_code": facts["code"],
            "item_code": world.units["item_code"].to_numpy()[unit],
            "dapil_code": world.units["dapil_code"].to_numpy()[unit],
            "quantity_pcs": facts["quantity"].astype(str),
            "origin_code": facts["origin_code"],
            "origin_lat": _degrees(facts["origin_lat"].to_numpy()),
            "origin_lon": _degrees(facts["origin_lon"].to_numpy()),
            "destination_code": facts["destination_code"],
            "transport_mode": facts["transport_mode"],
            "carrier_name": facts["carrier_name"],
            "shipment_status": _status(facts, day, left, here, taken),
            "planned_departure_at": facts["planned_departure"],
            "departed_at": facts["departed"].where(left),
            "planned_arrival_at": facts["planned_arrival"],
            "eta_at": _eta(facts, day, left, here),
            "arrived_at": facts["arrived"].where(here),
            "position_lat": position[0],
            "position_lon": position[1],
        }
    )
    return frame.assign(**_receipt(facts, frame, taken, is_faulty))


def _status(facts: pd.DataFrame, day: Floats, left: Bools, here: Bools, taken: Bools) -> np.ndarray:
    def within(start: str, end: str) -> Bools:
        is_within: Bools = (facts[start].to_numpy() <= day) & (day < facts[end].to_numpy())
        return is_within

    stopped = within("stop_from", "stop_to")
    status = np.where(left, "departed", "planned").astype(object)
    status[facts["departed"].to_numpy() + HANDOVER_DAYS <= day] = "in_transit"
    status[left & within("blocked_from", "blocked_to")] = "blocked"
    status[stopped] = facts["stop_status"].to_numpy()[stopped]
    status[here] = "arrived"
    status[taken] = "received"
    return status


def _eta(facts: pd.DataFrame, day: Floats, left: Bools, here: Bools) -> Floats:
    """The plan until a delay shows, then the carrier's estimate; none while held up."""
    arrived, plan = facts["arrived"].to_numpy(), facts["planned_arrival"].to_numpy()
    wobble = np.sin(np.arange(len(facts)) * 12.9898 + facts["quantity"].to_numpy())
    guess = arrived + 0.12 * wobble * np.maximum(arrived - day, 0.0)
    late = day >= facts["planned_departure"].to_numpy() + 1.0
    eta = np.where(left | late, np.maximum(guess, day + 0.05), plan)
    held = (facts["blocked_from"].to_numpy() <= day) & (day < facts["blocked_to"].to_numpy())
    held |= (facts["stop_from"].to_numpy() <= day) & (day < facts["stop_to"].to_numpy())
    known = np.isfinite(eta) & ~held & ~here
    return np.where(known, np.round(eta * 24) / 24, np.nan)


def _position(facts: pd.DataFrame, day: Floats, left: Bools, here: Bools) -> list[np.ndarray]:
    """Latitude and longitude on the straight way to the destination, only while underway."""
    departed, arrived = facts["departed"].to_numpy(), facts["arrived"].to_numpy()
    stops = facts["blocked_from"].fillna(facts["stop_from"]).to_numpy()
    seen = np.where((stops <= day) & (day < arrived), stops, day)
    length = np.where(np.isfinite(arrived), arrived - departed, facts["transit_days"].to_numpy())
    part = np.clip((seen - departed) / np.maximum(length, 0.01), 0.0, 0.97)
    shown = left & ~here & (facts["transport_mode"] != "mail").to_numpy()
    return [
        _degrees(
            np.where(shown, _between(facts, f"origin_{axis}", f"destination_{axis}", part), np.nan)
        )
        for axis in ("lat", "lon")
    ]


def _between(facts: pd.DataFrame, origin: str, destination: str, part: Floats) -> Floats:
    start, end = facts[origin].to_numpy(), facts[destination].to_numpy()
    value: Floats = start + (end - start) * part
    return value


def _receipt(
    facts: pd.DataFrame, frame: pd.DataFrame, taken: Bools, is_faulty: Bools
) -> dict[str, np.ndarray]:
    """What was written at the receipt; a fault shows until it is put right."""
    found, fault = facts["fault_found"].to_numpy(), facts["fault"].to_numpy()

    def said(alarm_code: str, value: Any, usual: Any) -> np.ndarray:
        return np.where(
            taken, np.where(is_faulty & (fault == alarm_code), value, usual), ""
        ).astype(object)

    place = said("WRONG_PLACE", found, facts["place"].to_numpy())
    place = np.where(is_faulty & (fault == "UNREGISTERED_LOCATION"), found, place)
    pieces = facts["quantity"].astype(str).to_numpy()
    return {
        "is_sealed": said("UNSEALED", "false", "true"),
        "received_pcs": said("SECURITY_LOSS", "0", pieces),
        "received_item_code": said("WRONG_KIND", found, frame["item_code"].to_numpy()),
        "received_dapil_code": said("WRONG_DAPIL", found, frame["dapil_code"].to_numpy()),
        "received_place": place,
        "receipt_condition": said("SECURITY_LOSS", "destroyed", "good"),
        "source_name": np.full(len(facts), "SIMULASI", dtype=object),
        "reporter_name": facts["carrier_name"].to_numpy(),
    }


def _degrees(values: Floats) -> np.ndarray:
    known = np.isfinite(values)
    text = np.array([f"{value:.3f}" for value in np.where(known, values, 0.0)], dtype=object)
    return np.where(known, text, "")
