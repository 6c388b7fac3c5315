"""How many days ahead or behind is each stage and region, and is the pace enough?"""

import streamlit as st

from pages import cached
from pages.components import charts, export, tables, timeline_charts
from pages.components.filters import current_scope
from pages.components.named import labelled, localised
from pages.components.text import change, number, say

COLUMNS = [
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
ALSO_EXPORTED = ["province_name", "region_code", "start_on", "finish_on", "milestone_code"]
MILESTONES = [
    "milestone_name",
    "hardness",
    "due_on",
    "days_to_go",
    "stage_units",
    "done_units",
    "missed_units",
    "silent_units",
]
SLOWEST = 12
MOST_ROWS = 200
RECEIVED = 2

scope, meta = current_scope(), cached.meta()
timeline = localised(cached.timeline(scope))
if timeline.empty:
    st.info(say("timeline.not_begun"))
    st.stop()
timeline["place"] = labelled(timeline["region_name"], timeline["stage_name"])
summary = localised(cached.timeline_summary(scope))
of_all = f" / {number(summary['unit_count'].sum())}"

with st.container(horizontal=True, key="timeline_numbers"):
    missed = number(summary["missed_units"].sum())
    st.metric(say("timeline.missed"), missed + of_all, border=True, help=say("timeline.rows_help"))
    st.metric(say("timeline.behind"), number(summary["behind_units"].sum()) + of_all, border=True)
    st.metric(say("timeline.silent"), number(summary["silent_units"].sum()) + of_all, border=True)
    worst = change(summary["worst_deviation_days"].max())
    st.metric(say("timeline.worst"), say("timeline.days", days=worst), border=True)

st.header(say("timeline.dots"), anchor=False)
st.caption(say("timeline.dots_help"))
stage = st.pills(say("timeline.stage"), list(summary["stage_name"].unique()), key="dots_stage")
chosen = timeline[timeline["stage_name"] == stage] if stage else timeline
measured = chosen.dropna(subset=["deviation_days"])
charts.show(
    timeline_charts.days_from_plan(measured, name="place"),
    alt=say("timeline.dots_alt", name=next(iter(measured["region_name"]), "—")),
    key="timeline_dots",
)
tables.show(
    chosen.head(MOST_ROWS),
    COLUMNS,
    alt=say("timeline.table_alt", rows=number(len(chosen))),
    key="timeline_table",
    height=320,
)
export.download(chosen, [*COLUMNS, *ALSO_EXPORTED], name=say("timeline.dots"), key="timeline")

st.header(say("timeline.curve"), anchor=False)
progress = localised(cached.stage_progress(scope))
with st.container(horizontal=True):
    largest_first = progress.sort_values("need_pcs", ascending=False, kind="stable")
    item = st.selectbox(say("timeline.item"), largest_first["item_name"].unique(), key="curve_item")
    of_item = progress[progress["item_name"] == item]
    begun = list(of_item["stage_name"].unique())
    curve_stage = st.selectbox(
        say("timeline.stage"), begun, index=min(RECEIVED, len(begun) - 1), key="curve_stage"
    )
curve = of_item[of_item["stage_name"] == curve_stage]
due_on = summary.loc[summary["stage_name"] == curve_stage, "due_on"].max()
newest = curve.iloc[-1]
st.caption(
    say(
        "timeline.curve_help",
        done=number(newest["done_pcs"]),
        planned=number(newest["planned_pcs"]),
        need=number(newest["need_pcs"]),
        silent=number(newest["silent_units"]),
    )
)
charts.show(
    timeline_charts.plan_and_actual(
        curve, today=newest["as_of"], due_on=due_on, voting_on=meta["voting_on"]
    ),
    alt=say("timeline.curve_alt", item=item, stage=curve_stage),
    key="timeline_curve",
    data=curve,
)

st.header(say("timeline.pace"), anchor=False)
st.caption(say("timeline.pace_help"))
slowest = timeline.dropna(subset=["rate_ratio"]).sort_values("rate_ratio", ascending=False)
charts.show(
    timeline_charts.pace(slowest.head(SLOWEST), name="place"),
    alt=say("timeline.pace_alt", name=next(iter(slowest["region_name"]), "—")),
    key="timeline_pace",
)

st.header(say("timeline.milestones"), anchor=False)
milestones = localised(cached.milestones(scope))
tables.show(
    milestones.rename(columns={"name": "milestone_name", "unit_count": "stage_units"}),
    MILESTONES,
    alt=say("timeline.milestones_alt"),
    key="timeline_milestones",
)
