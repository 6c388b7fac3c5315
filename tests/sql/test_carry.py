"""Does a board that continues the one before say the same as one built from every row?"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
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
REPORTING = "51.05"  # reports everything, so that its colour is not grey
STATUSES = ("planned", "departed", "in_transit", "arrived", "blocked", "lost", "carrier_withdrawn")
USABLE_OR_PACKED = ("usable_pcs", "packed_pcs")  # a row of raw_stock_count, or of raw_stock_full
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
            counts = {"received_pcs": pcs, dice.choice(USABLE_OR_PACKED): dice.choice([pcs, None])}
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


def day_of_everything(world: World, dice: random.Random, hour: int) -> list[str]:
    """What happens in one hour of an election's logistics; the names of what did."""
    now = world.as_of + WIB
    told: list[str] = []

    def stock(what: str, at: datetime, revision: int = 0) -> None:
        told.append(what)
        region, item = dice.choice(KEPT_REGIONS), dice.choice(ITEMS)
        pcs = dice.randrange(2_000)
        for _ in range(dice.randrange(1, 3)):  # two that disagree are a conflict
            counts = {"received_pcs": pcs, dice.choice(USABLE_OR_PACKED): dice.choice([pcs, None])}
            world.stock(region, item, f"{at:%Y-%m-%d %H:%M:%S}", revision=revision, **counts)

    stock("fresh", now)
    if hour % 2:
        stock("late", now - timedelta(days=dice.randrange(1, 4)))
        stock("corrected", now - timedelta(hours=1), revision=dice.randrange(1, 3))
        stock("beyond the last revision that counts", now, revision=120)
    if hour % 3 == 0:
        told.append("consignment")
        status = dice.choice(STATUSES)
        world.shipment("SJ-1", "bilik", f"{now:%Y-%m-%d %H:%M:%S}", shipment_status=status)
    if hour == 1:
        told.append("override")
        override(world, REPORTING, expires_at=world.as_of + timedelta(hours=9))
    return told


def override(world: World, region_code: str, expires_at: datetime) -> None:
    world.given(
        "raw_action_event",
        event_at=world.as_of,
        action_code="override",
        region_code=region_code,
        item_code="-",
        cause_code="-",
        author_name="Budi",
        owner_name="Siti",
        override_status="amber",
        expires_at=expires_at,
    )


def test_every_board_of_a_sequence_equals_one_built_from_nothing(
    world: World, tmp_path: Path
) -> None:
    """Corrections, contradictions, late files, a new day and an override that runs out."""
    dice, settings, seen = random.Random(7), Settings(tmp_path / "data"), set[str]()
    world.as_of = datetime(2024, 1, 7, 17)
    for item, dapil, pcs in world.needs(REPORTING):
        world.complete(REPORTING, item, dapil, pcs, "2024-01-07 23:00")
    overridden = []
    for hour in range(6):
        world.as_of += timedelta(hours=3)  # the third is past 07:00 WIB, where a day begins
        seen.update(day_of_everything(world, dice, hour))
        acknowledge(world, settings)
        continued = content(published(world, settings))
        afresh = content(published(world, Settings(tmp_path / f"afresh-{hour}")))
        assert {name: hash(tuple(rows)) for name, rows in continued.items()} == {
            name: hash(tuple(rows)) for name, rows in afresh.items()
        }, [name for name in continued if continued[name] != afresh[name]]
        overridden.append(len([row for row in continued["mart_override"] if row[0] == world.as_of]))
    assert len(seen) == 6
    assert max(overridden) == 1
    assert overridden[-1] == 0


def two_days(world: World, settings: Settings) -> Before:
    """How far the board of a new day continues the last one of the day before."""
    world.stock("35.78", "bilik", "2024-01-08 08:00", received_pcs=5)
    world.stock("35.78", "tinta", "2024-01-08 08:00", packed_pcs=5)
    world.stock("35.78", "ppwp", "2024-01-08 08:00", packed_pcs=5)
    acknowledge(world, settings)
    yesterday = published(world, settings)
    world.as_of += timedelta(days=1)
    world.stock("35.78", "bilik", "2024-01-09 08:00", received_pcs=6)
    acknowledge(world, settings)
    moments = models.points_of(world.connection, world.as_of)
    with publish.catalogs(world.connection, yesterday):
        return carry.before(world.connection, settings, moments)


