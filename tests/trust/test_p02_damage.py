"""P2: can the database be thrown away? Every damage is found or harmless, the state comes back."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from csv import DictReader
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from data_pipeline import recovery
from data_pipeline import warehouse as database
from data_pipeline.settings import SEEDS_DIR, Settings
from tests.ingest.conftest import BAD, GOOD, OTHER, csv
from tests.trust import figures
from tests.trust.conftest import station_at_that_time

SEED = 2
DAMAGES = figures.form(fast=10, full=100)
DAYS = figures.form(fast=2, full=120)
REGIONS = 514
ROWS_A_REGION = 20
LONGEST_SECONDS = 300
PATCH_BYTES = 4096
LATER = "2024-01-07T08:00:00+07:00,35.77,tinta,1,1"


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, str]]:
    """A data directory as a crash leaves it, the newest delivery still in the log; its state."""
    station = station_at_that_time(tmp_path_factory.mktemp("image") / "data")
    for content in (csv(GOOD), csv(OTHER, BAD), b"nothing we know"):
        station.deliver(content)
    station.restart()  # closing wrote the log into the database
    station.deliver(csv(LATER))
    assert log_of(station.settings).stat().st_size > 0
    yield station.settings, station.state()
    station.warehouse.close()


def log_of(settings: Settings) -> Path:
    return settings.warehouse_path.with_name("warehouse.duckdb.wal")


def damage(path: Path, dice: random.Random) -> str:
    """Spoil one file in one way; what was done to it."""
    content = bytearray(path.read_bytes())
    place = dice.randrange(len(content))
    how = dice.choice(
        ["delete", "truncate", "empty", "zero", "zero a part", "flip", "flip", "flip"]
    )
    match how:
        case "delete":
            path.unlink()
            return how
        case "truncate":
            del content[place:]
        case "empty":
            content.clear()
        case "zero":
            content = bytearray(len(content))
        case "zero a part":
            content[place : place + PATCH_BYTES] = bytes(len(content[place : place + PATCH_BYTES]))
        case "flip":
            content[place] ^= 1 << dice.randrange(8)
    path.write_bytes(content)
    return how


def state_after_start(settings: Settings) -> tuple[str, recovery.Recovery]:
    warehouse, found = recovery.start(settings)
    with warehouse:
        return database.state_hash(warehouse), found


def test_every_damage_is_found_or_harmless(image: tuple[Settings, str], tmp_path: Path) -> None:
    sound, state = image
    dice = random.Random(SEED)
    lost: list[str] = []
    rebuilt = 0
    for number in range(DAMAGES):
        settings = replace(sound, data_dir=tmp_path / str(number))
        shutil.copytree(sound.data_dir, settings.data_dir)
        target = dice.choice([settings.warehouse_path, settings.warehouse_path, log_of(settings)])
        how = f"{number}: {damage(target, dice)} {target.suffix}"
        came_back, found = state_after_start(settings)
        rebuilt += not found.is_empty
        if came_back != state or found.failed:
            lost.append(how)
        shutil.rmtree(settings.data_dir)
    told = f"{DAMAGES} damages: {rebuilt} put right at the start, {DAMAGES - rebuilt} harmless"
    figures.record("P2", f"{told}, {len(lost)} lost", holds=not lost, seed=SEED, subject="damages")
    assert lost == []
    assert rebuilt >= DAMAGES // 3


@cache
def regencies() -> list[str]:
    with (SEEDS_DIR / "common" / "regions.csv").open(encoding="utf-8") as file:
        rows = [row for row in DictReader(file) if row["region_level"] == "regency"]
    return [row["region_code"] for row in rows]


def day(number: int) -> bytes:
    """One snapshot of the whole country: 20 rows for each of 514 regions."""
    moment = datetime(2023, 9, 1, 8, tzinfo=UTC) + timedelta(days=number)
    lines = [
        f"{moment.isoformat()},{region},tinta,{row},{1000 + number},{900 + row}"
        for region in regencies()
        for row in range(ROWS_A_REGION)
    ]
    header = "snapshot_at,region_code,item_code,revision,received_pcs,usable_pcs"
    return "\n".join([header, *lines, ""]).encode()


def test_months_of_the_whole_country_are_rebuilt_in_minutes(tmp_path: Path) -> None:
    station = station_at_that_time(tmp_path / "data")
    taken = [station.deliver(day(number)).loaded_count for number in range(DAYS)]
    state = station.state()
    station.warehouse.close()
    station.settings.warehouse_path.unlink()
    begin = time.monotonic()
    came_back, found = state_after_start(station.settings)
    seconds = time.monotonic() - begin
    told = f"{DAYS} days × {REGIONS} regions × {ROWS_A_REGION} rows rebuilt in {seconds:.0f} s"
    holds = came_back == state and seconds < LONGEST_SECONDS
    figures.record("P2", told, holds=holds, subject="rebuild")
    assert taken == [REGIONS * ROWS_A_REGION] * DAYS
    assert (found.replayed, came_back) == (DAYS, state)
    assert seconds < LONGEST_SECONDS
