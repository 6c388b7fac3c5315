"""P10: is what nobody told ever taken for zero? Missing regions, items, arrivals, requirements."""

from __future__ import annotations

import duckdb
import pytest

from data_pipeline.checks import CheckFailed
from tests.sql.conftest import World, wib
from tests.trust import figures
from tests.trust.test_p09_stale import CITY, NOW, reported
from tests.ui import boards

ITEM = "bilik"


def test_a_region_nobody_heard_of_is_grey_and_counted(world: World) -> None:
    reported(world, NOW)
    columns = ("region_code", "items_reported", "d_status", "reported_at")
    silent = [row for row in world.rows("mart_reporting", *columns) if row[0] != CITY]
    polling = world.rows("mart_region_status", "tps_not_ready", region_code="33.21")
    unknown = world.rows("mart_province_status", "tps_unknown", "tps_count", province_code="33")
    holds = all(row[1:] == (0, "grey", None) for row in silent) and polling == [(None,)]
    figures.record("P10", "grey, 0 items reported", holds=holds, subject="a missing region")
    assert len(silent) == 4
    assert holds
    assert unknown[0][0] == unknown[0][1] > 0


def test_an_item_nobody_told_of_is_grey_and_without_a_figure(world: World) -> None:
    reported(world, NOW, but_for=ITEM)
    found = world.unit(CITY, ITEM, "have_pcs", "short_pcs", "coverage_ratio", "reported_at")
    expected = world.rows("mart_reporting", "items_reported", "items_expected", region_code=CITY)[0]
    figures.record(
        "P10",
        "grey, no figure, not counted as reported",
        holds=found[0] == "grey" and found[2:] == (None, None, None),
        subject="a missing item",
    )
    assert found == ("grey", None, None, None, None)
    assert expected[0] < expected[1]


@pytest.mark.parametrize("quantity", ["received_pcs", "usable_pcs"])
def test_a_cell_left_empty_is_not_zero(world: World, quantity: str) -> None:
    need = world.need(CITY, ITEM)
    told = {"ordered_pcs": need, "received_pcs": need, "usable_pcs": need} | {quantity: None}
    world.stock(CITY, ITEM, NOW, **told)
    row = world.rows("core_stock_position", quantity, region_code=CITY, item_code=ITEM)
    assert row == [(None,)]
    assert world.unit(CITY, ITEM, "have_pcs")[1] != 0


def test_a_reported_zero_is_zero(world: World) -> None:
    world.stock(CITY, ITEM, NOW, ordered_pcs=0, received_pcs=0, usable_pcs=0, damaged_pcs=0)
    assert world.unit(CITY, ITEM, "have_pcs", "short_pcs")[1:] == (0, world.need(CITY, ITEM))


def test_a_consignment_without_an_arrival_is_not_counted_on(world: World) -> None:
    need = world.need(CITY, ITEM)
    world.stock(CITY, ITEM, NOW, ordered_pcs=0, received_pcs=0, usable_pcs=0, damaged_pcs=0)
    world.shipment("SJ-1", ITEM, NOW, quantity_pcs=need, shipment_status="in_transit")
    status, in_time, short = world.unit(CITY, ITEM, "in_transit_in_time_pcs", "short_pcs")
    holds = status != "green" and not in_time and short == need
    figures.record("P10", "not counted as coming in time", holds=holds, subject="a missing arrival")
    assert holds


def test_a_region_without_a_requirement_keeps_the_board_from_being_published(world: World) -> None:
    region = duckdb.ColumnExpression("region_code") != duckdb.ConstantExpression(CITY)
    others = world.connection.table("seed.main.seed_voter_counts").filter(region).to_arrow_table()
    world.connection.execute("delete from seed.main.seed_voter_counts")
    world.connection.from_arrow(others).insert_into("seed.main.seed_voter_counts")
    refused = ""
    try:
        boards.published(world)
    except CheckFailed as error:
        refused = str(error)
    figures.record(
        "P10",
        "no board without it is published: the one before stays",
        holds="every_region_has_a_status" in refused,
        subject="a missing requirement",
    )
    assert "every_region_has_a_status" in refused


def test_a_moment_before_the_first_report_is_grey(world: World) -> None:
    reported(world, NOW)
    world.as_of = wib("2024-01-08 07:00")
    assert world.status(CITY)[0] == "grey"
