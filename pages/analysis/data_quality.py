"""Who is silent, whose data is wrong, and what became of each file?"""

import streamlit as st

from pages import cached
from pages.components import briefs, charts, export, panes, quality_charts, receipts, tables
from pages.components.filters import current_scope, open_region
from pages.components.text import number, say

SILENT = [
    "d_status",
    "region_name",
    "province_name",
    "tps_count",
    "age_hours",
    "reported_at",
    "items_reported",
    "items_expected",
    "flag_count",
    "evidence_grade",
]
FLAGS = ["severity", "region_name", "opened_at", "reason"]
MOST_REASONS, MOST_FLAGS, MOST_LINES = 12, 8, 8

scope, meta = current_scope(), cached.meta()
reporting = cached.reporting(scope)
late = reporting[reporting["d_status"] != "green"]
late = late.sort_values(["tps_count", "age_hours"], ascending=False, kind="stable")
silent = reporting[reporting["d_status"] == "grey"]
of_all = f" / {number(len(reporting))}"

with st.container(horizontal=True, key="quality_numbers"):
    fresh = number(len(reporting) - len(late)) + of_all
    st.metric(say("quality.fresh"), fresh, border=True, help=say("quality.fresh_help"))
    st.metric(say("quality.silent"), number(len(silent)) + of_all, border=True)
    st.metric(say("quality.silent_tps"), number(silent["tps_count"].sum()), border=True)
    files = number(meta["delivery_count"])
    st.metric(say("quality.files"), files, border=True)
    st.metric(say("quality.refused"), number(meta["refused_count"]), border=True)

st.header(say("quality.who"), anchor=False)
st.caption(say("quality.who_help"))
if late.empty:
    st.info(say("quality.all_fresh"))
else:
    tables.show(
        late,
        SILENT,
        alt=say("quality.who_alt", rows=number(len(late))),
        key="quality_silent",
        height=360 if len(late) > MOST_LINES else None,
        on_select=lambda row: open_region(late["region_code"].iloc[row]),
    )
    export.download(late, SILENT, name=say("quality.who"), key="silent")

st.header(say("quality.calendar"), anchor=False)
st.caption(say("quality.calendar_help"))
calendar = cached.reporting_calendar(scope)
with panes.wide("quality_calendar"):
    charts.show(
        quality_charts.silence(calendar),
        alt=say("quality.calendar_alt", rows=number(calendar["province_code"].nunique())),
        key="quality_calendar",
        data=calendar,
    )

st.header(say("quality.flags"), anchor=False)
flagged = reporting[reporting["flag_count"] > 0]
alarms = cached.alarms(scope)
impossible = alarms[alarms["alarm_code"] == "IMPOSSIBLE"]
counts = {"regions": number(len(flagged)), "alarms": number(len(impossible))}
st.caption(say("quality.flags_help", shown=number(min(len(impossible), MOST_FLAGS)), **counts))
briefs.draw(
    impossible.head(MOST_FLAGS),
    FLAGS,
    alt=say("quality.flags_alt", rows=number(len(impossible))),
    empty=say("quality.no_flags"),
)

st.header(say("quality.receipts"), anchor=False)
st.caption(say("quality.receipts_help"))
deliveries = cached.deliveries()
chosen: list[int] = []
tables.show(
    receipts.readable(deliveries),
    receipts.COLUMNS,
    alt=say("quality.receipts_alt", rows=number(len(deliveries))),
    key="quality_receipts",
    height=320 if len(deliveries) > MOST_LINES else None,
    on_select=chosen.append,
)

st.header(say("quality.reasons"), anchor=False)
if chosen:
    delivery = deliveries.iloc[chosen[0]]
    refused = cached.refused_rows(delivery["delivery_sha256"])
    st.caption(say("quality.reasons_of", file=delivery["file_name"]))
    receipts.draw_refused(refused, key="quality_refused")
    receipts.offer_correction(refused, delivery["file_name"], key="quality_correction")
else:
    counts = cached.refusal_reasons().head(MOST_REASONS)
    st.caption(say("quality.reasons_help") if len(counts) else say("quality.no_refusals"))
    if len(counts):
        charts.show(
            quality_charts.refusals(counts),
            alt=say("quality.reasons_alt", code=counts["reason_code"].iloc[0]),
            key="quality_reasons",
            data=counts,
        )
