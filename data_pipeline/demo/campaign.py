"""The whole make-believe election: one world, its consignments, its work and its reports."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from data_pipeline.demo import (
    batches,
    calibration,
    incidents,
    local,
    mishaps,
    replacements,
    reporters,
    reports,
    shipments,
    shocks,
    stock,
    world,
)
from data_pipeline.demo.incidents import Incident
from data_pipeline.demo.reporters import Reports
from data_pipeline.demo.shipments import Events
from data_pipeline.demo.stock import Work
from data_pipeline.demo.world import World

# Trips after the contract's own consignments are announced this many days ahead.
ANNOUNCED_DAYS = 7.0


@dataclass(frozen=True)
class Campaign:
    """Everything that will happen, fixed by election and seed; ask it for any stretch of time."""

    world: World
    incidents: list[Incident]
    rows: pd.DataFrame
    work: Work
    reports: Reports

    @cached_property
    def events(self) -> Events:
        contract = self.work.ordered_on[self.rows["unit"].to_numpy()]
        planned = self.rows["planned_departure"].to_numpy() - ANNOUNCED_DAYS
        return shipments.events(
            self.rows, np.where(self.rows["kind"] == "order", contract, planned)
        )

    def stock_until(self, day: float) -> pd.DataFrame:
        """The national stock snapshot: every region as it last reported."""
        return reports.told(
            self.world, self.rows, self.work, self.incidents, self.reports.last(day)
        )

    def stock_between(self, after: float, until: float) -> pd.DataFrame:
        """Only the regions that reported after one day and up to another."""
        last = np.where(self.reports.between(after, until), self.reports.last(until), np.nan)
        return reports.told(self.world, self.rows, self.work, self.incidents, last)

    def shipments_between(self, after: float, until: float) -> pd.DataFrame:
        """Consignments about which something new was said, as last said."""
        row, day = self.events.latest(after, until)
        return shipments.told(self.world, self.rows.iloc[row], day)


def build(election_code: str, seed: int) -> Campaign:
    """A campaign of one election; the same seed gives the same campaign."""
    country = world.build(election_code, seed)
    planted = incidents.planted(country)
    orders = calibration.calibrated(country, shocks.shocked(country, batches.build(country)))
    trips, mail = local.kecamatan_trips(country), local.mailings(country)
    rows = _placed(country, pd.concat([orders, trips, mail], ignore_index=True))
    rows = _placed(country, mishaps.on_consignments(country, rows, planted))
    done = stock.build(country, rows, rows[rows["kind"] == "kecamatan"], planted)
    swaps = replacements.build(country, rows, done)
    rows = pd.concat([rows, _placed(country, swaps)], ignore_index=True)
    silent = incidents.silences(planted)
    return Campaign(country, planted, rows, done, reporters.build(country, silent))


def _placed(country: World, rows: pd.DataFrame) -> pd.DataFrame:
    """With the code, place and position of the destination: a region unless it is a district."""
    region = rows["region"].to_numpy()
    where = country.regions["region_code"].to_numpy()[region]
    is_trip = (rows["kind"] == "kecamatan").to_numpy()
    code = np.where(is_trip, rows.get("destination_code", where), where)
    return rows.assign(
        destination_code=code,
        place=np.where(is_trip, "PPK-", "G-") + code.astype(object),
        destination_lat=country.regions["lat"].to_numpy()[region],
        destination_lon=country.regions["lon"].to_numpy()[region],
    )
