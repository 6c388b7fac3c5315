"""How far from plan, and will the pace do? Days, with every deadline drawn as a line."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from data_pipeline.house import PAGE
from pages.components import charts, panes, status, tables
from pages.components.text import say

MOST_ROWS: Final = 20
TICK_DAYS: Final = 14


def days_from_plan(frame: pd.DataFrame, *, name: str) -> go.Figure:
    """A dot a row in days behind plan, a tick where the plan's spare days end: its deadline."""
    shown = frame.head(MOST_ROWS)
    figure = charts.deviations(shown, name=name)
    spare = (shown["due_on"] - shown["finish_on"]).map(lambda gap: gap.days)
    figure.add_scatter(
        x=spare,
        y=shown[name],
        mode="markers",
        name=say("timeline.deadline_tick"),
        marker={
            "symbol": "line-ns-open",
            "size": 18,
            "color": PAGE[status.theme()]["ink"],
            "line": {"width": 3},
        },
        hovertemplate="%{fullData.name}: %{x:+.0f}<extra>%{y}</extra>",
    )
    figure.update_traces(showlegend=False, selector=0).update_layout(showlegend=True)
    return panes.roomy(figure, len(shown))


def plan_and_actual(
    frame: pd.DataFrame, *, today: datetime, due_on: date | None, voting_on: date
) -> go.Figure:
    """The S-curve in pieces with the need as its ceiling, on an axis of days before the vote."""
    figure = charts.curves(
        frame, x="as_of", planned="planned_pcs", actual="done_pcs", today=today, deadline=due_on
    )
    figure.add_scatter(
        x=frame["as_of"],
        y=frame["need_pcs"],
        name=tables.label("need_pcs"),
        line={"color": PAGE[status.theme()]["soft"], "width": 1, "dash": "dash"},
    )
    ends = [frame["as_of"].min(), frame["as_of"].max(), pd.Timestamp(due_on or today)]
    figure.update_traces(mode="lines").update_yaxes(rangemode="tozero")
    figure.layout.annotations[0].xanchor = "right"  # today's name must not lie on the deadline's
    return count_down(figure, voting_on, min(ends).date(), max(ends).date())


def count_down(figure: go.Figure, voting_on: date, first: date, last: date) -> go.Figure:
    """Days before the vote (H-30) under the time axis, instead of dates."""
    length = (last - first).days
    step = TICK_DAYS if length > 2 * TICK_DAYS else 7 if length > TICK_DAYS else 1
    highest = (voting_on - first).days // step * step
    lowest = (voting_on - last).days
    marks = range(highest, lowest - 1, -step)
    return figure.update_xaxes(
        tickvals=[(voting_on - timedelta(days=days)).isoformat() for days in marks],
        ticktext=[say("timeline.days_before", days=days) for days in marks],
    )


def pace(frame: pd.DataFrame, *, name: str) -> go.Figure:
    """The best daily rate shown (bar) against the rate still required (tick)."""
    figure = charts.bullets(
        frame, name=name, required="required_daily_pcs", demonstrated="best_daily_pcs"
    )
    return panes.roomy(figure, len(frame))
