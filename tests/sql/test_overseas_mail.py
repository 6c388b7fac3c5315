"""Is mail from abroad judged by the day it left, in Jakarta, against D-43 to D-34?"""

from __future__ import annotations

from pathlib import Path

import pytest

from data_pipeline import board, publish, queries
from data_pipeline.grants import EVERYWHERE
from data_pipeline.queries import Scope
from data_pipeline.settings import Settings
from tests.sql.conftest import World, wib

TAIPEI = "991301"


def posted(world: World, folder: Path, *departures: str | None) -> dict[str, object]:
    """What is told of Taipei when consignments of 100 left at those moments (None = not yet)."""
    for number, at in enumerate(departures):
        world.shipment(
            f"POS-{number}",
            "ss_dpr",
            "2024-01-08 08:00",
            dapil_code="31-2",
            destination_code=TAIPEI,
            transport_mode="mail",
            quantity_pcs=100,
            shipment_status="in_transit" if at else "planned",
            departed_at=wib(at) if at else None,
        )
    publish.publish(world.connection, Settings(folder), world.as_of)
    opened = board.current(Settings(folder), EVERYWHERE)
    (row,) = queries.overseas_mail(opened, Scope()).to_dict("records")
    opened.close()
    return {str(name): value for name, value in row.items()}


@pytest.mark.parametrize(
    ("departure", "state", "column"),
    [
        ("2024-01-01 23:59", "early", "early_pcs"),  # still the day before in Jakarta
        ("2024-01-02 00:00", "in_window", "in_window_pcs"),
        (None, "announced", "announced_pcs"),
    ],
)
def test_the_first_day_begins_at_midnight_in_jakarta(
    world: World, tmp_path: Path, departure: str | None, state: str, column: str
) -> None:
    told = posted(world, tmp_path, departure)
    assert told["region_code"] == TAIPEI
    assert (told["mail_state"], told[column]) == (state, 100)


def test_one_early_consignment_is_told_whatever_followed(world: World, tmp_path: Path) -> None:
    told = posted(world, tmp_path, "2023-12-18 12:00", "2024-01-03 09:00")
    assert told["mail_state"] == "early"
    assert (told["early_pcs"], told["in_window_pcs"]) == (100, 100)


def test_no_mail_reported_is_no_judgement(world: World, tmp_path: Path) -> None:
    assert posted(world, tmp_path)["mail_state"] == "none"


def test_posts_are_not_counted_at_stages_they_do_not_pass(world: World, tmp_path: Path) -> None:
    publish.publish(world.connection, Settings(tmp_path), world.as_of)
    opened = board.current(Settings(tmp_path), EVERYWHERE)
    stages = queries.stage_overview(opened, Scope()).set_index(["phase", "stage_code"])
    opened.close()
    assert stages.loc[(2, "received"), "unit_count"] == 5
    assert stages.loc[(2, "folded"), "unit_count"] == 4
    assert stages.loc[(2, "folded"), "silent_units"] == 4
