"""How do the peers draw? With Plotly Express, as its manual shows; the same figures in each."""

from __future__ import annotations

from typing import Any

import plotly.express as px
from plotly.graph_objects import Figure

from benchmarks.peers.board import COLOURS, Frames


def status_map(frames: Frames, geometry: dict[str, Any] | str) -> Figure:
    """A choropleth of the regencies; `geometry` is GeoJSON or its address.

    px.choropleth would ask the internet for the shapes of the world, whatever it is told to draw.
    """
    place = frames.regencies[["lat", "lon"]].mean().to_dict()
    figure = px.choropleth_map(
        frames.regencies,
        geojson=geometry,
        locations="region_code",
        color="status",
        color_discrete_map=COLOURS,
        hover_name="regency",
        hover_data=["tps_not_ready", "coverage_ratio"],
        map_style="white-bg",
        center=place,
        zoom=3.4 if frames.is_everywhere else 5.5,
        height=420,
    )
    return figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})


def bars(frames: Frames) -> Figure:
    """Regencies short of each good."""
    return px.bar(frames.short_by_item, x="regencies", y="item", orientation="h", height=380)


def gantt(frames: Frames) -> Figure:
    """The stages on the calendar, coloured by the worst delay."""
    figure = px.timeline(
        frames.plan, x_start="start_on", x_end="finish_on", y="job", color="days_behind", height=380
    )
    return figure.update_yaxes(autorange="reversed", title="")
