"""Does every question get an answer from a published board, within the scope that was asked?"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from data_pipeline import board, publish, queries
from data_pipeline.board import Board
from data_pipeline.errors import UnknownName
from data_pipeline.grants import EVERYWHERE
from data_pipeline.queries import Scope
from data_pipeline.settings import Settings
from tests.sql.conftest import World

JAWA_TIMUR = Scope(province_codes=("35",))
GIVEN = {
    "region_code": "35.78",
    "from_list": "dpt_2023_tps",
    "to_list": "dpt_2023_terbit",
    "from_as_of": datetime(2024, 1, 7),
}
FUNCTIONS = dict(
    inspect.getmembers(
        queries, lambda it: inspect.isfunction(it) and it.__module__ == queries.__name__
    )
)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    world = World()
    for day, usable in (("2024-01-06", 900), ("2024-01-08", 800)):
        for region in ("35.78", "91.71"):
            world.stock(
                region,
                "bilik",
                f"{day} 08:00",
                ordered_pcs=900,
                received_pcs=900,
                usable_pcs=usable,
            )
    world.shipment("SJ-1", "bilik", "2024-01-06 08:00", quantity_pcs=500, shipment_status="blocked")
    settings = Settings(tmp_path_factory.mktemp("board"))
    publish.publish(world.connection, settings, world.as_of)
    opened = board.current(settings, EVERYWHERE)
    yield opened
    opened.close()


def ask(published: Board, name: str, scope: Scope) -> pd.DataFrame:
    function: Callable[..., pd.DataFrame] = FUNCTIONS[name]
    wanted = inspect.signature(function).parameters
    given: dict[str, Any] = {key: value for key, value in GIVEN.items() if key in wanted}
    return function(published, **(given | ({"scope": scope} if "scope" in wanted else {})))


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_question_keeps_to_the_provinces_asked_for(published: Board, name: str) -> None:
    answer = ask(published, name, JAWA_TIMUR)
    takes_scope = "scope" in inspect.signature(FUNCTIONS[name]).parameters
    if takes_scope and "province_code" in answer:
        assert set(answer["province_code"]) <= {"35"}


def test_the_same_shortage_is_told_everywhere(published: Board) -> None:
    short = queries.shortages(published, JAWA_TIMUR)["short_pcs"].sum()
    matrix = queries.shortage_matrix(published, JAWA_TIMUR)["short_pcs"].sum()
    units = queries.unit_status(published, JAWA_TIMUR, "35.78")["short_pcs"].sum()
    assert short == matrix == units > 0


def test_an_earlier_moment_is_a_filter(published: Board) -> None:
    before = queries.as_of_points(published)["as_of"].min() - timedelta(days=1)
    assert queries.region_status(published, Scope(as_of=before)).empty
    now = queries.region_status(published, Scope())
    assert len(now) == len(queries.regions(published))


def test_an_unknown_question_names_the_known_ones(published: Board) -> None:
    with pytest.raises(UnknownName, match="region_status"):
        published.query("regoin_status")


def test_a_board_cannot_be_changed_nor_leave_its_file(published: Board, tmp_path: Path) -> None:
    for attack in (
        "delete from mart_region_status",
        f"copy mart_region_status to '{tmp_path}/out.csv'",
        "select * from read_csv('/etc/passwd')",
        "set enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            published.connection.cursor().execute(attack)
