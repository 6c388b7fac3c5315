"""Does every declared figure hold what its model promises, in both languages, also with no data?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data_pipeline import board, catalog, cells, queries
from data_pipeline.board import Board
from data_pipeline.cells import of_format
from data_pipeline.errors import UnknownName
from data_pipeline.figures import declared
from data_pipeline.figures.chart import NAME, STATUS, Chart, Table
from data_pipeline.figures.facts import as_at, facts_of
from data_pipeline.grants import EVERYWHERE
from data_pipeline.house import ORDER
from data_pipeline.queries import Scope
from data_pipeline.settings import Settings
from data_pipeline.text import LANGUAGES, catalogue
from tests.ui import boards

BOARDS = pytest.mark.parametrize(
    "folder", [boards.empty, boards.troubled], ids=["empty", "troubled"]
)
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
SURABAYA = {"region_code": "35.78"}
OF_REGION = {
    "region_coverage",
    "region_history",
    "region_goods",
    "region_sources",
    "region_why",
    "region_consignments",
    "region_alarms",
    "need",
}
TONES = {*ORDER, "ink", "soft"}


class Asked:
    """A board that remembers which questions it was asked."""

    def __init__(self, opened: Board) -> None:
        self.opened = opened
        self.names: list[str] = []

    def __call__(self, name: str, *args: object) -> pd.DataFrame:
        self.names.append(name)
        answer: pd.DataFrame = getattr(queries, name)(self.opened, *args)
        return answer


@contextmanager
def asked(folder: Path) -> Iterator[Asked]:
    opened = board.current(Settings(folder), EVERYWHERE)
    try:
        yield Asked(opened)
    finally:
        opened.close()


def chart(code: str, ask: Asked, language: str, scope: Scope | None = None, **told: Any) -> Chart:
    choices = {**(SURABAYA if code in OF_REGION else {}), **told}
    return declared.chart(code, ask, language, scope or Scope(), **choices)


def table(code: str, ask: Asked, language: str, scope: Scope | None = None, **told: Any) -> Table:
    choices = {**(SURABAYA if code in OF_REGION else {}), **told}
    return declared.table(code, ask, language, scope or Scope(), **choices)


@BOARDS
@EVERY_LANGUAGE
@pytest.mark.parametrize("code", declared.FIGURES)
def test_a_chart_keeps_to_the_model(code: str, language: str, folder: Callable[[], Path]) -> None:
    with asked(folder()) as ask:
        made = chart(code, ask, language)
    figure = declared.FIGURES[code]
    assert figure.query in ask.names
    assert (made.code, made.kind) == (code, figure.kind)
    assert all([made.title, made.question, made.alt, made.note])
    assert made.title in made.alt
    assert not made.title.endswith(".")
    assert {series.tone for series in made.series} <= TONES
    drawn = [*made.series, *([made.tick] if made.tick else [])]
    assert {series.column for series in drawn} <= set(made.rows.columns)
    assert all(series.label for series in drawn)
    if made.across:
        assert made.across in made.rows
    if made.kind not in ("curves", "map"):
        assert NAME in made.rows
    if STATUS in made.rows:
        assert set(made.rows[STATUS]) <= set(ORDER)
    if made.kind == "heatmap":
        assert made.rows["is_silent"].dtype == bool
        assert not made.rows.duplicated([NAME, made.across]).any()
    elif NAME in made.rows and made.kind != "map":
        assert not made.rows[NAME].duplicated().any()


@BOARDS
@EVERY_LANGUAGE
@pytest.mark.parametrize("code", declared.FIGURES)
def test_the_numbers_behind_a_chart_can_be_read(
    code: str, language: str, folder: Callable[[], Path]
) -> None:
    with asked(folder()) as ask:
        made = chart(code, ask, language)
    readable(language, made.data, made.columns)
    for series in made.series:
        for value in made.rows[series.column]:
            assert of_format(language, value, made.value_format)


@BOARDS
@EVERY_LANGUAGE
@pytest.mark.parametrize("code", declared.TABLES)
def test_a_table_keeps_to_the_model(code: str, language: str, folder: Callable[[], Path]) -> None:
    with asked(folder()) as ask:
        made = table(code, ask, language)
    assert declared.TABLES[code].query in ask.names
    assert made.code == code
    assert all([made.title, made.question, made.alt, made.empty])
    assert set(made.columns) <= set(made.frame.columns) | cells.TOLD.keys()
    readable(language, made.frame, made.columns)


def readable(language: str, frame: pd.DataFrame, columns: tuple[str, ...]) -> None:
    """Every column is declared once, and every cell of it is a text."""
    assert len(set(columns)) == len(columns)
    for name in columns:
        assert catalog.column(name).label(language)
        assert all(isinstance(text, str) for text in cells.texts(language, frame, name)), name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [*declared.FIGURES, *declared.TABLES])
def test_one_province_narrows_every_figure(code: str, language: str) -> None:
    scope = Scope(province_codes=("35",))
    make = chart if code in declared.FIGURES else table
    with asked(boards.troubled()) as ask:
        made = make(code, ask, language, scope)
    rows = made.frame if isinstance(made, Table) else made.data
    if "province_code" in rows and code not in OF_REGION:
        assert set(rows["province_code"]) <= {"35"}


def test_the_need_is_the_whole_and_its_parts_are_shares() -> None:
    with asked(boards.troubled()) as ask:
        made = chart("shortage_make_up", ask, "en")
    (row,) = made.rows.to_dict("records")
    parts = [series.column for series in made.series]
    assert row["need_pcs"] == 1.0
    assert sum(row[part] for part in parts) == pytest.approx(1.0)
    assert made.data.loc[made.rows.index, "missing_pcs"].tolist() == [1000]
    assert (
        made.title
        == "Kota Surabaya, Ballot: DPR\u00a0·\u00a035: short by 1,000 of 2,266,960 needed"
    )


@EVERY_LANGUAGE
def test_no_two_columns_of_a_figure_share_a_label(language: str) -> None:
    """A table keyed by labels would show one of them only."""
    with asked(boards.troubled()) as ask:
        columns = {
            **{code: chart(code, ask, language).columns for code in declared.FIGURES},
            **{f"{code} table": table(code, ask, language).columns for code in declared.TABLES},
        }
    for code, names in columns.items():
        labels = [cells.label(language, name) for name in names]
        assert len(set(labels)) == len(labels), (code, labels)


def test_a_choice_of_items_narrows_chart_and_table_alike() -> None:
    with asked(boards.troubled()) as ask:
        for item, count in (("ss_dpr", 1), ("bilik", 0)):
            drawn = chart("shortage_make_up", ask, "id", item_codes=(item,))
            listed = table("shortages", ask, "id", item_codes=(item,))
            assert len(drawn.data) == len(listed.frame) == count


def test_a_province_nobody_reported_from_is_silent_and_not_without_shortage() -> None:
    with asked(boards.troubled()) as ask:
        rows = chart("shortage_by_province", ask, "id").rows
    silent = rows[rows["is_silent"]]
    assert "Bali" in set(silent[NAME])
    assert silent["worst_short_ratio"].isna().all()


def test_silence_is_never_told_as_enough() -> None:
    with asked(boards.empty()) as ask:
        told = [table("shortages", ask, "en").title, chart("shortage_make_up", ask, "en").title]
        told.append(chart("status_map", ask, "en").title)
    assert all("never reported" in title for title in told)


def test_the_s_curve_ends_today_and_marks_the_deadline() -> None:
    with asked(boards.troubled()) as ask:
        made = chart("s_curve", ask, "id", item_code="ss_dpr", stage_code="received")
    assert set(made.data["item_code"]) == {"ss_dpr"}
    today, deadline = made.marks
    assert isinstance(today.at, datetime)
    assert isinstance(deadline.at, date)
    assert made.rows["as_of"].max() == today.at
    assert made.voting_on == date(2024, 2, 14)


def test_only_consignments_in_trouble_are_listed_out_of_all() -> None:
    with asked(boards.troubled()) as ask:
        made = table("late_shipments", ask, "en")
        none = table("late_shipments", ask, "en", modes=("air",))
    assert made.title == "1 of 1 consignment in trouble, bound for 1 region"
    assert list(made.frame["alarm_names"]) == ["Wrong electoral area"]
    assert none.frame.empty


def test_a_need_says_what_it_is_counted_from() -> None:
    with asked(boards.troubled()) as ask:
        made = table("need", ask, "en").frame.set_index("item_code")
    assert made.loc["bilik", "basis"] == f"4 × {made.loc['bilik', 'tps_count']:,} stations"
    assert "kecamatan" in made.loc["kotak_suara", "basis"]
    assert made.loc["ss_ppwp", "basis"].endswith("2.0% reserve per station")


def test_every_reason_a_cell_can_be_refused_for_has_a_short_name() -> None:
    for language in LANGUAGES:
        words = catalogue(language)
        told = {key.removeprefix("reader.") for key in words if key.startswith("reader.")}
        named = {key.removeprefix("figures.refusals.") for key in words if ".refusals." in key}
        assert named <= told
        assert {"NEGATIVE", "UNKNOWN_REGION", "CONFLICT_IN_FILE"} <= named


def test_facts_say_where_numbers_come_from_at_the_moment_looked_at() -> None:
    with asked(boards.troubled()) as ask:
        meta = ask("meta").iloc[0]
        moment = ask("as_of_points")["as_of"].iloc[1]
        numbers = ask("overview_numbers", Scope(as_of=moment)).iloc[0]
    now, then = facts_of(meta, "en", "35"), facts_of(as_at(meta, numbers), "en", "35")
    assert now.version == then.version == 1
    assert (now.as_of, then.as_of) == (meta["as_of"], moment)
    assert now.age != then.age
    assert "ledger #0" in now.source
    assert not now.is_simulated


def test_an_unknown_figure_names_the_known_ones() -> None:
    with asked(boards.empty()) as ask, pytest.raises(UnknownName, match="s_curve"):
        declared.chart("s_kurve", ask, "id", Scope())
