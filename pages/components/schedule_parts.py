"""What stands on the schedule page beside its figures? Days to the vote and how many are late."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from pages.components import tables
from pages.components.text import number, say

MILESTONES: Final = (
    "milestone_name",
    "due_on",
    "countdown",
    "hardness",
    "done_units",
    "stage_units",
    "missed_units",
)
NOTES: Final = ("region_name", "event_at", "comment_text", "author_name")


def draw_numbers(summary: pd.DataFrame, days_before: int) -> None:
    """Days to the vote, deadlines missed, regions behind, and how far the last one is."""
    of_all = f" / {number(summary['unit_count'].sum())}"
    worst = summary["worst_deviation_days"].max()
    with st.container(horizontal=True, key="schedule_numbers"):
        st.metric(say("schedule.days_before"), number(days_before), border=True)
        for name in ("missed", "behind"):
            count = number(summary[f"{name}_units"].sum())
            help_text = say("timeline.rows_help")
            st.metric(say(f"timeline.{name}"), count + of_all, border=True, help=help_text)
        st.metric(say("timeline.worst"), tables.cell(worst, "deviation_days"), border=True)
