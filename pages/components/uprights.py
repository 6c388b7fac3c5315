"""How do moments and values stand in a chart as named upright lines?"""

from __future__ import annotations

from datetime import date, datetime
from html import escape
from typing import Final

import plotly.graph_objects as go

from data_pipeline.figures.chart import Chart, Mark
from data_pipeline.house import PAGE
from pages.components import status

# Two names fit beside one another, also on a phone; more of them are stacked.
MOST_ON_A_LINE: Final = 2
NAME_PX: Final = 17


def at_values(drawn: go.Figure, chart: Chart) -> None:
    """Lines at values; the axis is told its end, or it would grow to hold their names."""
    if not chart.marks:
        return
    values = [*chart.rows[chart.series[0].column].dropna(), *(mark.at for mark in chart.marks)]
    drawn.update_xaxes(range=[0, 1.08 * max(values)])
    for mark in chart.marks:
        _upright(drawn, mark.at, mark.label, "left", "solid")


def at_moments(drawn: go.Figure, chart: Chart) -> None:
    """Lines at moments; no name lies on another."""
    marks = sorted(chart.marks, key=lambda mark: day_of(mark.at))
    is_stacked = len(marks) > MOST_ON_A_LINE
    for place, mark in enumerate(marks):
        at = mark.at.isoformat() if isinstance(mark.at, date) else mark.at
        lift = NAME_PX * (len(marks) - 1 - place) if is_stacked else 0
        anchor = _side(chart, mark) if is_stacked else "right" if place == 0 else "left"
        _upright(drawn, at, mark.label, anchor, "dash", lift_px=lift)
    if is_stacked:
        _make_room(drawn, NAME_PX * len(marks))


def day_of(at: object) -> date:
    """The day of a moment or a day; a curve's axis holds nothing else."""
    if isinstance(at, datetime):
        return at.date()
    if isinstance(at, date):
        return at
    raise TypeError(f"{at!r} is no moment; a curve's axis holds moments only.")


def _side(chart: Chart, mark: Mark) -> str:
    """A name on the right half ends at its line, so that it stays inside the picture."""
    days = [day_of(at) for at in [*chart.rows[chart.across], *(it.at for it in chart.marks)]]
    middle = min(days) + (max(days) - min(days)) / 2
    return "right" if day_of(mark.at) > middle else "left"


def _make_room(drawn: go.Figure, names_px: int) -> None:
    """The names push the legend up and the plot down."""
    height, margin = drawn.layout.height + names_px, drawn.layout.margin
    plot_px = height - margin.t - margin.b - names_px
    legend = {"y": 1 + (names_px + 4) / plot_px}
    drawn.update_layout(height=height, margin_t=margin.t + names_px, legend=legend)


def _upright(
    drawn: go.Figure, at: object, words: str, anchor: str, dash: str, *, lift_px: int = 0
) -> None:
    """A named line; the name stands above the plot, where no label can lie under it."""
    ink = PAGE[status.theme()]["ink"]
    drawn.add_vline(x=at, line={"color": ink, "width": 1.5, "dash": dash})
    drawn.add_annotation(
        x=at,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=lift_px,
        xanchor=anchor,
        text=escape(words),
        showarrow=False,
    )
