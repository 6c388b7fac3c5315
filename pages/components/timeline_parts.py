"""What stands on the timeline page beside its figures? Numbers, the choice of stage and item."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from pages.components import tables
from pages.components.text import language, number, say

DEVIATIONS: Final = (
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
)
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


def choose_stage(summary: pd.DataFrame) -> tuple[str, str]:
    """The stage the deviations are narrowed to, as code and in words; none chosen = all."""
    names = _names(summary, "stage")
    stage = st.pills(
        say("timeline.stage"),
        list(names),
        format_func=lambda code: names.get(code, code),
        key="dots_stage",
    )
    return stage or "", names.get(stage or "", "")


def choose_curve(progress: pd.DataFrame) -> tuple[str, str]:
    """The item and stage of the S-curve; it opens with what is needed most, as received."""
    largest_first = progress.sort_values("need_pcs", ascending=False, kind="stable")
    items = _names(largest_first, "item")
    with st.container(horizontal=True):
        item = st.selectbox(
            say("timeline.item"),
            list(items),
            format_func=lambda code: items.get(code, code),
            key="curve_item",
        )
        stages = _names(progress[progress["item_code"] == item], "stage")
        stage = st.selectbox(
            say("timeline.stage"),
            list(stages),
            index=min(RECEIVED, len(stages) - 1),
            format_func=lambda code: stages.get(code, code),
            key="curve_stage",
        )
    return item, stage


def _names(frame: pd.DataFrame, thing: str) -> dict[str, str]:
    """Codes to names in the reader's language, in the order of the frame."""
    return dict(zip(frame[f"{thing}_code"], frame[f"{thing}_name_{language()}"], strict=True))
