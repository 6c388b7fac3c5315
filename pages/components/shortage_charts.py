"""Where is what short, and what is the gap made of? Silence has its own sign, never a zero."""

from __future__ import annotations

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from pages.components import charts, status, tables

PARTS: Final = (
    ("usable_pcs", "green"),
    ("in_transit_in_time_pcs", "green"),
    ("in_transit_late_pcs", "amber"),
    ("damaged_pcs", "grey"),
    ("missing_pcs", "red"),
)
LONGEST: Final = 12


def matrix(frame: pd.DataFrame, *, place: str) -> go.Figure:
    """Place by item: the worst region's short ratio; ◌ where no region has reported.

    `frame`: a row per place and item with item_name, worst_short_ratio, silent_regions and
    region_count. Places and items keep the order of the frame.
    """
    told = frame.assign(shown=frame["worst_short_ratio"].fillna(0.0))
    figure = charts.heatmap(told, x="item_name", y=place, value="shown", is_ratio=True)
    silent = frame[frame["silent_regions"] == frame["region_count"]]
    figure.add_scatter(
        x=silent["item_name"],
        y=silent[place],
        mode="text",
        text=[status.SHAPES["grey"]] * len(silent),
        hoverinfo="skip",
        showlegend=False,
    )
    return figure


def make_up(frame: pd.DataFrame, *, name: str) -> go.Figure:
    """Each unit's need as usable, on the way in time, late, damaged and missing pieces."""
    figure = charts.stacked_bars(frame.head(LONGEST), name=name, parts=PARTS, need="need_pcs")
    on_the_way = {"name": tables.label("in_transit_in_time_pcs")}
    return figure.update_traces(marker_opacity=0.55, marker_pattern_shape="\\", selector=on_the_way)
