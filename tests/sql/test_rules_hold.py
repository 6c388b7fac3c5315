"""Which laws hold for any figures? More stock never hurts, silence is never green."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sql.conftest import World, wib

pytestmark = pytest.mark.slow
CITY = "35.78"
BADNESS = {"green": 0, "grey": 1, "amber": 2, "red": 3}
quick = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
shares = st.floats(0, 1.05)


def booths(world: World, usable_share: float, at: str = "2024-01-08 08:00", **row: Any) -> World:
    need = world.need(CITY, "bilik")
    held = {"received_pcs": int(need * usable_share), "usable_pcs": int(need * usable_share)}
    world.stock(CITY, "bilik", at, **({"ordered_pcs": 0, "damaged_pcs": 0} | held | row))
    return world


@quick
@given(st.tuples(shares, shares))
def test_more_usable_stock_never_worsens(pair: tuple[float, float]) -> None:
    less, more = sorted(pair)
    worse, better = (booths(World(), share).unit(CITY, "bilik")[0] for share in (less, more))
    assert BADNESS[better] <= BADNESS[worse]


@quick
@given(st.integers(0, 40), st.integers(0, 40))
def test_older_data_never_improves(first_days: int, second_days: int) -> None:
    fresher, older = sorted((first_days, second_days))

    def fresh(days: int) -> str:
        world = World()
        moment = world.as_of.replace(hour=0)
        at = (moment - (wib("2024-01-02 00:00") - wib("2024-01-01 00:00")) * days).isoformat(" ")
        return str(
            booths(world, 1, at[:16]).rows(
                "core_gate_d", "status", region_code=CITY, item_code="bilik"
            )[0][0]
        )

    order = {"green": 0, "amber": 1, "grey": 2}
    assert order[fresh(older)] >= order[fresh(fresher)]


@quick
@given(st.permutations(["2024-01-05", "2024-01-06", "2024-01-07", "2024-01-08"]))
def test_the_order_of_arrival_does_not_matter(days: list[str]) -> None:
    world = World()
    for day in days:
        booths(world, int(day[-2:]) / 8, f"{day} 08:00")
    expected = [(int(world.need(CITY, "bilik")),)]
    assert (
        world.rows("core_stock_position", "usable_pcs", region_code=CITY, item_code="bilik")
        == expected
    )


@quick
@given(st.sampled_from(["kotak_suara", "bilik", "tinta", "ss_ppwp", "ss_dpr"]))
def test_one_silent_critical_item_keeps_a_region_from_green(silent: str) -> None:
    world = World()
    for item_code, dapil_code, need in world.needs(CITY):
        if item_code != silent:
            world.complete(CITY, item_code, dapil_code, need, "2024-01-08 08:00")
    assert world.status(CITY, "reason_code") == ("grey", "D.never")


def test_an_improvement_waits_for_a_second_fresh_report() -> None:
    world = World()

    def report(day: str, share: float) -> str:
        world.as_of = wib(f"{day} 10:00")
        for item_code, dapil_code, need in world.needs(CITY):
            held = int(need * share) if item_code == "bilik" else need
            world.complete(CITY, item_code, dapil_code, held, f"{day} 08:00")
        return str(world.status(CITY)[0])

    colours = [
        report(day, share)
        for day, share in [("2024-01-05", 0.5), ("2024-01-06", 1), ("2024-01-07", 1)]
    ]
    assert colours == ["red", "red", "green"]
