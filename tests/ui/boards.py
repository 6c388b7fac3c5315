"""Small published boards to open pages on: one that nobody has reported to, one with troubles."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.testing.v1 import AppTest

from data_pipeline import publish
from data_pipeline.access import demo
from data_pipeline.settings import ROOT, Settings
from pages.registry import PAGES
from tests.sql.conftest import World

if TYPE_CHECKING:
    import pytest

SURABAYA, WAREHOUSE = "35.78", "G-35.78"
DEMAK = "33.21"
REFUSED = "e" * 64


def open_page(
    monkeypatch: pytest.MonkeyPatch, script: str, board: Path, language: str, **query: str
) -> AppTest:
    """A visitor's page over a published board, run once; boards of other tests are forgotten."""
    monkeypatch.setenv("TEPAT_DATA_DIR", str(board))
    monkeypatch.setenv("TEPAT_TICK_SECONDS", "86400")
    st.cache_data.clear()
    page = AppTest.from_file(ROOT / "pages" / "shell.py", default_timeout=120)
    page.query_params["lang"] = language
    page.query_params["as"] = who_opens(script)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    return page.switch_page(script).run()


def who_opens(script: str) -> str:
    """The first of the demo people who may open that page: for most pages, the commissioner."""
    needs = next(entry.needs for entry in PAGES if entry.script == script)
    people = ("commissioner", "operator", "admin")
    return next(code for code in people if demo.principal(code).may(needs))


@cache
def empty() -> Path:
    """A board of five regions that have never reported."""
    return published(World())


def fresh() -> Path:
    """A silent board of its own, for a test that sends files to it."""
    return published(World())


@cache
def troubled() -> Path:
    """Surabaya is short of DPR ballots, got a swapped dapil and sent rows that were refused."""
    world = World()
    for item, dapil, pcs in world.needs(SURABAYA):
        short = 1000 if item == "ss_dpr" else 0
        world.complete(SURABAYA, item, dapil, pcs - short, "2024-01-07 10:00")
        world.complete(SURABAYA, item, dapil, pcs - short, "2024-01-08 08:00")
    swapped = {"received_item_code": "ss_dpd", "received_dapil_code": "36", "received_pcs": 500}
    arrived = datetime(2024, 1, 6, 3)
    world.shipment(
        "SJ-1",
        "ss_dpd",
        "2024-01-08 08:00",
        dapil_code="35",
        quantity_pcs=500,
        shipment_status="received",
        planned_arrival_at=arrived,
        arrived_at=arrived,
        received_place=WAREHOUSE,
        receipt_condition="good",
        is_sealed=True,
        **swapped,
    )
    _refuse(world)
    return published(world)


@cache
def moved() -> Path:
    """Since yesterday Surabaya fell short and Demak was silent too long; somebody left a note."""
    world = World()
    for item, dapil, pcs in world.needs(SURABAYA):
        world.complete(SURABAYA, item, dapil, pcs, "2024-01-05 08:00")
        short = 100_000 if item == "ss_dpr" else 0
        world.complete(SURABAYA, item, dapil, pcs - short, "2024-01-07 12:00")
        world.complete(SURABAYA, item, dapil, pcs - short, "2024-01-08 08:00")
    for item, dapil, pcs in world.needs(DEMAK):
        world.complete(DEMAK, item, dapil, pcs, "2023-12-25 08:00")
    world.given(
        "raw_action_event",
        event_at=datetime(2024, 1, 6, 4),
        action_code="comment",
        region_code=SURABAYA,
        item_code="-",
        cause_code="-",
        author_name="Subbag Logistik",
        comment_text="Tenaga lipat <b>ditambah</b>",
    )
    return published(world)


@cache
def lone() -> Path:
    """A board of one region that has never reported."""
    world = World()
    for table in ("seed_regions", "seed_voter_counts"):
        world.connection.execute(
            f"delete from seed.main.{table} where region_code <> '{SURABAYA}'"  # noqa: S608 - our own names
        )
    return published(world)


def _refuse(world: World) -> None:
    """A file of which one row named a region that does not exist."""
    facts = '{"column": "region_code", "value": "35.7"}'
    world.connection.execute(
        "insert into raw_delivery by name select $sha as delivery_sha256, 999 as sequence,"
        " 'stok.csv' as file_name, 'stock_snapshot' as feed_code, '1.0' as contract_version,"
        " 'standard' as profile_code, 10 as byte_count, 2 as row_count, 1 as loaded_count,"
        " 1 as refused_count, 'partly' as outcome, $at as received_at, 'upload' as sender",
        {"sha": REFUSED, "at": world.as_of},
    )
    world.connection.execute(
        "insert into raw_refused_row values"
        " ($sha, 3, 'region_code', '35.7', 'UNKNOWN_REGION', $facts, '35.7;tinta;=1+1')",
        {"sha": REFUSED, "facts": facts},
    )


def published(world: World) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="tepat-ui-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    publish.publish(world.connection, Settings(folder), world.as_of)
    world.connection.close()
    return folder


def words(page: AppTest) -> str:
    """Everything a page says, as one text."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error")
    told = [str(getattr(found, "value", "")) for kind in kinds for found in page.get(kind)]
    return "\n".join([*told, *(str(block.proto.body) for block in page.get("html"))])


def alts(page: AppTest) -> list[str]:
    """What a screen reader is told of each chart and table."""
    drawn = [*page.get("plotly_chart"), *page.dataframe]
    return [element.proto.alt for element in drawn]
