"""Which files were sent on which day, and what is in them?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_pipeline.contract.shipment import SHIPMENT
from data_pipeline.contract.stock import STOCK
from data_pipeline.demo import calibration
from data_pipeline.demo.campaign import Campaign
from data_pipeline.demo.files import DIALECTS, SnapshotFile, snapshot
from data_pipeline.demo.timetable import MINUTES_A_DAY, WIB_HOURS
from data_pipeline.demo.typing_errors import mistyped
from data_pipeline.demo.world import World, table

MORNING_WIB = 8
MORNING = (MORNING_WIB - WIB_HOURS) / 24
DAILY_DAYS = 16
WEEKLY_UNTIL = -60.0
DAILY_FROM = -53.0
HOURLY_FROM = -4.0
FIRST_AFTER_ORDER = 12
TYPING_ERRORS = 1.5
LIVE_TYPING_ERRORS = 0.15


@dataclass(frozen=True)
class Delivery:
    """The files of one moment, in days from the vote."""

    day: float
    files: list[SnapshotFile]


def moments(world: World, until: float) -> list[float]:
    """Snapshot times up to a day: weekly, then every third day, daily, at last three-hourly.

    The days of published figures are added at their hour.
    """
    first = float(np.nanmin(world.window("ordered")[0])) + FIRST_AFTER_ORDER
    daily = min(np.floor(until) - DAILY_DAYS, DAILY_FROM)
    weekly = np.arange(first, min(WEEKLY_UNTIL, daily), 7.0)
    third = np.arange(max(WEEKLY_UNTIL, first), daily, 3.0)
    each_day = np.arange(max(daily, first), np.floor(until) + 1)
    mornings = (
        np.concatenate([weekly, third, each_day, np.arange(HOURLY_FROM, until, 0.125)]) + MORNING
    )
    published = calibration.published(world)["day"].to_numpy(dtype=np.float64)
    every = np.unique(
        np.round(np.concatenate([mornings, published]) * MINUTES_A_DAY) / MINUTES_A_DAY
    )
    return [float(day) for day in every if day <= until]


def deliveries(campaign: Campaign, days: list[float], after: float = -np.inf) -> Iterator[Delivery]:
    """National stock and the shipments that changed since the moment before, one by one."""
    for number, day in enumerate(days):
        stem = _stem(campaign, day)
        files = _stock_files(campaign, campaign.stock_until(day), stem, number)
        changed = campaign.shipments_between(after, day)
        if len(changed):
            files.append(_shipment_file(campaign, changed, stem))
        yield Delivery(day, [_typed(campaign, file, TYPING_ERRORS) for file in files])
        after = day


def update(campaign: Campaign, after: float, until: float) -> Delivery:
    """What came in between two moments: only the regions that reported, only what changed."""
    stem = _stem(campaign, until)
    stock = campaign.stock_between(after, until)
    changed = campaign.shipments_between(after, until)
    files = [_national(campaign, stock, stem)] if len(stock) else []
    files += [_shipment_file(campaign, changed, stem)] if len(changed) else []
    return Delivery(until, [_typed(campaign, file, LIVE_TYPING_ERRORS) for file in files])


def _stem(campaign: Campaign, day: float) -> str:
    return campaign.world.timetable.moment(day + WIB_HOURS / 24).strftime("%Y-%m-%dT%H%M")


def _stock_files(
    campaign: Campaign, stock: pd.DataFrame, stem: str, number: int
) -> list[SnapshotFile]:
    """The national file, and now and then a province that sends its own in its own way."""
    files = []
    for own in table("own_files").itertuples():
        if number % int(own.every) == int(own.number):
            is_own = stock["region_code"].str.startswith(own.province_code)
            dialect = DIALECTS[own.profile_code, own.file_type]
            files.append(
                snapshot(
                    f"stok_{own.sender}_{stem}",
                    STOCK,
                    stock[is_own],
                    campaign.world.timetable,
                    dialect,
                )
            )
            stock = stock[~is_own]
    return [_national(campaign, stock, stem), *files]


def _national(campaign: Campaign, stock: pd.DataFrame, stem: str) -> SnapshotFile:
    return snapshot(f"stok_{stem}", STOCK, stock, campaign.world.timetable)


def _shipment_file(campaign: Campaign, changed: pd.DataFrame, stem: str) -> SnapshotFile:
    return snapshot(f"kiriman_{stem}", SHIPMENT, changed, campaign.world.timetable)


def _typed(campaign: Campaign, file: SnapshotFile, mean: float) -> SnapshotFile:
    if file.profile_code != "standard" or not file.file_name.endswith(".csv"):
        return file
    return mistyped(file, campaign.world.random(file.file_name), mean)