def test_the_first_board_of_a_day_reads_new_rows_only(world: World, tmp_path: Path) -> None:
    before = two_days(world, Settings(tmp_path))
    assert (before.ledger_sequence, before.first_count_row, before.first_full_row) == (3, 1, 2)


def test_new_rows_are_looked_for_behind_the_known_ones_only(world: World) -> None:
    """Asked for by a bound number or by a table, as both are: the scan skips what lies before."""
    world.connection.execute(
        "insert into raw_stock_count by name select 'a' as delivery_sha256, 2 as line_number,"
        " timestamp '2024-01-08' as snapshot_at, 0 as revision, '35.78' as region_code,"
        " 'bilik' as item_code, '-' as dapil_code, range as received_pcs from range(250_000)"
    )
    world.connection.execute("create table known as select 0 as full_row, 249_990 as count_row")
    for first in ("0, 249_990", "(select full_row from known), (select count_row from known)"):
        [(_, plan)] = world.connection.execute(
            f"explain analyze select received_pcs from raw_stock_since({first})"  # noqa: S608 - our own numbers
        ).fetchall()
        assert "Row Groups Scanned: 1 / 3" in plan


def test_rows_in_another_order_are_looked_for_among_all(world: World, tmp_path: Path) -> None:
    """A database made again may hold a new row before the known ones."""

    def swapped() -> None:
        world.stock("35.78", "bilik", "2024-01-08 08:00", received_pcs=10)
        world.connection.execute(
            "create or replace table raw_stock_count as"
            " from raw_stock_count order by delivery_sha256 desc"
        )

    before = two_boards(world, Settings(tmp_path), swapped)
    assert (before.ledger_sequence, before.first_count_row) == (2, 0)


def test_rows_of_a_later_time_keep_a_board_from_being_continued(
    world: World, tmp_path: Path
) -> None:
    """A board of a past moment leaves out what is known already; the next one must not."""
    world.stock("35.78", "bilik", "2024-01-08 20:00", received_pcs=5)
    assert two_boards(world, Settings(tmp_path), lambda: None) == NOTHING_BEFORE


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


def test_a_board_begins_as_the_copy_that_was_prepared_of_the_one_before(
    world: World, tmp_path: Path
) -> None:
    settings = Settings(tmp_path)
    assert carry.prepared(settings) is None
    world.stock("35.78", "bilik", "2024-01-08 08:00", received_pcs=5)
    acknowledge(world, settings)
    first = published(world, settings)
    left_behind = settings.boards_dir / f"{carry.PREPARED}board-0.duckdb"
    left_behind.write_text("no board")
    copy = carry.prepared(settings)
    assert copy is not None
    assert copy.read_bytes() == first.read_bytes()
    assert not left_behind.exists()
    begun = copy.stat().st_ino
    assert carry.prepared(settings) == copy
    assert copy.stat().st_ino == begun

    world.as_of += timedelta(hours=1)
    second = published(world, settings)
    assert second.stat().st_ino == begun
    assert not copy.exists()
    assert content(second) == content(published(world, Settings(tmp_path / "afresh")))


def test_a_copy_of_a_past_that_is_not_ours_is_not_continued(world: World, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    world.stock("35.78", "bilik", "2024-01-08 08:00", received_pcs=5)
    acknowledge(world, settings)
    published(world, settings)
    copy = carry.prepared(settings)
    assert copy is not None
    with duckdb.connect(str(copy)) as other:
        other.execute("update kept.board_meta set ledger_head = 'another'")
        other.execute("delete from kept.mart_region_status")
    second = published(world, settings)
    assert content(second) == content(published(world, Settings(tmp_path / "afresh")))
