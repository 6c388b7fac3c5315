"""Does the dashboard remember what it said? Every change of colour or reason, for good."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import duckdb

from data_pipeline import publish
from data_pipeline.settings import Settings
from tests.sql.conftest import KEPT_REGIONS, World

REGION = "35.78"


def told(settings: Settings) -> list[tuple[int, str | None, str]]:
    """Version, colour before and colour of each change of one region, as the file has them."""
    lines = settings.status_changes_path.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [
        (row["version"], row["status_before"], row["status"])
        for row in rows
        if row["region_code"] == REGION
    ]


def on_board(path: Path) -> int:
    with duckdb.connect(str(path), read_only=True) as board:
        return int(board.execute("select count(*) from kept.board_status_change").fetchall()[0][0])


def show(world: World, settings: Settings) -> Path:
    return settings.boards_dir / publish.publish(world.connection, settings, world.as_of).file


def test_only_what_changes_is_added_and_nothing_is_ever_lost(world: World, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    assert on_board(show(world, settings)) == len(KEPT_REGIONS)
    show(world, settings)
    assert told(settings) == [(1, None, "grey")]
    for item, dapil, pcs in world.needs(REGION):
        world.complete(REGION, item, dapil, pcs, "2024-01-08 08:00")
    path = show(world, settings)
    assert told(settings)[:1] == [(1, None, "grey")]
    assert told(settings)[1][:2] == (3, "grey")
    assert on_board(path) == len(KEPT_REGIONS) + 1


def test_a_board_of_the_past_adds_nothing(world: World, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    show(world, settings)
    before = settings.status_changes_path.read_bytes()
    world.as_of -= timedelta(days=2)
    show(world, settings)
    assert settings.status_changes_path.read_bytes() == before


def test_a_torn_last_line_is_told_again(world: World, tmp_path: Path) -> None:
    """A crash while appending loses no change: the next board finds it missing and adds it."""
    settings = Settings(tmp_path)
    show(world, settings)
    whole = settings.status_changes_path.read_bytes()
    settings.status_changes_path.write_bytes(whole[:-40])
    show(world, settings)
    lines = settings.status_changes_path.read_text(encoding="utf-8").splitlines()
    assert len([json.loads(line) for line in lines]) == len(KEPT_REGIONS)
