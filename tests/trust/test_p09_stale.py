"""P9: is anything green that is old, silent, empty, refused, from the future, or contradicted?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from data_pipeline import clock
from data_pipeline.text import say
from tests.sql.conftest import World, wib
from tests.trust import figures
from tests.ui import boards

CITY = "35.78"
OLD, NOW = "2024-01-05 08:00", "2024-01-08 08:00"
AGES_DAYS = figures.form(
    fast=(8, 36), full=(7.01, 8, 10, 13, 14.01, 15, 20, 30, 36, 37, 45, 90, 400)
)


def reported(world: World, at: str, *, but_for: str = "") -> World:
    """The city has all it needs of every item and said so at that moment."""
    for item, dapil, pcs in world.needs(CITY):
        if item != but_for:
            world.complete(CITY, item, dapil, pcs, at)
    return world


def silent(world: World) -> None:
    """Nothing ever came."""


def one_item_silent(world: World) -> None:
    reported(reported(world, OLD, but_for="tinta"), NOW, but_for="tinta")


def an_empty_file_today(world: World) -> None:
    reported(world, "2023-12-20 08:00")
    world.delivery([])


def a_row_from_tomorrow(world: World) -> None:
    reported(reported(world, "2023-12-20 08:00"), "2024-01-09 08:00")


def two_files_that_disagree(world: World) -> None:
    reported(reported(world, OLD), NOW)
    for item, dapil, _ in world.needs(CITY):
        world.stock(CITY, item, NOW, dapil_code=dapil, usable_pcs=1)


def half_a_report(world: World) -> None:
    """Only what was ordered is told."""
    for item, dapil, pcs in world.needs(CITY):
        world.stock(CITY, item, NOW, dapil_code=dapil, ordered_pcs=pcs)


def another_region_reports(world: World) -> None:
    for item, dapil, pcs in world.needs("33.21"):
        world.complete("33.21", item, dapil, pcs, NOW)


TROUBLES = (
    silent,
    one_item_silent,
    an_empty_file_today,
    a_row_from_tomorrow,
    two_files_that_disagree,
    half_a_report,
    another_region_reports,
)


def test_a_fresh_and_whole_report_is_green() -> None:
    world = reported(reported(World(), OLD), NOW)
    assert world.status(CITY) == ("green",)


def judged(world: World) -> str:
    status = str(world.status(CITY)[0])
    world.connection.close()
    return status


def in_trouble(trouble: Callable[[World], None]) -> str:
    world = World()
    trouble(world)
    return judged(world)


def after(days: float) -> str:
    """The colour of a region that was green, that long after its last word."""
    world = reported(reported(World(), OLD), NOW)
    world.as_of = wib(NOW) + timedelta(days=days)
    return judged(world)


def test_nothing_troubled_is_green() -> None:
    found = {trouble.__name__: in_trouble(trouble) for trouble in TROUBLES}
    green = [name for name, status in found.items() if status == "green"]
    figures.record(
        "P9", f"{len(found)} troubles: {len(green)} green", holds=not green, subject="input"
    )
    assert green == []


def test_nothing_stays_green_with_age() -> None:
    found = {days: after(days) for days in AGES_DAYS}
    green = [days for days, status in found.items() if status == "green"]
    told = f"{len(found)} ages from {min(found)} to {max(found)} days: {len(green)} green"
    figures.record("P9", told, holds=not green, subject="clock")
    assert green == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_board_nobody_renews_is_shown_without_colour(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    board = boards.empty()
    now = clock.wall_now()
    monkeypatch.setattr(clock, "wall_now", lambda: now + timedelta(days=4))
    page = boards.open_page(monkeypatch, "situation/overview.py", board, language)
    told = [warning.value for warning in page.warning]
    stale = say(language, "shell.stale", age="|").split("|")[1]
    is_told = any(stale in str(text) for text in told)
    is_grey = any("grayscale(1)" in str(block.proto.body) for block in page.get("html"))
    figures.record(
        "P9",
        "a board of four days ago has no colour and says so" if is_told and is_grey else "not told",
        holds=is_told and is_grey,
        subject=f"worker stopped ({language})",
    )
    assert is_told
    assert is_grey
