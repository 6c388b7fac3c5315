"""Which picture answers the question? Plotly figures in the house style, patterns beside colours.

Every function returns a figure; only `show` draws. Graph objects only: plotly.express costs ten
times as much per rerun.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from data_pipeline import catalog
from data_pipeline.house import PAGE
from pages.components import house, status, tables
from pages.components.text import UNKNOWN, language, ratio, say

BAR_PX: Final = 30
SYMBOLS: Final = {"red": "square", "amber": "triangle-up", "grey": "circle-open", "green": "circle"}


def show(figure: go.Figure, *, alt: str, key: str, data: pd.DataFrame | None = None) -> None:
    """Draw a figure with its words for a screen reader, and its numbers as a table below."""
    st.plotly_chart(figure, theme=None, key=key, alt=alt, config=house.config())
    if data is None or data.empty:
        return
    twin = st.expander(say("shell.table_twin"), key=f"{key}_twin", on_change="rerun")
    if twin.open:
        with twin:
            columns = [name for name in data.columns if name in catalog.columns()]
            tables.show(data, columns, alt=alt, key=f"{key}_table")


def ranked_bars(
    frame: pd.DataFrame, *, value: str, name: str, by_status: str | None = None
) -> go.Figure:
    """One horizontal bar a row, first row on top; coloured and patterned by a status column."""
    statuses = list(frame[by_status]) if by_status else ["green"] * len(frame)
    figure = house.figure(height=_rows_px(frame))
    figure.add_bar(
        x=frame[value],
        y=frame[name],
        orientation="h",
        marker=house.marker(statuses),
        hovertemplate="%{y}: %{x:,}<extra></extra>",
    )
    return figure.update_yaxes(autorange="reversed").update_layout(showlegend=False)


def stacked_bars(
    frame: pd.DataFrame, *, name: str, parts: Sequence[tuple[str, str]], need: str | None = None
) -> go.Figure:
    """A bar a row, one segment a (column, status) pair in that order, the need as a tick."""
    figure = house.figure(height=_rows_px(frame) + 40)
    for column, kind in parts:
        figure.add_bar(
            x=frame[column],
            y=frame[name],
            name=tables.label(column),
            orientation="h",
            marker=house.marker([kind] * len(frame)),
            hovertemplate="%{fullData.name}: %{x:,}<extra>%{y}</extra>",
        )
    if need:
        _need_ticks(figure, frame[need], frame[name])
    return figure.update_yaxes(autorange="reversed").update_layout(barmode="stack")


def heatmap(
    frame: pd.DataFrame, *, x: str, y: str, value: str, is_ratio: bool = False
) -> go.Figure:
    """A cell a row, darker = more; empty cells stay paper. Values are shown in the cells."""
    grid = frame.pivot_table(index=y, columns=x, values=value, aggfunc="sum", sort=False)
    texts = grid.map(lambda cell: "" if pd.isna(cell) or not cell else _short(cell, is_ratio))
    figure = house.figure(height=80 + BAR_PX * len(grid))
    figure.add_heatmap(
        x=list(grid.columns),
        y=list(grid.index),
        z=grid.to_numpy(),
        text=texts.to_numpy(),
        texttemplate="%{text}",
        colorscale=_scale(),
        showscale=False,
        xgap=2,
        ygap=2,
        hovertemplate="%{y} · %{x}: %{z:,}<extra></extra>",
    )
    return figure.update_yaxes(autorange="reversed").update_xaxes(side="top", tickangle=-35)


def curves(
    frame: pd.DataFrame,
    *,
    x: str,
    planned: str,
    actual: str,
    today: datetime | None = None,
    deadline: date | None = None,
) -> go.Figure:
    """The S-curve: plan as a dotted line, what happened as a full one; a deadline is a line."""
    figure = house.figure(height=360)
    ink = PAGE[status.theme()]
    plan = {"dash": "dot", "color": ink["soft"], "width": 2}
    fact = {"color": status.colours()["red"], "width": 3}
    figure.add_scatter(x=frame[x], y=frame[planned], name=tables.label(planned), line=plan)
    figure.add_scatter(x=frame[x], y=frame[actual], name=tables.label(actual), line=fact)
    for at, words in ((today, "shell.chart.today"), (deadline, "shell.chart.deadline")):
        if at is not None:
            mark(figure, at, say(words))
    return figure.update_traces(
        hovertemplate="%{x|%d %b %Y}: %{y:,}<extra>%{fullData.name}</extra>"
    )


def deviations(
    frame: pd.DataFrame, *, name: str, value: str = "deviation_days", by_status: str = "status"
) -> go.Figure:
    """A dot a row on a line of days: left of zero ahead, right of zero behind."""
    figure = house.figure(height=_rows_px(frame))
    figure.add_scatter(
        x=frame[value],
        y=frame[name],
        mode="markers",
        marker={
            "size": 13,
            "color": [status.colours()[kind] for kind in frame[by_status]],
            "symbol": [SYMBOLS[kind] for kind in frame[by_status]],
            "line": {"width": 1, "color": PAGE[status.theme()]["ink"]},
        },
        hovertemplate="%{y}: %{x:+,.0f}<extra></extra>",
    )
    figure.add_vline(x=0, line={"color": PAGE[status.theme()]["ink"], "width": 1.5})
    figure.update_xaxes(ticksuffix=say("shell.chart.days_suffix"), zeroline=False)
    return figure.update_yaxes(autorange="reversed").update_layout(showlegend=False)


def bullets(
    frame: pd.DataFrame, *, name: str, required: str, demonstrated: str, by_status: str = "status"
) -> go.Figure:
    """What a day has brought at best (bar) against what each day must bring (tick)."""
    figure = house.figure(height=_rows_px(frame) + 40)
    figure.add_bar(
        x=frame[demonstrated],
        y=frame[name],
        name=tables.label(demonstrated),
        orientation="h",
        marker=house.marker(list(frame[by_status])),
        hovertemplate="%{fullData.name}: %{x:,}<extra>%{y}</extra>",
    )
    _need_ticks(figure, frame[required], frame[name], tables.label(required))
    return figure.update_yaxes(autorange="reversed")


def mark(figure: go.Figure, at: date, words: str) -> None:
    """A named vertical line; the name stands above the plot, where no label can lie under it."""
    ink = PAGE[status.theme()]["ink"]
    figure.add_vline(x=at.isoformat(), line={"color": ink, "width": 1, "dash": "dash"})
    figure.add_annotation(
        x=at.isoformat(), y=1, yref="paper", yanchor="bottom", text=words, showarrow=False
    )


def leader(figure: go.Figure) -> str:
    """The name of the first row of a figure: what its alt text begins with."""
    names = figure.data[0].y
    return str(names[0]) if names is not None and len(names) else UNKNOWN


def _need_ticks(figure: go.Figure, x: pd.Series, y: pd.Series, name: str = "") -> None:
    marker = {"symbol": "line-ns-open", "size": 20, "line": {"width": 3}}
    marker["color"] = PAGE[status.theme()]["ink"]
    words = name or tables.label(str(x.name))
    figure.add_scatter(
        x=x,
        y=y,
        mode="markers",
        name=words,
        marker=marker,
        hovertemplate="%{fullData.name}: %{x:,}<extra>%{y}</extra>",
    )


def _rows_px(frame: pd.DataFrame) -> int:
    return 70 + BAR_PX * max(1, len(frame))


def _scale() -> list[list[object]]:
    paper = PAGE[status.theme()]["line"]
    return [[0.0, paper], [0.001, "#F3D9D3"], [1.0, status.colours()["red"]]]


def _short(value: float, is_ratio: bool) -> str:
    """'85,9 %', or a quantity short enough for a cell: '1,2 jt', '340 rb'."""
    if is_ratio:
        return ratio(value) if value >= 0.001 else "< " + ratio(0.001)
    for unit, size in (("million", 1e6), ("thousand", 1e3)):
        if value >= size:
            text = f"{value / size:.1f}".replace(".", "," if language() == "id" else ".")
            return say(f"shell.short.{unit}", n=text)
    return f"{value:.0f}"
