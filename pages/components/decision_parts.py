"""What stands on the decisions page? The count, the chosen entry with its plans, and its forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from data_pipeline.figures.decisions import DECIDED, GONE, WAITING
from pages.cached import Scope
from pages.components import action_forms, briefs, figures, filters, permalink, status, tables
from pages.components.action_forms import Entry
from pages.components.text import is_missing, moment, number, plain, say
from pages.components.views import View

ENTRY_KEY: Final = "entry"
COLUMNS: Final = (
    "status",
    "plan_decide_by",
    "region_name",
    "item_name",
    "plan_name",
    "tps_saved",
    "entry_status",
    "else_what",
)
PLANS: Final = ("plan_name", "trigger", "cost_level", "decide_by", "lead_days", "tps_saved")
MOST_WORDS: Final = 5  # what people did about one entry, newest first


def draw_numbers(found: pd.DataFrame) -> None:
    """Decisions due today or tomorrow, all that wait, those too late, those taken."""
    turns = found["turn"].value_counts()
    days_left = (
        pd.to_datetime(found["plan_decide_by"])
        - (found["as_of"] + pd.Timedelta(hours=7)).dt.normalize()
    ).dt.days
    soon = int(((found["turn"] == WAITING) & days_left.between(0, 1)).sum())
    with st.container(horizontal=True, key="decision_numbers"):
        st.metric(say("decisions.soon"), number(soon), border=True)
        for turn in (WAITING, GONE, DECIDED):
            count = number(turns.get(turn, 0))
            told = say(f"decisions.{turn}_help")
            st.metric(say(f"decisions.{turn}"), count, border=True, help=told)


def chosen_entry(found: pd.DataFrame, chosen: Sequence[pd.Series]) -> str:
    """The entry the reader chose in the table, or by `?entry=`, or the first; '' without any."""
    if found.empty:
        return ""
    st.caption(say("decisions.choose_row"))
    row = chosen[-1] if chosen else None
    place = None if row is None else row.name
    code = st.query_params.get(ENTRY_KEY, "") if row is None else row["entry"]
    asked = permalink.picked(ENTRY_KEY, place, code)
    return asked if asked in set(found["entry"]) else str(found["entry"].iloc[0])


def draw_entry(code: str, scope: Scope) -> None:
    """One entry whole: what it is, its plans, who could help, what was done, and what to do."""
    listed = figures.table_of("decision_list", View(scope)).frame
    found = listed[listed["entry"] == code]
    if found.empty:
        return
    row = found.iloc[0]
    plans = figures.table_of("entry_plans", View(scope, choices={"entry": code}))
    with st.container(border=True, key="entry_card"):
        _head(row)
        st.markdown(f"**{say('decisions.else')}** {plain(row['else_what'])}.")
        briefs.draw(plans.frame, PLANS, alt=plans.alt, empty=plans.empty)
        _helpers(row, scope)
        _done(row, scope)
        entry = Entry(row["region_code"], row["item_code"], row["cause_code"])
        action_forms.draw(entry, plans.frame, scope)


def _head(row: pd.Series) -> None:
    name = plain(f"{row['region_name']} — {row['item_name']}")
    st.subheader(name, anchor=False)
    facts = [
        say(f"decisions.facts.{key}", value=plain(tables.cell(row[column], column)))
        for key, column in (
            ("cause", "cause_name"),
            ("short", "short_pcs"),
            ("stations", "tps_not_ready"),
            ("due", "due_on"),
            ("risk", "risk_score"),
            ("open", "open_hours"),
            ("owner", "owner_name"),
            ("response", "entry_status"),
        )
        if not is_missing(row[column]) and row[column] != 0
    ]
    st.markdown(f"{status.chip(row['status'])} " + " · ".join(facts))
    filters.open_region(row["region_code"])


def _helpers(row: pd.Series, scope: Scope) -> None:
    """Which neighbours hold more of the same: the condition of every plan that moves goods."""
    if is_missing(row["short_pcs"]) or not row["short_pcs"]:
        return
    pairs = figures.table_of("surplus_pairs", View(scope)).frame
    mine = pairs[
        (pairs["region_code"] == row["region_code"]) & (pairs["item_code"] == row["item_code"])
    ]
    if mine.empty:
        st.caption(say("decisions.no_helper"))
        return
    told = ", ".join(
        f"{plain(pair.giver_region_name)} {number(pair.movable_pcs)}" for pair in mine.itertuples()
    )
    total = number(min(mine["movable_pcs"].sum(), row["short_pcs"]))
    facts = {"helpers": told, "total": total, "short": number(row["short_pcs"])}
    st.caption(say("decisions.helpers", **facts))


def _done(row: pd.Series, scope: Scope) -> None:
    """What people did about this entry, newest first."""
    log = figures.table_of("action_log", View(scope, choices={"region": row["region_code"]})).frame
    about = log["item_code"].isin([row["item_code"], "-"]) & log["cause_code"].isin(
        [row["cause_code"], "-"]
    )
    for told in log[about].head(MOST_WORDS).to_dict("records"):
        facts = {
            "at": moment(told["event_at"]),
            "action": tables.cell(told["action_code"], "action_code"),
            "author": plain(told["author_name"]),
            "sequence": number(told["delivery_sequence"]),
        }
        more = [told[name] for name in ("plan_code", "owner_name", "comment_text")]
        words = " · ".join(plain(str(part)) for part in more if not is_missing(part) and part)
        st.caption(say("decisions.done", **facts) + (f" — {words}" if words else ""))
