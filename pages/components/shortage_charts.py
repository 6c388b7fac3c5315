"""Where is what short, and what is the gap made of? Silence has its own sign, never a zero."""

from __future__ import annotations

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from pages.components import charts, panes, status, tables

PARTS: Final = (
    ("usable_pcs", "green"),
    ("in_transit_in_time_pcs", "green"),
    ("in_transit_late_pcs", "amber"),
    ("damaged_pcs", "grey"),
    ("missing_pcs", "red"),
)
LONGEST: Final = 12


def by_province(matrix: pd.DataFrame) -> go.Figure:
    """Province by item: the short ratio of the worst region; ◌ where no region has reported.

    `matrix`: a row per province and item with province_name, item_name, worst_short_ratio,
    silent_regions and region_count. The province with the worst region stands on top; provinces
    where nothing is short and nobody silent are left out.
    """
    is_silent = matrix["silent_regions"] == matrix["region_count"]
    told = matrix.assign(shown=matrix["worst_short_ratio"].fillna(0.0), is_silent=is_silent)
    by_place = told.groupby("province_code")
    told["worst"] = by_place["shown"].transform("max")
    has_silence = by_place["is_silent"].transform("any")
    ranked = told[(told["worst"] > 0) | has_silence].sort_values(
        ["worst", "province_code"], ascending=[False, True], kind="stable"
    )
    figure = charts.heatmap(ranked, x="item_name", y="province_name", value="shown", is_ratio=True)
    figure.update_traces(zmin=0)
    silent = ranked[ranked["is_silent"]]
    return figure.add_scatter(
        x=silent["item_name"],
        y=silent["province_name"],
        mode="text",
        text=[status.SHAPES["grey"]] * len(silent),
        hoverinfo="skip",
        showlegend=False,
    )


def by_region(shortages: pd.DataFrame) -> go.Figure:
    """Region by item inside one province: the short ratio of the worst electoral district."""
    ranked = shortages.sort_values("short_ratio", ascending=False, kind="stable")
    worst = ranked.drop_duplicates(["region_code", "item_code"])
    figure = charts.heatmap(
        worst, x="item_name", y="region_name", value="short_ratio", is_ratio=True
    )
    return figure.update_traces(zmin=0)


def make_up(frame: pd.DataFrame, *, name: str) -> go.Figure:
    """Each need as usable, on the way in time, late, damaged and missing; the need is 100 %.

    Drawn as shares of the need, so that 4,000 boxes are seen beside a million ballots; the
    pieces stand in the tooltip.
    """
    shown = frame.head(LONGEST)
    columns = [column for column, _ in PARTS]
    shares = shown[[*columns, "need_pcs"]].div(shown["need_pcs"], axis=0)
    figure = charts.stacked_bars(
        shares.assign(**{name: shown[name]}), name=name, parts=PARTS, need="need_pcs"
    )
    for trace, column in zip(figure.data, [*columns, "need_pcs"], strict=True):
        trace.customdata = shown[column]
        trace.hovertemplate = "%{fullData.name}: %{customdata:,}<extra>%{y}</extra>"
    figure.update_traces(
        marker_opacity=0.55,
        marker_pattern_shape="\\",
        selector={"name": tables.label("in_transit_in_time_pcs")},
    )
    figure.update_xaxes(tickformat=".0%").update_layout(legend_traceorder="normal")
    return panes.roomy(figure, len(shown))
