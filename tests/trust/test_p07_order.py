"""P7: does the order of delivery decide anything? Any order, repeats and splits: one state."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.ingest.conftest import BAD, GOOD, OTHER, csv, station_in
from tests.sql.conftest import World, wib
from tests.trust import figures

SEED = 7
ORDERS = figures.form(fast=6, full=1000)
SPLITS = figures.form(fast=3, full=100)
FILES = {
    "a.csv": csv(GOOD),
    "b.csv": csv(OTHER, BAD),
    "c.csv": csv(GOOD.replace("100,90", "100,95")),  # another value for the same key
    "d.txt": b"nothing we know",
}
Counted = tuple[str, str, int]  # region, moment in WIB, pieces


def quick(examples: int) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def state_after(names: Sequence[str]) -> str:
    with tempfile.TemporaryDirectory(prefix="tepat-order-") as data_dir:
        station = station_in(Path(data_dir))
        for place, name in enumerate(names):
            station.deliver(FILES[name], name=f"{place}-{name}")
        state = station.state()
        station.warehouse.close()
    return state


@cache
def reference() -> str:
    return state_after(list(FILES))


def test_any_order_and_any_repeats_give_one_state() -> None:
    states: list[str] = []

    @seed(SEED)
    @quick(ORDERS)
    @given(
        st.lists(st.sampled_from(list(FILES)), max_size=2).flatmap(
            lambda repeats: st.permutations([*FILES, *repeats])
        )
    )
    def deliver(names: list[str]) -> None:
        states.append(state_after(names))

    deliver()
    others = sum(state != reference() for state in states)
    told = f"{len(states)} orders with repeats: {others} other states"
    figures.record("P7", told, holds=not others, seed=SEED, subject="orders")
    assert others == 0
    assert len(states) >= min(ORDERS, 6)


ROWS: list[Counted] = [
    (region, f"2024-01-0{day} 08:00", 100 * day)
    for region in ("35.78", "33.21", "91.71")
    for day in (5, 6, 8)
]


def position_after(files: Sequence[Sequence[Counted]]) -> list[tuple[object, ...]]:
    """What the newest moment shows of rows that came in those files."""
    world = World()
    for rows in files:
        world.delivery([stock(*row) for row in rows])
    shown = ("region_code", "item_code", "usable_pcs", "reported_at")
    found = world.rows("core_stock_position", *shown)
    statuses = world.rows("mart_region_status", "region_code", "status", "reason_code")
    world.connection.close()
    return [row for row in found if row[2] is not None] + statuses


def stock(region: str, at: str, pieces: int) -> dict[str, object]:
    key = {"region_code": region, "item_code": "bilik", "dapil_code": "-", "revision": 0}
    return {"snapshot_at": wib(at), **key, "received_pcs": pieces, "usable_pcs": pieces}


def test_any_split_into_files_gives_one_state() -> None:
    whole = position_after([ROWS])
    others: list[object] = []
    tried: list[int] = []

    @seed(SEED)
    @quick(SPLITS)
    @given(st.permutations(ROWS), st.lists(st.integers(0, len(ROWS)), max_size=4))
    def deliver(rows: list[Counted], cuts: list[int]) -> None:
        places = [0, *sorted(cuts), len(rows)]
        files = [rows[start:end] for start, end in pairwise(places)]
        tried.append(len(files))
        if position_after([file for file in files if file]) != whole:
            others.append(files)

    deliver()
    told = f"{len(tried)} splits into up to {max(tried)} files: {len(others)} other states"
    figures.record("P7", told, holds=not others, seed=SEED, subject="splits")
    assert others == []


SAME = "2024-01-07 08:00"
TOLD = {  # by the sha256 of their files: two that contradict each other, an older and a newer word
    "c" * 64: ("35.78", SAME, 500),
    "a" * 64: ("35.78", SAME, 700),
    "f" * 64: ("35.78", "2024-01-02 08:00", 900),
    "b" * 64: ("35.78", "2024-01-08 08:00", 40),
}


def word_after(order: Sequence[str]) -> list[tuple[object, ...]]:
    world = World()
    for sha256 in order:
        world.delivery([stock(*TOLD[sha256])], sha256=sha256)
    found = world.rows("core_stock_position", "usable_pcs", region_code="35.78", item_code="bilik")
    world.connection.close()
    return found


def test_contradictions_are_settled_by_moment_and_content_never_by_arrival() -> None:
    newest = list(TOLD)
    without = [sha256 for sha256 in newest if sha256 != "b" * 64]
    assert word_after(newest) == word_after(newest[::-1]) == [(40,)]
    assert word_after(without) == word_after(without[::-1]) == [(500,)]
