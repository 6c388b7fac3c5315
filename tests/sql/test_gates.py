"""What turns a unit red, amber, grey or green, told in rows at the boundary."""

from __future__ import annotations

import pytest

from tests.sql.conftest import World, wib

CITY = "35.78"


def full(world: World, item_code: str, at: str = "2024-01-08 08:00", **row: object) -> None:
    """Everything needed was received and is usable."""
    need = world.need(CITY, item_code)
    stock = {"ordered_pcs": need, "shipped_pcs": need, "received_pcs": need, "usable_pcs": need}
    world.stock(CITY, item_code, at, **(stock | {"damaged_pcs": 0} | row))


def test_a_region_that_never_reported_is_grey(world: World) -> None:
    assert set(world.rows("mart_region_status", "status", "reason_code")) == {("grey", "D.never")}


def test_enough_of_a_fresh_item_is_green(world: World) -> None:
    full(world, "kotak_suara", packed_pcs=world.need(CITY, "kotak_suara"))
    assert world.unit(CITY, "kotak_suara", "j_status", "d_status") == ("green", "green", "green")


def test_one_green_item_among_silent_ones_leaves_the_region_grey(world: World) -> None:
    full(world, "kotak_suara", packed_pcs=world.need(CITY, "kotak_suara"))
    assert world.status(CITY, "reason_code") == ("grey", "D.never")


@pytest.mark.parametrize(
    ("missing_pcs", "as_of", "j_status", "reason"),
    [
        (0, "2024-01-08 10:00", "green", "none"),
        (40, "2024-01-08 10:00", "green", "none"),  # 40 of 16,000 booths: under 0.5 %
        (4000, "2024-01-08 10:00", "amber", "J.short"),  # Java: 5 days of lead time, 8 left
        (4000, "2024-02-12 10:00", "red", "J.short"),  # nothing arrives in one day
    ],
)
def test_quantity(world: World, missing_pcs: int, as_of: str, j_status: str, reason: str) -> None:
    world.as_of = wib(as_of)
    have = world.need(CITY, "bilik") - missing_pcs
    full(
        world,
        "bilik",
        as_of[:10] + " 08:00",
        received_pcs=have,
        usable_pcs=have,
        shipped_pcs=have,
        ordered_pcs=have,
    )
    found = world.rows("core_gate_j", "status", "reason_code", region_code=CITY, item_code="bilik")
    assert found == [(j_status, reason)]


def test_an_order_that_still_fits_is_no_shortage(world: World) -> None:
    need = world.need(CITY, "bilik")
    full(world, "bilik", received_pcs=need - 4000, usable_pcs=need - 4000, shipped_pcs=need - 4000)
    assert world.rows("core_gate_j", "status", region_code=CITY, item_code="bilik") == [("green",)]


def test_fewer_ballots_than_voters_after_the_warehouse_deadline_is_red(world: World) -> None:
    world.as_of = wib("2024-01-17 10:00")
    have = int(world.need(CITY, "ss_ppwp") * 0.97)
    full(world, "ss_ppwp", "2024-01-17 08:00", dapil_code="00", received_pcs=have, usable_pcs=have)
    found = world.rows(
        "core_gate_j", "status", "reason_code", region_code=CITY, item_code="ss_ppwp"
    )
    assert found == [("red", "J.fewer_than_voters")]


def test_a_missing_count_is_unknown_not_zero(world: World) -> None:
    world.stock(CITY, "bilik", "2024-01-08 08:00", ordered_pcs=world.need(CITY, "bilik"))
    assert world.unit(CITY, "bilik", "j_status", "short_pcs") == ("grey", None, None)


@pytest.mark.parametrize(
    ("reported", "d_status"),
    [
        ("2024-01-08 08:00", "green"),
        ("2024-01-01 09:00", "amber"),  # 169 h: over 7 days at H-37
        ("2023-12-25 11:00", "amber"),  # 335 h
        ("2023-12-25 09:00", "grey"),  # 337 h: over 14 days
    ],
)
def test_old_data_is_never_green(world: World, reported: str, d_status: str) -> None:
    full(world, "kotak_suara", reported)
    found = world.rows("core_gate_d", "status", region_code=CITY, item_code="kotak_suara")
    assert found == [(d_status,)]


def test_two_files_that_disagree_about_one_moment_are_not_green(world: World) -> None:
    full(world, "kotak_suara")
    full(world, "kotak_suara", usable_pcs=1)
    found = world.rows(
        "core_gate_d", "status", "reason_code", region_code=CITY, item_code="kotak_suara"
    )
    assert found == [("amber", "D.conflict")]


