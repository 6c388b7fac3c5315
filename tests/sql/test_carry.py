"""Does a board that continues the one before say the same as one built from every row?"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data_pipeline import carry, ledger, models, publish
from data_pipeline.models import NOTHING_BEFORE, Before
from data_pipeline.receipts import Receipt
from data_pipeline.settings import Settings
from tests.sql.conftest import KEPT_REGIONS, WIB, World

ITEMS = ("bilik", "kotak_suara", "tinta", "ppwp")
STATUSES = ("planned", "departed", "in_transit", "arrived", "blocked", "lost", "carrier_withdrawn")
AGES_HOURS = (0.2, 1, 5, 20, 30, 75, 400)


def acknowledge(world: World, settings: Settings, sender: str = "test") -> None:
    """Ledger lines for the deliveries that have none: a board is continued by its ledger."""
    known = len(ledger.read(settings.ledger_path))
    rows = world.connection.execute(
        "select delivery_sha256, sequence from raw_delivery where sequence > ? order by sequence",
        [known],
    ).fetchall()
    for sha256, sequence in rows:
        receipt = Receipt(
            sha256,
            sequence,
            "a.csv",
            "stock_snapshot",
            "1",
            "standard",
            1,
            1,
            1,
            0,
            "accepted",
            None,
            world.as_of,
            sender,
            settings.election_code,
        )
        ledger.append(settings.ledger_path, receipt)


def deliver(world: World, dice: random.Random) -> None:
    """A few rows about the last hours, days or weeks, some of them corrections."""
    for _ in range(dice.randrange(1, 6)):
        moment = world.as_of - timedelta(hours=dice.choice(AGES_HOURS)) + WIB
        at = f"{moment:%Y-%m-%d %H:%M:%S}"
        item, pcs = dice.choice(ITEMS), dice.randrange(2_000)
        if dice.random() < 0.6:
            region = dice.choice(KEPT_REGIONS)
            counts = {"received_pcs": pcs, "usable_pcs": dice.choice([pcs, None])}
            world.stock(region, item, at, revision=dice.randrange(2), **counts)
        else:
            code, status = f"SJ-{dice.randrange(6)}", dice.choice(STATUSES)
            world.shipment(code, item, at, quantity_pcs=pcs, shipment_status=status)


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a board, but for those that say which board it is."""
    with duckdb.connect(str(path), read_only=True) as board:
        names = board.execute("select table_name from duckdb_tables() order by all").fetchall()
        return {
            name: sorted(board.execute(f"from kept.{name}").fetchall(), key=repr)
            for (name,) in names
            if name not in {"board_meta", "board_status_change"}
        }


def published(world: World, settings: Settings) -> Path:
    return settings.boards_dir / publish.publish(world.connection, settings, world.as_of).file


@pytest.mark.parametrize("seed", [1, 2])
def test_a_continued_board_equals_one_from_all_rows(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Late rows, corrections, quiet hours and new days: every table is the same, row by row."""
    dice = random.Random(seed)
    settings = Settings(tmp_path / "data")
    carried: list[Before] = []
    found = carry.before

    def spied(*given: Any) -> Before:
        carried.append(found(*given))
        return carried[-1]

    monkeypatch.setattr(carry, "before", spied)
    for step in range(6):
        world.as_of += timedelta(hours=dice.choice([0, 0.5, 6, 30]))
        if dice.random() < 0.8:
            deliver(world, dice)
        acknowledge(world, settings)
        continued = content(published(world, settings))
        afresh = Settings(tmp_path / f"afresh-{step}")
        assert continued == content(published(world, afresh))
    assert any(before != NOTHING_BEFORE for before in carried), "nothing was ever carried over"


def two_boards(world: World, settings: Settings, change: Callable[[], None]) -> Before:
    """How far the second of two boards could continue the first."""
    world.stock("35.78", "bilik", "2023-12-20 08:00", received_pcs=5)
    world.stock("35.78", "bilik", "2024-01-07 08:00", received_pcs=9)
    acknowledge(world, settings)
    first = published(world, settings)
    change()
    acknowledge(world, settings)
    moments = models.points_of(world.connection, world.as_of)
    with publish.catalogs(world.connection, first):
        return carry.before(world.connection, settings, moments)


def test_fresh_rows_leave_every_morning_as_it_was(world: World, tmp_path: Path) -> None:
    def fresh() -> None:
        world.stock("35.78", "bilik", "2024-01-08 08:00", received_pcs=10)

    before = two_boards(world, Settings(tmp_path), fresh)
    assert (before.closed_until + WIB).isoformat() == "2024-01-08T07:00:00"


def test_a_late_row_opens_the_mornings_after_it(world: World, tmp_path: Path) -> None:
    def late() -> None:
        world.stock("35.78", "bilik", "2024-01-04 08:00", received_pcs=7)

    before = two_boards(world, Settings(tmp_path), late)
    assert (before.closed_until + WIB).isoformat() == "2024-01-04T07:00:00"


def test_another_past_is_not_continued(world: World, tmp_path: Path) -> None:
    """A ledger that does not begin as the board's did, or seeds that changed since."""
    settings = Settings(tmp_path / "a")

    def ledger_of_another() -> None:
        settings.ledger_path.unlink()
        acknowledge(world, settings, sender="another")

    assert two_boards(world, settings, ledger_of_another) == NOTHING_BEFORE

    def seeds() -> None:
        world.connection.execute("update seed.main.seed_regions set name = name || '!'")

    assert two_boards(world, Settings(tmp_path / "b"), seeds) == NOTHING_BEFORE
