"""What stands on the changes page beside its figures? The earlier moment, counts, the choices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import pandas as pd
import streamlit as st

from data_pipeline.figures.changes import KINDS, WIB, counted, yesterday
from pages import cached
from pages.cached import Scope
from pages.components.text import number, say

# In the URL: its labels are the same in both languages, as those of the shared moment.
BEFORE_KEY: Final = "since"
SIDES: Final = ("province", "cause")
# What must be seen without scrolling at 1,440 px; the files hold every column.
COLUMNS: Final = (
    "status_before",
    "status",
    "region_name",
    "cause_before",
    "cause",
    "tps_not_ready_before",
    "tps_not_ready",
    "tps_change",
    "change_name",
)


def choose_before(scope: Scope) -> datetime | None:
    """Draw the choice of the earlier moment, yesterday 07:00 WIB at first; None = there is none."""
    points: list[datetime] = [point.to_pydatetime() for point in cached.as_of_points()["as_of"]]
    later = scope.as_of or cached.meta()["as_of"].to_pydatetime()
    earlier = {_label(point): point for point in points if point < later}
    usual = yesterday(points, later)
    if usual is None:
        return None
    chosen = st.selectbox(
        say("changes.before"),
        list(earlier),
        index=list(earlier).index(_label(usual)),
        key=BEFORE_KEY,
        help=say("changes.before_help"),
        bind="query-params",
        width=300,
    )
    return earlier[chosen]


def draw_counts(moved: pd.DataFrame) -> dict[str, int]:
    """How many regions moved in each way, as numbers to read at a glance."""
    counts = counted(moved)
    with st.container(horizontal=True, key="change_numbers"):
        for kind in ("worse", "silent", "heard", "better"):
            help_text = say(f"changes.help.{kind}")
            st.metric(
                say(f"changes.kind.{kind}"), number(counts[kind]), border=True, help=help_text
            )
    return counts


def choose_by() -> tuple[str, str]:
    """Whether the change is parted by province or by cause, as code and in words."""
    names = {side: say(f"changes.by.{side}") for side in SIDES}
    side = st.segmented_control(
        say("changes.by.label"),
        list(SIDES),
        default=SIDES[0],
        required=True,
        format_func=lambda code: names.get(code, code),
        key="change_by",
    )
    return side, names[side]


def choose_kind(counts: Mapping[str, int]) -> tuple[str, str]:
    """Which way of moving is listed, with the count of each; none chosen = all."""
    names = {kind: f"{say(f'changes.kind.{kind}')} {number(counts[kind])}" for kind in KINDS}
    kind = st.pills(
        say("changes.kinds"),
        list(KINDS),
        format_func=lambda code: names.get(code, code),
        key="change_kind",
    )
    return kind or "", say(f"changes.kind.{kind}") if kind else ""


def _label(point: datetime) -> str:
    return f"{point + WIB:%Y-%m-%d %H:%M} WIB"
