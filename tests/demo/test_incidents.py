"""Is every planted incident declared with a source, and does it raise its alarm on the board?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pandas as pd
import pytest

from data_pipeline import ingest, publish, recovery
from data_pipeline.demo import history, loading
from data_pipeline.demo.campaign import Campaign
from data_pipeline.demo.history import Delivery
from data_pipeline.demo.world import table
from data_pipeline.settings import SEEDS_DIR, Settings

INCIDENTS = table("incidents").to_dict("records")
# The days looked at: before and after a count falls, the demo's own, the last one.
LOOKS = [-41.9, -39.9, -38.4, -36.9, -0.9]
BOARDS = [-36.9, -0.9]
NO_ALARM = {"blitar-damage": "DAMAGE", "corrected-fall": "IMPOSSIBLE"}


@pytest.fixture(scope="module")
def alarms(
    pemilu: Campaign, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[set[tuple[str, str]]]:
    """(alarm, region) of every alarm the boards of two days ever showed."""
    settings = Settings(tmp_path_factory.mktemp("alarms") / "data")
    warehouse, _ = recovery.start(settings)
    with warehouse:
        seen: set[tuple[str, str]] = set()
        after = -float("inf")
        for day in LOOKS:
            deliver(settings, warehouse, pemilu, after, day)
            after = day
            if day in BOARDS:
                seen |= raised(settings, warehouse, pemilu, day)
        yield seen


def deliver(
    settings: Settings,
    warehouse: duckdb.DuckDBPyConnection,
    election: Campaign,
    after: float,
    day: float,
) -> None:
    delivery: Delivery = next(history.deliveries(election, [day], after))
    for path, file in loading.write_files(settings.data_dir / "outside", [delivery]):
        ingest.deliver(settings, path, file_name=file.file_name, warehouse=warehouse)


def raised(
    settings: Settings, warehouse: duckdb.DuckDBPyConnection, election: Campaign, day: float
) -> set[tuple[str, str]]:
    pointer = publish.publish(warehouse, settings, election.world.timetable.moment(day))
    with duckdb.connect(str(settings.boards_dir / pointer.file), read_only=True) as board:
        rows = board.sql("select distinct alarm_code, region_code from kept.mart_alarm").fetchall()
    return {(str(alarm), str(region)) for alarm, region in rows}


@pytest.mark.parametrize("incident", INCIDENTS, ids=lambda row: row["incident_code"])
def test_it_raises_its_alarm(incident: dict[str, str], alarms: set[tuple[str, str]]) -> None:
    code, region = incident["incident_code"], incident["region_code"]
    if code in NO_ALARM:
        assert (NO_ALARM[code], region) not in alarms
    else:
        assert (incident["alarm_code"], region) in alarms


@pytest.mark.parametrize("incident", INCIDENTS, ids=lambda row: row["incident_code"])
def test_it_is_declared_in_full(incident: dict[str, str], pemilu: Campaign) -> None:
    assert incident["source"]
    assert incident["note"]
    assert incident["region_code"] in set(pemilu.world.regions["region_code"])
    assert incident["incident_code"] in {each.incident_code for each in pemilu.incidents}


@pytest.mark.parametrize("incident", INCIDENTS, ids=lambda row: row["incident_code"])
def test_one_moved_to_another_day_says_so(incident: dict[str, str], pemilu: Campaign) -> None:
    if not incident["happened_on"] or incident["alarm_code"] in {"DAMAGE", "SHORT", "SURPLUS"}:
        return
    happened = (date.fromisoformat(incident["happened_on"]) - pemilu.world.timetable.voting_on).days
    is_moved = abs(happened + float(incident["planted_days_before"])) > 1
    assert (incident["is_moved"] == "true") == is_moved


def test_every_alarm_has_its_case() -> None:
    planted = {incident["alarm_code"] for incident in INCIDENTS}
    known = set(pd.read_csv(SEEDS_DIR / "common" / "alarms.csv")["alarm_code"])
    assert planted - {""} == known
