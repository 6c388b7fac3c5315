"""P11: does a provincial officer see the rows of that province only, whatever is asked?"""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from data_pipeline import board, gate, queries
from data_pipeline.board import Board
from data_pipeline.grants import EVERYWHERE, NOWHERE, Grant, provinces
from data_pipeline.queries import Scope
from data_pipeline.settings import Settings
from tests.trust import provinces as world
from tests.ui import boards

OWN = provinces(world.OWN)
# What a reader may type into a filter, an address or a program: nothing widens the grant.
ASKED_PROVINCES = ((), ("35",), ("33",), ("35", "33", "91", "51", "99"))
ASKED_REGIONS = tuple(world.REGIONS.values())
GIVEN = {
    "from_list": "dpt_2023_tps",
    "to_list": "dpt_2023_terbit",
    "from_as_of": datetime(2024, 1, 7),
}
QUESTIONS = dict(
    inspect.getmembers(
        queries, lambda it: inspect.isfunction(it) and it.__module__ == queries.__name__
    )
)


@pytest.fixture(scope="module")
def everywhere() -> Iterator[Board]:
    with closing(board.current(Settings(world.published()), EVERYWHERE)) as opened:
        yield opened


def answers(opened: Board, name: str) -> Iterator[pd.DataFrame]:
    """Every way of asking that question."""
    question: Callable[..., pd.DataFrame] = QUESTIONS[name]
    wanted = inspect.signature(question).parameters
    usual: dict[str, Any] = {key: value for key, value in GIVEN.items() if key in wanted}
    scopes = [Scope(province_codes=codes) for codes in ASKED_PROVINCES]
    regions = ASKED_REGIONS if "region_code" in wanted else ("",)
    for scope in scopes if "scope" in wanted else scopes[:1]:
        for region in regions:
            place = {"region_code": region} if region else {}
            moment = {"scope": scope} if "scope" in wanted else {}
            yield question(opened, **usual, **place, **moment)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_no_question_answers_with_foreign_rows(everywhere: Board, name: str) -> None:
    officer = everywhere.seen_by(OWN)
    told = [value for frame in answers(officer, name) for value in world.cells(frame)]
    assert world.foreign(told) == set()


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_own_rows_are_the_rows_that_are_there(everywhere: Board, name: str) -> None:
    """The gate takes nothing of one's own away, where a question is asked about one's own."""
    if name in ("regions", "provinces", "need_diff", "deliveries", "closed_posts"):
        pytest.skip("asked about the whole country, whatever the filter says")
    question, wanted = QUESTIONS[name], inspect.signature(QUESTIONS[name]).parameters
    usual: dict[str, Any] = {key: value for key, value in GIVEN.items() if key in wanted}
    if "scope" in wanted:
        usual["scope"] = Scope(province_codes=(world.OWN,))
    if "region_code" in wanted:
        usual["region_code"] = world.REGIONS[world.OWN]
    whole, own = question(everywhere, **usual), question(everywhere.seen_by(OWN), **usual)
    if "province_code" in whole or "region_code" in whole:
        pd.testing.assert_frame_equal(whole, own)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_without_a_grant_there_is_no_row_of_any_province(everywhere: Board, name: str) -> None:
    nobody = everywhere.seen_by(NOWHERE)
    told = [value for frame in answers(nobody, name) for value in world.cells(frame)]
    assert world.foreign(told, own="") == set()


def test_receipts_alone_show_files_and_nothing_of_the_business(everywhere: Board) -> None:
    clerk = everywhere.seen_by(Grant(sees_receipts=True))
    assert len(queries.deliveries(clerk)) == len(queries.deliveries(everywhere))
    assert len(queries.refused_rows(clerk)) == len(queries.refused_rows(everywhere)) > 0
    assert queries.region_status(clerk, Scope()).empty
    assert queries.actions(clerk, Scope()).empty


def test_the_nation_is_known_by_its_totals_only(everywhere: Board) -> None:
    officer = everywhere.seen_by(OWN)
    nation = queries.national_status(officer, Scope())
    assert nation["unit_count"].sum() == len(world.REGIONS)
    assert list(nation.columns) == ["status", "unit_count"]
    pd.testing.assert_frame_equal(nation, queries.national_status(everywhere, Scope()))


def test_the_file_itself_shows_nothing_without_a_grant(tmp_path: Path) -> None:
    settings = Settings(world.published())
    published = board.pointer(settings)
    assert published
    copy = shutil.copy(settings.boards_dir / published.file, tmp_path)
    with duckdb.connect(copy, read_only=True) as opened:
        assert opened.execute("select count(*) from mart_region_status").fetchall() == [(0,)]


def test_a_table_nobody_declared_is_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    declared = {name: kind for name, kind in gate.kinds().items() if name != "mart_alarm"}
    monkeypatch.setattr(gate, "kinds", lambda: declared)
    with pytest.raises(gate.Undeclared, match="mart_alarm"):
        boards.published(world.build())


def test_a_view_without_its_filter_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The detector is tested too: a leak is planted, and it must say so."""
    # One view alone leaks little: names come from other views, which still hold.
    leaking = gate.kinds() | {"seed_regions": "public", "seed_provinces": "public"}
    monkeypatch.setattr(gate, "kinds", lambda: leaking)
    folder = boards.published(world.build())
    with closing(board.current(Settings(folder), OWN)) as opened:
        assert world.REGIONS["33"] in world.foreign(world.cells(queries.regions(opened)))
