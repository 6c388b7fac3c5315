"""A board on which each province can be recognised, and a detector of rows that are foreign."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path

import pandas as pd

from data_pipeline.board import Board
from tests.sql.conftest import World
from tests.ui import boards

OWN = "35"
REGIONS = {"35": "35.78", "91": "91.71", "51": "51.05", "99": "991301", "33": "33.21"}
# As the seeds name them, and nothing else does.
NAMES = {
    "35": ("Jawa Timur", "Surabaya"),
    "91": ("Papua Barat", "Manokwari", "Sorong"),
    "51": ("Bali", "Klungkung"),
    "99": ("PPLN Taipei",),
    "33": ("Jawa Tengah", "Demak"),
}
SECRET = "RAHASIA"


def secret(province_code: str) -> str:
    """A word that only rows of that province hold."""
    return f"{SECRET}{province_code}X"


def build() -> World:
    """One region in each of five provinces: stock, consignments, actions, overrides, refusals."""
    world = World()
    for number, (province, region) in enumerate(REGIONS.items(), start=1):
        _fill(world, province, region, number)
    return world


@cache
def published() -> Path:
    return boards.published(build())


def foreign(texts: Iterable[object], own: str = OWN) -> set[str]:
    """What tells of a province other than `own`: its codes, its names, its secret word."""
    told = "\n".join(str(text) for text in texts)
    return {mark for mark in _marks(own) if re.search(rf"(?<![\w.]){re.escape(mark)}(?!\w)", told)}


def cells(frame: pd.DataFrame) -> Iterable[object]:
    """Every value of a frame."""
    return (value for column in frame for value in frame[column])


def has_rows(opened: Board) -> bool:
    return not opened.query("regions").empty


def _marks(own: str) -> set[str]:
    others = [code for code in REGIONS if code != own]
    names = {name for code in others for name in NAMES[code]}
    return names | {REGIONS[code] for code in others} | {secret(code) for code in others}


def _fill(world: World, province: str, region: str, number: int) -> None:
    word = secret(province)
    for item, dapil, pcs in world.needs(region):
        short = 10 * number if item == "tinta" else 0
        for day in ("06", "08"):
            world.complete(region, item, dapil, pcs - short, f"2024-01-{day} 08:00")
    facts = {"quantity_pcs": 500 + number, "carrier_name": word, "origin_code": word}
    facts |= {"shipment_status": "blocked", "planned_arrival_at": datetime(2024, 1, 2)}
    for day in ("05", "08"):
        world.shipment(
            f"SJ-{word}", "bilik", f"2024-01-{day} 08:00", destination_code=region, **facts
        )
    _act(world, region, word)
    _refuse(world, region, word, number)


def _act(world: World, region: str, word: str) -> None:
    told = {"region_code": region, "item_code": "-", "cause_code": "-", "author_name": word}
    at = datetime(2024, 1, 7, 4)
    for action, more in (
        ("comment", {}),
        ("override", {"override_status": "red", "expires_at": datetime(2024, 1, 9)}),
    ):
        world.given(
            "raw_action_event",
            event_at=at,
            action_code=action,
            owner_name=word,
            comment_text=word,
            **told,
            **more,
        )


def _refuse(world: World, region: str, word: str, number: int) -> None:
    sha256 = f"{number}" * 64
    world.connection.execute(
        "insert into raw_delivery by name select $sha as delivery_sha256,"
        " 900 + $number as sequence, $word || '.csv' as file_name, 'stock_snapshot' as feed_code,"
        " '1.0' as contract_version, 'standard' as profile_code, 10 as byte_count, 2 as row_count,"
        " 1 as loaded_count, 1 as refused_count, 'partly' as outcome, $at as received_at,"
        " $word as sender",
        {"sha": sha256, "number": number, "word": word, "at": world.as_of},
    )
    world.connection.execute(
        "insert into raw_stock_count by name select $sha as delivery_sha256, 2 as line_number,"
        " $at as snapshot_at, 0 as revision, $region as region_code, 'bilik' as item_code,"
        " '-' as dapil_code",
        {"sha": sha256, "at": datetime(2024, 1, 4), "region": region},
    )
    world.connection.execute(
        "insert into raw_refused_row values"
        " ($sha, 3, 'region_code', $word, 'UNKNOWN_REGION', '{}', $word)",
        {"sha": sha256, "word": word},
    )
