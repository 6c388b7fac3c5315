"""Does the order of delivery decide anything? Any order, any repeats: one state."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.conftest import BAD, GOOD, OTHER, csv, station_in

FILES = {
    "a.csv": csv(GOOD),
    "b.csv": csv(OTHER, BAD),
    "c.csv": csv(GOOD.replace("100,90", "100,95")),  # another value for the same key
    "d.txt": b"nothing we know",
}


def state_after(names: list[str]) -> str:
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


@settings(max_examples=6, deadline=None)
@given(
    order=st.permutations(list(FILES)), repeats=st.lists(st.sampled_from(list(FILES)), max_size=2)
)
def test_any_order_and_any_repeats_give_one_state(order: list[str], repeats: list[str]) -> None:
    assert state_after([*order, *repeats]) == reference()
