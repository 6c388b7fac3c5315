"""When is a consignment late, overdue, or should it have left, and which file told of it?"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data_pipeline import board, publish, queries
from data_pipeline.grants import EVERYWHERE
from data_pipeline.queries import Scope
from data_pipeline.settings import Settings
from tests.sql.conftest import World, wib

# At 8 January, 10.00: what was said the day before, and what that makes of the consignment.
SAID = {
    "left in time": ({"shipment_status": "departed", "planned_arrival_at": "01-09"}, "on_time"),
    "arrived": ({"shipment_status": "received", "planned_arrival_at": "01-05"}, "arrived"),
    "no plan": ({"shipment_status": "departed"}, "unknown"),
    "past": ({"shipment_status": "in_transit", "planned_arrival_at": "01-07"}, "overdue"),
    "blocked": ({"shipment_status": "blocked", "planned_arrival_at": "01-20"}, "overdue"),
    "slow": (
        {"shipment_status": "in_transit", "planned_arrival_at": "01-09", "eta_at": "01-12"},
        "late",
    ),
    "put off": (
        {"shipment_status": "in_transit", "planned_arrival_at": "01-07", "eta_at": "01-09"},
        "late",
    ),
    "should have left": (
        {
            "shipment_status": "planned",
            "planned_departure_at": "01-06",
            "planned_arrival_at": "01-12",
        },
        "not_left",
    ),
    "within the grace": (
        {
            "shipment_status": "planned",
            "planned_departure_at": "01-08",
            "planned_arrival_at": "01-12",
        },
        "on_time",
    ),
    "has left after all": (
        {
            "shipment_status": "planned",
            "planned_departure_at": "01-06",
            "departed_at": "01-07",
            "planned_arrival_at": "01-12",
        },
        "on_time",
    ),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    world = World()
    for code, (row, _) in SAID.items():
        world.shipment(code, "bilik", "2024-01-07 18:00", quantity_pcs=5, **moments(row))
    return shipments(world, tmp_path_factory.mktemp("board")).set_index("shipment_code")


def moments(row: dict[str, str]) -> dict[str, Any]:
    """'01-09' as eight in the morning of that day in January 2024."""
    return {
        name: wib(f"2024-{value} 08:00") if name.endswith("_at") else value
        for name, value in row.items()
    }


def shipments(world: World, folder: Path, *asked: str | None) -> pd.DataFrame:
    settings = Settings(folder)
    publish.publish(world.connection, settings, world.as_of)
    with closing(board.current(settings, EVERYWHERE)) as shown:
        return queries.shipments(shown, Scope(), *asked)


@pytest.mark.parametrize("code", SAID)
def test_lateness(told: pd.DataFrame, code: str) -> None:
    assert told.loc[code, "lateness"] == SAID[code][1]


def test_what_has_not_left_is_late_since_its_departure(told: pd.DataFrame) -> None:
    assert told.loc["should have left", "late_days"] == pytest.approx(50 / 24)
    assert pd.isna(told.loc["no plan", "late_days"])


def test_each_consignment_names_the_file_and_line_that_told_of_it(told: pd.DataFrame) -> None:
    assert set(told["file_name"]) == {"a.csv"}
    assert set(told["line_number"]) == {2}
    assert told["delivery_sequence"].nunique() == len(SAID)


def test_the_troubled_ones_are_those_that_need_somebody(world: World, tmp_path: Path) -> None:
    for code, (row, _) in SAID.items():
        world.shipment(code, "bilik", "2024-01-07 18:00", quantity_pcs=5, **moments(row))
    found = shipments(world, tmp_path, None, "troubled")
    needs = {code for code, (_, late) in SAID.items() if late not in {"on_time", "arrived"}}
    assert set(found["shipment_code"]) == needs


def test_the_next_report_ends_what_was_overdue(world: World, tmp_path: Path) -> None:
    row, _ = SAID["should have left"]
    world.shipment("A", "bilik", "2024-01-07 18:00", quantity_pcs=5, **moments(row))
    world.shipment("A", "bilik", "2024-01-08 09:00", shipment_status="departed")
    assert list(shipments(world, tmp_path)["lateness"]) == ["on_time"]
