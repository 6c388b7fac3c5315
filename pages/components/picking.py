"""What did the reader point at in a picture? The row behind the bar or the cell, for the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from zlib import crc32

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from data_pipeline.figures.chart import Chart
from pages.components import charts
from pages.components.filters import PROVINCE_KEY

# Called before the page runs again, with the row pointed at; None when it was let go.
Pick = Callable[[pd.Series | None], None]

CELL_PX: Final = 22


def figure(chart: Chart) -> go.Figure:
    """The picture, ready to be pointed at: Plotly selects points, but no cell of a heatmap."""
    drawn = charts.figure(chart)
    if chart.kind == "heatmap":
        (series,) = chart.series
        drawn.add_scatter(
            x=chart.rows[chart.across],
            y=charts.names(chart),
            mode="markers",
            marker={"size": CELL_PX, "symbol": "square", "opacity": 0},
            # Without this, what is not selected would turn visible.
            unselected={"marker": {"opacity": 0}},
            customdata=charts.told(chart, series),
            hovertemplate="%{y} · %{x}: %{customdata}<extra></extra>",
            showlegend=False,
        )
    return drawn


@dataclass(frozen=True)
class Picture:
    """A figure, and what tells it from another."""

    figure: go.Figure
    name: str


def picture(chart: Chart) -> Picture:
    """The picture, ready to be pointed at, and its name."""
    drawn = figure(chart)
    return Picture(drawn, f"{crc32(repr(drawn.to_dict()).encode()):x}")


def draw(drawn: Picture, chart: Chart, on_pick: Pick, *, key: str, **options: Any) -> None:
    """Draw a picture whose bars and cells can be chosen.

    Another picture is another widget: what was chosen in the one before is not chosen in it.
    """
    widget = f"{key}_{drawn.name}"
    st.plotly_chart(
        drawn.figure,
        key=widget,
        on_select=partial(_notice, widget, chart, on_pick),
        selection_mode="points",
        **options,
    )


def row_of(chart: Chart, points: list[dict[str, Any]]) -> pd.Series | None:
    """The row of the picture behind the first point; None when there is none."""
    if not points:
        return None
    is_it = pd.Series(charts.names(chart), index=chart.rows.index) == points[0]["y"]
    if chart.kind == "heatmap":
        is_it &= chart.rows[chart.across] == points[0]["x"]
    return chart.rows[is_it].iloc[0] if is_it.any() else None


def narrow_to_province(row: pd.Series | None) -> None:
    """The page, and every other one, shows that province alone; letting go changes nothing."""
    code = None if row is None else row.get("province_code")
    if isinstance(code, str):
        st.session_state[PROVINCE_KEY] = [code]


def _notice(widget: str, chart: Chart, on_pick: Pick) -> None:
    on_pick(row_of(chart, st.session_state[widget]["selection"]["points"]))
