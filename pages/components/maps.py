"""Where is it? Regencies by status, overseas posts, and consignments as arcs; all offline.

Traps: a deck with any `map_style`, None included, asks a tile server for a style, so none is
passed and the provider is None. The polygons come by URL, once per board, never through the
session. deck.gl cannot fit a view to its window, so the window is measured (window.py).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import pydeck as pdk
import streamlit as st

from data_pipeline.figures.chart import Chart
from pages import access, api, cached
from pages.cached import Scope
from pages.components import map_layers, overridden, window
from pages.components.text import language, plain, say

Bounds = tuple[float, float, float, float]

INDONESIA: Final[Bounds] = (94.8, -11.2, 141.3, 6.3)
WORLD: Final[Bounds] = (-125.0, -42.0, 178.0, 62.0)
MARGIN: Final = 0.8
LOWEST, HIGHEST = 150, 560
TILE_PX: Final = 512
# Statuses that must be seen even on a small island, and without colour.
MARKED: Final = ("red", "grey")
MOST_MARKS: Final = 160
ROOM_FOR_MARKS_PX: Final = 600


@dataclass(frozen=True)
class Window:
    """The size in pixels a view is fitted to."""

    width: int
    height: int


def status_deck(
    url: str,
    *,
    view: Window,
    bounds: Bounds = INDONESIA,
    provinces: Sequence[str] = (),
    own: Sequence[str] = (),
    marks: pd.DataFrame | None = None,
    posts: pd.DataFrame | None = None,
    shipments: pd.DataFrame | None = None,
    overrides: pd.DataFrame | None = None,
) -> pdk.Deck:
    """Polygons from `url`, marks and posts (lat, lon, status), shipments (origin, destination).

    Outside `provinces` all is faint; `own` = the provinces of who sees only part of the country.
    """
    layers = [map_layers.polygons(url, provinces), map_layers.borders(own)]
    if bounds == WORLD:
        layers.insert(0, map_layers.world())
    if marks is not None and view.width >= ROOM_FOR_MARKS_PX and len(marks) <= MOST_MARKS:
        layers.append(map_layers.marks(marks))
    if shipments is not None and not shipments.empty:
        layers.append(map_layers.arcs(shipments))
    if posts is not None and not posts.empty:
        layers.append(map_layers.posts(posts))
    if overrides is not None and not overrides.empty:
        layers.append(map_layers.overrides(overrides))
    return pdk.Deck(
        layers=layers,
        initial_view_state=fit(bounds, view),
        map_provider=None,
        tooltip={"html": _tooltip(), "style": TOOLTIP_STYLE},
    )


def fit(bounds: Bounds, view: Window) -> pdk.ViewState:
    """The view that shows west, south, east, north whole in a window of that size."""
    west, south, east, north = bounds
    top, bottom = _mercator(north), _mercator(south)
    across = view.width / (TILE_PX * max(east - west, 0.3) / 360)
    down = view.height / (TILE_PX * max(top - bottom, 0.002) / (2 * math.pi))
    zoom = math.log2(min(across, down)) - 0.06
    middle = math.degrees(2 * math.atan(math.exp((top + bottom) / 2)) - math.pi / 2)
    return pdk.ViewState(longitude=(west + east) / 2, latitude=middle, zoom=min(zoom, 9))


def bounds_of(regions: pd.DataFrame, provinces: Sequence[str]) -> Bounds:
    """The box around the regions of those provinces; all Indonesia when there is no choice."""
    inside = regions[regions["province_code"].isin(provinces)]
    if inside.empty:
        return INDONESIA
    lon, lat = inside["lon"], inside["lat"]
    return lon.min() - MARGIN, lat.min() - MARGIN, lon.max() + MARGIN, lat.max() + MARGIN


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


TOOLTIP_STYLE: Final[dict[str, Any]] = {
    "fontFamily": "Inter, sans-serif",
    "fontSize": "13px",
    "borderRadius": "6px",
    "background": "#1F2328",
    "color": "#FBFAF8",
}


def _tooltip() -> str:
    """Streamlit escapes what it fills in; a field that a layer lacks would stay as braces."""
    return f"<b>{{name}}</b><br>{{tip_{language()}}}"


def draw(
    chart: Chart,
    scope: Scope,
    *,
    key: str,
    guess: int,
    bounds: Bounds | None = None,
    marks: pd.DataFrame | None = None,
    posts: pd.DataFrame | None = None,
    shipments: pd.DataFrame | None = None,
) -> str | None:
    """Draw the status map as wide as its place and as high as its bounds ask; the region clicked.

    The polygons come by URL; the chart says what is in scope and what a screen reader is told.
    """
    box = bounds or bounds_of(chart.rows, scope.province_codes)
    across = window.width(guess=340 if window.is_phone() else guess, key=f"{key}_width")
    view = Window(across, height_for(box, across))
    held = overridden.held(scope.as_of)
    overrides = chart.rows[chart.rows["region_code"].isin(held)]
    deck = status_deck(
        api.status_link(scope.as_of or cached.meta()["as_of"]),
        view=view,
        bounds=box,
        provinces=scope.province_codes,
        own=access.principal().grant.province_codes,
        marks=marks,
        posts=posts,
        shipments=shipments,
        overrides=overrides,
    )
    event = st.pydeck_chart(deck, height=view.height, alt=chart.alt, key=key, on_select="rerun")
    if len(overrides):
        names = plain(", ".join(overrides["name"]))
        st.caption(say("map.overridden", mark=overridden.MARK, regions=names))
    things = [thing for layer in event["selection"]["objects"].values() for thing in layer]
    codes = [thing.get("region_code") or thing["properties"]["code"] for thing in things]
    return str(codes[0]) if codes else None


def marked(regions: pd.DataFrame) -> pd.DataFrame:
    """The regencies that carry a shape on the map: red and without data."""
    is_marked = regions["status"].isin(MARKED) & (regions["region_level"] == "regency")
    return regions[is_marked]


def height_for(bounds: Bounds, across: int) -> int:
    """Pixels high so that the bounds fill the width, within reason."""
    west, south, east, north = bounds
    ratio = (_mercator(north) - _mercator(south)) / math.radians(east - west)
    return round(min(max(across * ratio * 1.06, LOWEST), HIGHEST))
