"""Do the risk figures count every entry once, and rank what can still be decided first?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest

from data_pipeline import board, queries
from data_pipeline.figures import declared
from data_pipeline.figures.reader import Ask
from data_pipeline.grants import EVERYWHERE
from data_pipeline.queries import Scope
from data_pipeline.settings import Settings
from data_pipeline.text import LANGUAGES
from tests.ui import decided

TODAY = date(2024, 1, 8)


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    opened = board.current(Settings(decided.board()), EVERYWHERE)
    yield lambda name, *args: getattr(queries, name)(opened, *args)
    opened.close()


def rows(ask: Ask, code: str, **choices: str) -> pd.DataFrame:
    return declared.table(code, ask, "en", Scope(), **choices).frame


def test_every_entry_is_listed_once_and_what_can_be_decided_stands_first(ask: Ask) -> None:
    listed, entries = rows(ask, "decision_list"), ask("risk_entries", Scope())
    assert len(listed) == len(entries) == listed["entry"].nunique()
    turns = list(listed["turn"])
    assert turns == sorted(turns, key=["waiting", "gone", "decided"].index)
    waiting = listed[listed["turn"] == "waiting"]
    dated = list(waiting["plan_decide_by"].dropna())
    assert dated == sorted(dated)
    assert min(dated) >= TODAY
    assert listed.loc[listed["turn"] == "gone", "plan_code"].isna().all()


def test_the_best_plan_is_the_one_in_time_that_saves_most(ask: Ask) -> None:
    first = rows(ask, "decision_list").iloc[0]
    plans = rows(ask, "entry_plans", entry=decided.BEHIND)
    assert first["entry"] == decided.BEHIND
    best = plans[~plans["is_past"]].sort_values("tps_saved").iloc[-1]
    assert (first["plan_code"], first["plan_decide_by"]) == (best["plan_code"], best["decide_by"])
    assert first["else_what"] == "Only plan A is left: 3,196 stations saved"


def test_a_silent_entry_promises_no_station(ask: Ask) -> None:
    listed = rows(ask, "decision_list")
    silent = listed[(listed["status"] == "grey") & (listed["turn"] == "waiting")]
    assert len(silent)
    assert silent["tps_saved"].isna().all()
    assert set(silent["else_what"]) == {"How many stations is not known"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_effect_is_drawn_from_now_to_after(ask: Ask, language: str) -> None:
    made = declared.chart("decision_effect", ask, language, Scope())
    assert made.tick is not None
    now, after = made.rows[made.tick.column], made.rows[made.series[0].column]
    assert (after < now).all()
    assert "Kota Surabaya" in made.title
    assert list(made.rows["tps_saved"]) == sorted(made.rows["tps_saved"], reverse=True)


@pytest.mark.parametrize(
    ("choices", "places"),
    [
        ({"status": "red"}, {"35.78", "33.21"}),
        ({"gate": "W", "province": "35"}, {"35.78"}),
        ({"answer": "acknowledged"}, {"35.78"}),
        ({"level": "4x5"}, {"35.78", "33.21"}),
        ({"cause": "D.never", "province": "51"}, {"51.05"}),
        ({"level": "1x1"}, set()),
    ],
)
def test_a_choice_narrows_register_and_tasks_alike(
    ask: Ask, choices: dict[str, str], places: set[str]
) -> None:
    for code in ("risk_register", "tasks"):
        assert set(rows(ask, code, **choices)["region_code"]) == places


def test_the_risk_map_holds_every_entry(ask: Ask) -> None:
    cells = declared.chart("risk_grid", ask, "en", Scope()).data
    assert len(cells) == 25
    assert cells["entry_count"].sum() == len(ask("risk_entries", Scope()))
    red = cells[cells["red_entries"] > 0]
    assert list(red["likelihood_level"] * red["impact_level"]) == [20]


def test_the_matrix_counts_every_region_at_every_gate(ask: Ask) -> None:
    counts = declared.chart("gate_matrix", ask, "en", Scope()).data
    colours = ["red_units", "amber_units", "grey_units", "green_units"]
    assert (counts[colours].sum(axis=1) == counts["unit_count"]).all()
    assert (counts.groupby("gate_code")["unit_count"].sum() == 5).all()
    silent = counts[counts["is_silent"]]
    assert "Bali" in set(silent["province_name"])


def test_an_assigned_entry_belongs_to_whom_it_was_given(ask: Ask) -> None:
    entries = rows(ask, "risk_register")
    division = entries.loc[entries["region_code"] == decided.SURABAYA, "owner_name"]
    assert set(division) == {"Division of finance, general affairs and logistics"}


def test_the_log_names_the_ledger_number_of_each_action(ask: Ask) -> None:
    log = declared.table("action_log", ask, "id", Scope())
    assert log.title == "3 tindakan tercatat"
    assert set(log.frame["action_code"]) == {"acknowledge", "choose_plan", "override"}
    assert (log.frame["delivery_sequence"] > 0).all()
    of_one = rows(ask, "action_log", region=decided.DEMAK)
    assert decided.REASON in set(of_one["comment_text"])


def test_a_chosen_plan_is_a_decision_taken(ask: Ask) -> None:
    listed = rows(ask, "decision_list").set_index("region_code")
    taken = listed[listed["turn"] == "decided"]
    assert list(taken.index) == [decided.DEMAK]
    assert list(taken["plan_name"].str[:5]) == ["✓ A ·"]
    assert list(taken["else_what"]) == ["Plan A has been chosen"]
    assert list(listed.index)[-1] == decided.DEMAK
