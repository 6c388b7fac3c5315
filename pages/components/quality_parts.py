"""What stands on the data-quality page? Who is silent, what cannot be right, what was refused."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from pages.components import briefs, charts, export, panes, quality_charts, receipts, tables
from pages.components.filters import open_region
from pages.components.text import number, say

SILENT: Final = [
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
FLAGS: Final = ["severity", "region_name", "opened_at", "reason"]
MOST_REASONS: Final = 12
MOST_FLAGS: Final = 8
LONG_TABLE: Final = 8
TABLE_PX: Final = 340


def late_regions(reporting: pd.DataFrame) -> pd.DataFrame:
    """Regions whose data is old or missing, those with the most polling stations first."""
    late = reporting[reporting["d_status"] != "green"]
    return late.sort_values(["tps_count", "age_hours"], ascending=False, kind="stable")


def draw_numbers(reporting: pd.DataFrame, meta: pd.Series) -> None:
    """Regions with fresh data and with none out of all; files received and rows refused."""
    silent = reporting[reporting["d_status"] == "grey"]
    fresh = (reporting["d_status"] == "green").sum()
    of_all = f" / {number(len(reporting))}"
    with st.container(horizontal=True, key="quality_numbers"):
        help_text = say("quality.fresh_help")
        st.metric(say("quality.fresh"), number(fresh) + of_all, border=True, help=help_text)
        st.metric(say("quality.silent"), number(len(silent)) + of_all, border=True)
        st.metric(say("quality.silent_tps"), number(silent["tps_count"].sum()), border=True)
        st.metric(say("quality.files"), number(meta["delivery_count"]), border=True)
        st.metric(say("quality.refused"), number(meta["refused_count"]), border=True)


def draw_late(late: pd.DataFrame) -> None:
    """The silent and late regions; a chosen cell opens the sheet of its region."""
    if late.empty:
        st.info(say("quality.all_fresh"))
        return
    tables.show(
        late,
        SILENT,
        alt=say("quality.who_alt", rows=number(len(late))),
        key="quality_silent",
        height=height_of(late),
        on_select=lambda row: open_region(late["region_code"].iloc[row]),
    )
    export.download(late, SILENT, name=say("quality.who"), key="silent")


def draw_calendar(calendar: pd.DataFrame) -> None:
    """Old or missing data by province and moment."""
    with panes.wide("quality_calendar"):
        charts.show(
            quality_charts.silence(calendar),
            alt=say("quality.calendar_alt", rows=number(calendar["province_code"].nunique())),
            key="quality_calendar",
            data=calendar,
        )


def draw_flags(reporting: pd.DataFrame, alarms: pd.DataFrame) -> None:
    """How many regions contradict themselves, and the figures that cannot be right."""
    impossible = alarms[alarms["alarm_code"] == "IMPOSSIBLE"]
    facts = {
        "regions": number((reporting["flag_count"] > 0).sum()),
        "alarms": number(len(impossible)),
        "shown": number(min(len(impossible), MOST_FLAGS)),
    }
    st.caption(say("quality.flags_help", **facts))
    briefs.draw(
        impossible.head(MOST_FLAGS),
        FLAGS,
        alt=say("quality.flags_alt", rows=number(len(impossible))),
        empty=say("quality.no_flags"),
    )


def choose_delivery(deliveries: pd.DataFrame) -> pd.Series | None:
    """Every file received; the one whose cell the reader chose."""
    chosen: list[int] = []
    tables.show(
        receipts.readable(deliveries),
        receipts.COLUMNS,
        alt=say("quality.receipts_alt", rows=number(len(deliveries))),
        key="quality_receipts",
        height=height_of(deliveries),
        on_select=chosen.append,
    )
    return deliveries.iloc[chosen[0]] if chosen else None


def draw_reasons(counts: pd.DataFrame) -> None:
    """Why rows of all files were refused, most frequent reason first."""
    if counts.empty:
        st.caption(say("quality.no_refusals"))
        return
    st.caption(say("quality.reasons_help"))
    charts.show(
        quality_charts.refusals(counts.head(MOST_REASONS)),
        alt=say("quality.reasons_alt", code=counts["reason_code"].iloc[0]),
        key="quality_reasons",
        data=counts,
    )


def height_of(frame: pd.DataFrame) -> int | None:
    """A long table scrolls; a short one is as tall as its rows."""
    return TABLE_PX if len(frame) > LONG_TABLE else None
