"""What stands on the timeline page? Numbers, dots in days, the S-curve, pace, milestones."""

from __future__ import annotations

from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from pages.components import charts, export, tables, timeline_charts
from pages.components.text import number, say

DEVIATIONS: Final = [
    "status",
    "region_name",
    "stage_name",
    "item_name",
    "deviation_days",
    "planned_ratio",
    "actual_ratio",
    "due_on",
    "hardness",
    "required_daily_pcs",
    "best_daily_pcs",
    "rate_ratio",
]
ALSO_EXPORTED: Final = ["province_name", "region_code", "start_on", "finish_on", "milestone_code"]
MILESTONES: Final = [
    "milestone_name",
    "hardness",
    "due_on",
    "days_to_go",
    "stage_units",
    "done_units",
    "missed_units",
    "silent_units",
]
MOST_ROWS: Final = 200
SLOWEST: Final = 12
RECEIVED: Final = 2  # the place of the stage a curve opens with


def draw_numbers(summary: pd.DataFrame) -> None:
    """Missed, behind and silent region-stages out of those begun, and the worst deviation."""
    of_all = f" / {number(summary['unit_count'].sum())}"
    with st.container(horizontal=True, key="timeline_numbers"):
        for name in ("missed", "behind", "silent"):
            count = number(summary[f"{name}_units"].sum())
            help_text = say("timeline.rows_help")
            st.metric(say(f"timeline.{name}"), count + of_all, border=True, help=help_text)
        worst = summary["worst_deviation_days"].max()
        st.metric(say("timeline.worst"), tables.cell(worst, "deviation_days"), border=True)


def draw_deviations(timeline: pd.DataFrame) -> None:
    """Days from plan of the worst region-stages as dots, and all of them as a table."""
    measured = timeline.dropna(subset=["deviation_days"])
    charts.show(
        timeline_charts.days_from_plan(measured, name="place"),
        alt=say("timeline.dots_alt", name=next(iter(measured["region_name"]), "—")),
        key="timeline_dots",
    )
    tables.show(
        timeline.head(MOST_ROWS),
        DEVIATIONS,
        alt=say("timeline.table_alt", rows=number(len(timeline))),
        key="timeline_table",
        height=320,
    )
    columns = [*DEVIATIONS, *ALSO_EXPORTED]
    export.download(timeline, columns, name=say("timeline.dots"), key="timeline")


def choose_curve(progress: pd.DataFrame) -> pd.DataFrame:
    """Let the reader choose item and stage; the moments of that curve, oldest first."""
    largest_first = progress.sort_values("need_pcs", ascending=False, kind="stable")
    with st.container(horizontal=True):
        names = largest_first["item_name"].unique()
        item = st.selectbox(say("timeline.item"), names, key="curve_item")
        of_item = progress[progress["item_name"] == item]
        begun = list(of_item["stage_name"].unique())
        opening = min(RECEIVED, len(begun) - 1)
        stage = st.selectbox(say("timeline.stage"), begun, index=opening, key="curve_stage")
    return of_item[of_item["stage_name"] == stage]


def draw_curve(curve: pd.DataFrame, *, due_on: date | None, voting_on: date) -> None:
    """Plan and actual in pieces, with the need as ceiling and the deadline as a line."""
    newest = curve.iloc[-1]
    counts = {"done": "done_pcs", "planned": "planned_pcs", "need": "need_pcs"}
    facts = {name: number(newest[column]) for name, column in counts.items()}
    st.caption(say("timeline.curve_help", silent=number(newest["silent_units"]), **facts))
    charts.show(
        timeline_charts.plan_and_actual(
            curve, today=newest["as_of"], due_on=due_on, voting_on=voting_on
        ),
        alt=say("timeline.curve_alt", item=newest["item_name"], stage=newest["stage_name"]),
        key="timeline_curve",
        data=curve,
    )


def draw_pace(timeline: pd.DataFrame) -> None:
    """The region-stages whose required rate exceeds their best rate most."""
    paced = timeline.dropna(subset=["rate_ratio"])
    slowest = paced.sort_values("rate_ratio", ascending=False).head(SLOWEST)
    if slowest.empty:
        st.caption(say("timeline.no_pace"))
        return
    st.caption(say("timeline.pace_help"))
    charts.show(
        timeline_charts.pace(slowest, name="place"),
        alt=say("timeline.pace_alt", name=slowest["region_name"].iloc[0]),
        key="timeline_pace",
    )


def draw_milestones(milestones: pd.DataFrame) -> None:
    """Every milestone with its kind, its date and how many region-stages have reached it."""
    names = {"name": "milestone_name", "unit_count": "stage_units"}
    tables.show(
        milestones.rename(columns=names),
        MILESTONES,
        alt=say("timeline.milestones_alt"),
        key="timeline_milestones",
    )