def test_damage_beyond_the_reserve_is_red(world: World) -> None:
    need = world.need(CITY, "ss_ppwp")
    full(
        world,
        "ss_ppwp",
        dapil_code="00",
        damaged_pcs=need // 30,
        usable_pcs=need - need // 30,
        sorted_pcs=need,
    )
    found = world.rows(
        "core_gate_m", "status", "reason_code", region_code=CITY, item_code="ss_ppwp"
    )
    assert found == [("red", "M.damage")]


def test_damage_replaced_is_green(world: World) -> None:
    need = world.need(CITY, "ss_ppwp")
    full(
        world,
        "ss_ppwp",
        dapil_code="00",
        damaged_pcs=900,
        replaced_pcs=900,
        usable_pcs=need,
        sorted_pcs=need,
    )
    assert world.rows("core_gate_m", "status", region_code=CITY, item_code="ss_ppwp") == [
        ("green",)
    ]


@pytest.mark.parametrize(
    ("at", "status"), [("2024-01-08 08:00", "amber"), ("2024-01-07 08:00", "red")]
)
def test_wrong_district_is_amber_then_red_after_a_day(world: World, at: str, status: str) -> None:
    world.shipment(
        "SJ-1",
        "ss_ppwp",
        at,
        dapil_code="00",
        quantity_pcs=5,
        shipment_status="received",
        received_pcs=5,
        received_dapil_code="31-2",
    )
    found = world.rows(
        "mart_alarm",
        "alarm_code",
        "severity",
        "quantity_pcs",
        region_code=CITY,
        alarm_code="WRONG_DAPIL",
    )
    assert found == [("WRONG_DAPIL", status, 5)]
    assert world.unit(CITY, "ss_ppwp", "s_status")[1] == status


def test_a_missed_hard_deadline_is_red(world: World) -> None:
    world.as_of = wib("2024-01-17 10:00")
    need = world.need(CITY, "bilik")
    full(world, "bilik", "2024-01-17 08:00", received_pcs=need - 900, usable_pcs=need - 900)
    found = world.rows(
        "core_gate_w",
        "status",
        "reason_code",
        region_code=CITY,
        item_code="bilik",
        stage_code="received",
    )
    assert found == [("red", "W.missed")]


def test_a_late_pouch_to_a_post_is_seen(world: World) -> None:
    post = "991301"
    world.shipment(
        "KD-1",
        "ss_ppwp",
        "2024-01-08 08:00",
        dapil_code="00",
        destination_code=post,
        transport_mode="mail",
        quantity_pcs=31276,
        shipment_status="departed",
        departed_at=world.as_of.replace(month=12, year=2023, day=18),
    )
    found = world.rows(
        "mart_alarm", "alarm_code", "severity", region_code=post, alarm_code="TOO_EARLY"
    )
    assert found == [("TOO_EARLY", "amber")]


def test_a_stage_nobody_reported_is_not_complete(world: World) -> None:
    full(world, "bilik")
    found = world.rows(
        "core_stage_unit",
        "done_pcs",
        "actual_ratio",
        region_code=CITY,
        item_code="bilik",
        stage_code="packed",
    )
    assert found == []  # packing begins 15 January
    world.as_of = world.as_of.replace(day=16)
    found = world.rows(
        "core_stage_unit",
        "done_pcs",
        "actual_ratio",
        region_code=CITY,
        item_code="bilik",
        stage_code="packed",
    )
    assert found == [(None, None)]


def test_polling_stations_of_a_silent_region_are_unknown_not_ready(world: World) -> None:
    assert world.status(CITY, "tps_not_ready") == ("grey", None)


def test_unknown_damage_is_not_an_open_replacement(world: World) -> None:
    full(
        world, "tinta", damaged_pcs=None, usable_pcs=5, received_pcs=5, shipped_pcs=5, ordered_pcs=5
    )
    found = world.rows(
        "core_unit", "open_replacement_pcs", "damage_ratio", region_code=CITY, item_code="tinta"
    )
    assert found == [(None, None)]


def test_silence_is_not_a_missed_deadline(world: World) -> None:
    world.as_of = wib("2024-02-12 10:00")
    found = world.rows("mart_timeline", "status", "is_missed", "deviation_days")
    assert set(found) == {("grey", False, None)}


def test_goods_delivered_but_never_booked_are_days_behind_after_the_deadline(world: World) -> None:
    need = world.need(CITY, "bilik")
    world.as_of = wib("2024-01-17 10:00")
    full(world, "bilik", "2024-01-17 08:00", received_pcs=0, usable_pcs=0)
    world.shipment(
        "SJ-2",
        "bilik",
        "2024-01-02 08:00",
        quantity_pcs=need,
        shipment_status="received",
        planned_arrival_at=wib("2023-11-20 08:00"),
        arrived_at=wib("2024-01-02 07:00"),
    )
    found = world.rows(
        "core_gate_w", "is_missed", "delay_days", region_code=CITY, item_code="bilik"
    )
    assert any(is_missed and delay_days > 50 for is_missed, delay_days in found)
