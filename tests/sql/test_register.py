"""Does the risk register open by itself, remember since when, and hear what people say?"""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from data_pipeline import board, publish, queries
from data_pipeline.grants import EVERYWHERE
from data_pipeline.queries import Scope
from data_pipeline.settings import Settings
from tests.sql.conftest import World, wib

REGION = "35.78"
HALF = {
    "ordered_pcs": 10,
    "shipped_pcs": 10,
    "received_pcs": 10,
    "usable_pcs": 10,
    "damaged_pcs": 0,
}


def few_booths(world: World, at: str) -> None:
    world.stock(REGION, "bilik", at, **HALF)


def entry(world: World, *columns: str) -> tuple[Any, ...]:
    found = world.rows(
        "mart_risk_entry", *columns, region_code=REGION, item_code="bilik", cause_code="W.behind"
    )
    assert len(found) == 1
    return found[0]


def act(world: World, action_code: str, at: str, **row: Any) -> None:
    row = {"item_code": "bilik", "cause_code": "W.behind", "author_name": "Subbag Logistik"} | row
    world.given(
        "raw_action_event", event_at=wib(at), action_code=action_code, region_code=REGION, **row
    )


def test_what_is_behind_opens_an_entry_with_owner_deadline_and_scale(world: World) -> None:
    few_booths(world, "2024-01-08 08:00")
    status, gate, score, due_on, decide_by = entry(
        world, "status", "gate_code", "risk_score", "due_on", "decide_by"
    )
    assert (status, gate) == (world.unit(REGION, "bilik")[0], "W")
    assert 1 <= score <= 25
    assert decide_by < due_on


def test_it_remembers_since_when_and_begins_anew_after_a_gap(world: World) -> None:
    few_booths(world, "2024-01-04 12:00")
    assert entry(world, "opened_at")[0] == wib("2024-01-05 07:00")
    need = world.need(REGION, "bilik")
    full = dict.fromkeys(("ordered_pcs", "shipped_pcs", "received_pcs", "usable_pcs"), need)
    world.stock(REGION, "bilik", "2024-01-06 06:00", **full, damaged_pcs=0)
    world.stock(REGION, "bilik", "2024-01-07 12:00", revision=1, **HALF)
    assert entry(world, "opened_at")[0] == wib("2024-01-08 07:00")


def test_green_has_no_entry_and_silence_has_one(world: World) -> None:
    causes = world.rows("mart_risk_entry", "cause_code", "status", region_code="91.71")
    assert set(causes) == {("D.never", "grey")}


def test_the_entry_hears_what_people_say(world: World) -> None:
    few_booths(world, "2024-01-08 08:00")
    assert entry(world, "entry_status", "action_count") == ("open", 0)
    act(world, "acknowledge", "2024-01-08 08:30")
    assert entry(world, "entry_status", "acknowledged_by") == ("acknowledged", "Subbag Logistik")
    act(world, "assign", "2024-01-08 08:40", owner_name="Divisi Logistik")
    act(world, "choose_plan", "2024-01-08 08:50", plan_code="B")
    act(world, "assign", "2024-01-08 09:00", owner_name="Sekretaris", item_code="-", cause_code="-")
    said = entry(world, "entry_status", "owner_name", "plan_code", "action_count")
    assert said == ("planned", "Sekretaris", "B", 4)


def test_what_is_said_later_is_not_known_before(world: World) -> None:
    few_booths(world, "2024-01-08 08:00")
    act(world, "acknowledge", "2024-01-08 11:00")
    assert entry(world, "entry_status")[0] == "open"
    world.as_of += timedelta(hours=2)
    assert entry(world, "entry_status")[0] == "acknowledged"


OVERRIDE = {
    "item_code": "-",
    "cause_code": "-",
    "owner_name": "Divisi Logistik",
    "override_status": "amber",
    "comment_text": "dihitung ulang",
    "expires_at": wib("2024-01-09 08:00"),
}


@pytest.mark.parametrize(
    ("hours", "is_lifted", "expected"),
    [(0, False, [("red", "amber")]), (0, True, []), (24, False, [])],
)
def test_an_override_holds_until_it_ends_or_is_lifted(
    world: World, hours: int, is_lifted: bool, expected: list[tuple[str, str]]
) -> None:
    """The computed colour stays beside it; it never changes what is counted."""
    for item, dapil, _ in world.needs(REGION):
        world.complete(REGION, item, dapil, 1, "2024-01-08 08:00")
    act(world, "override", "2024-01-08 08:30", **OVERRIDE)
    if is_lifted:
        act(world, "lift", "2024-01-08 09:00", item_code="-", cause_code="-")
    world.as_of += timedelta(hours=hours)
    assert world.rows("mart_override", "computed_status", "override_status") == expected
    assert world.status(REGION)[0] == "red"


def test_silence_is_never_overridden(world: World) -> None:
    act(world, "override", "2024-01-08 08:30", **OVERRIDE)
    assert world.status(REGION)[0] == "grey"
    assert world.rows("mart_override", "region_code") == []


def test_moving_a_surplus_saves_nothing_where_nobody_holds_one(
    world: World, tmp_path: Path
) -> None:
    world.as_of = wib("2024-01-14 10:00")
    for item, dapil, pcs in world.needs(REGION):
        held = pcs // 2 if item == "ss_dpr" else pcs
        world.complete(REGION, item, dapil, held, "2024-01-14 08:00")
    settings = Settings(tmp_path)
    publish.publish(world.connection, settings, world.as_of)
    with closing(board.current(settings, EVERYWHERE)) as shown:
        plans = queries.entry_plans(shown, Scope(province_codes=("35",)))
    plans = plans[plans["cause_code"] == "J.short"].set_index("plan_code")
    assert plans.loc["A", "tps_saved"] > 0
    assert plans.loc["B", "tps_saved"] == 0
    assert plans.loc["B", "tps_after"] == plans.loc["B", "tps_not_ready"]


def test_what_nobody_reported_is_unknown_not_zero(world: World) -> None:
    found = world.rows("mart_risk_entry", "status", "tps_not_ready", region_code="91.71")
    assert set(found) == {("grey", None)}


def test_a_station_short_of_two_goods_is_held_back_by_their_cause_once(
    world: World, tmp_path: Path
) -> None:
    world.as_of = wib("2024-01-14 10:00")
    for item, dapil, pcs in world.needs(REGION):
        held = pcs // 2 if item in {"ss_dpr", "ss_dpd"} else pcs
        world.complete(REGION, item, dapil, held, "2024-01-14 08:00")
    settings = Settings(tmp_path)
    publish.publish(world.connection, settings, world.as_of)
    with closing(board.current(settings, EVERYWHERE)) as shown:
        entries = queries.risk_entries(shown, Scope(province_codes=("35",)))
        causes = queries.risk_causes(shown, Scope(province_codes=("35",)))
        region = queries.region_status(shown, Scope(province_codes=("35",))).iloc[0]
    short = entries.loc[entries["cause_code"] == "J.short", "tps_not_ready"]
    assert len(short) == 2
    counted = causes.set_index("cause_code").loc["J.short", "tps_not_ready"]
    assert short.max() < counted < short.sum()
    assert counted == pytest.approx(region["tps_not_ready"], rel=1e-3)
