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

from pages.components import status, window
from pages.components.text import language

Bounds = tuple[float, float, float, float]

INDONESIA: Final[Bounds] = (94.8, -11.2, 141.3, 6.3)
WORLD: Final[Bounds] = (-125.0, -42.0, 178.0, 62.0)
MARGIN: Final = 0.8
LOWEST, HIGHEST = 150, 560
TILE_PX: Final = 512
LATENESS_STATUS: Final = {"overdue": "red", "late": "amber", "unknown": "grey"}
BORDERS: Final = {"light": ("#FBFAF8", "#3A3936"), "dark": ("#10141F", "#05070C")}
OUTLINES_URL: Final = "/app/static/geo/provinces.geojson"
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
    marks: pd.DataFrame | None = None,
    posts: pd.DataFrame | None = None,
    shipments: pd.DataFrame | None = None,
) -> pdk.Deck:
    """Polygons from `url`, marks and posts (lat, lon, status), shipments (origin, destination)."""
    page, ink = BORDERS[status.theme()]
    layers = [
        _polygons(url, provinces),
        _borders(url, "regency_borders", page, 0.6),
        _borders(OUTLINES_URL, "province_borders", ink, 0.8),
    ]
    if marks is not None and view.width >= ROOM_FOR_MARKS_PX and len(marks) <= MOST_MARKS:
        layers.append(_marks(marks))
    if shipments is not None and not shipments.empty:
        layers.append(_arcs(shipments))
    if posts is not None and not posts.empty:
        layers += _posts(posts)
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


def _polygons(url: str, provinces: Sequence[str]) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        url,
        id="regions",
        pickable=True,
        # Strokes are drawn by a layer of their own: picking them too takes seconds without a GPU.
        stroked=False,
        get_fill_color=_fill(provinces),
    )


def _borders(url: str, name: str, colour: str, width: float) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        url,
        id=name,
        filled=False,
        get_line_color=status.rgb(colour, 190),
        line_width_min_pixels=width,
    )


def marked(regions: pd.DataFrame) -> pd.DataFrame:
    """The regencies that carry a shape on the map: red and without data."""
    is_marked = regions["status"].isin(MARKED) & (regions["region_level"] == "regency")
    return regions[is_marked]


def _marks(marks: pd.DataFrame) -> pdk.Layer:
    tones, inks = status.colours(), status.INKS[status.theme()]
    rows = marks[["lat", "lon"]].assign(
        shape=[status.SHAPES[kind] for kind in marks["status"]],
        colour=[status.rgb(tones[kind]) for kind in marks["status"]],
        ink=[status.rgb(inks[kind]) for kind in marks["status"]],
    )
    return pdk.Layer(
        "TextLayer",
        rows,
        id="marks",
        get_position="[lon, lat]",
        get_text="shape",
        get_size=9,
        get_color="ink",
        background=True,
        background_padding=[1, 0],
        get_background_color="colour",
        get_border_color="ink",
        get_border_width=1,
        # A bare "auto" would be read as an expression and crash the layer.
        character_set=pdk.types.String("auto"),
    )


def _fill(provinces: Sequence[str]) -> str:
    """A deck.gl expression: the status colour, faint outside the provinces looked at."""
    tones = {kind: status.rgb(colour) for kind, colour in status.colours().items()}
    by_status = str(tones["grey"])
    for kind in ("green", "amber", "red"):
        by_status = f"properties.status == '{kind}' ? {tones[kind]} : ({by_status})"
    if not provinces:
        return by_status
    inside = " || ".join(f"properties.prov == '{int(code):02d}'" for code in provinces)
    return f"({inside}) ? ({by_status}) : {status.rgb(status.colours()['grey'], 60)}"


def _arcs(shipments: pd.DataFrame) -> pdk.Layer:
    """Consignments from origin to destination, the worst drawn last; the mode bends the arc."""
    shipments = shipments.iloc[::-1]
    tones = status.colours()
    colours = [status.rgb(tones[LATENESS_STATUS[late]], 190) for late in shipments["lateness"]]
    rows = shipments[[*ARC_COLUMNS, "name", f"tip_{language()}"]].assign(
        colour=colours, tilt=[TILTS[mode] for mode in shipments["transport_mode"]]
    )
    return pdk.Layer(
        "ArcLayer",
        rows,
        id="shipments",
        pickable=True,
        get_source_position="[origin_lon, origin_lat]",
        get_target_position="[destination_lon, destination_lat]",
        get_source_color="colour",
        get_target_color="colour",
        get_tilt="tilt",
        get_height=0.3,
        get_width=1.3,
    )


def _posts(posts: pd.DataFrame) -> list[pdk.Layer]:
    """Overseas posts as outlined points; a red one carries its square, as pydeck has no patterns."""
    tones = status.colours()
    rows = posts[["lat", "lon", "region_code", "name", f"tip_{language()}"]].assign(
        colour=[status.rgb(tones[kind]) for kind in posts["status"]],
        shape=[status.SHAPES[kind] for kind in posts["status"]],
    )
    points = pdk.Layer(
        "ScatterplotLayer",
        rows,
        id="posts",
        pickable=True,
        stroked=True,
        get_position="[lon, lat]",
        get_fill_color="colour",
        get_line_color=status.rgb("#3A3936"),
        line_width_min_pixels=1,
        radius_min_pixels=5,
        radius_max_pixels=5,
    )
    return [points]


ARC_COLUMNS: Final = [
    "shipment_code",
    "region_code",
    "origin_lon",
    "origin_lat",
    "destination_lon",
    "destination_lat",
]
TILTS: Final = {"land": 0, "sea": 30, "air": 60, "mail": -40}
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


def draw_status(
    url: str,
    *,
    bounds: Bounds,
    provinces: Sequence[str],
    alt: str,
    key: str,
    guess: int,
    marks: pd.DataFrame | None = None,
    posts: pd.DataFrame | None = None,
    shipments: pd.DataFrame | None = None,
) -> str | None:
    """Draw the map as wide as its place, as high as its bounds ask; the region clicked, or None."""
    across = window.width(guess=340 if window.is_phone() else guess, key=f"{key}_width")
    view = Window(across, height_for(bounds, across))
    deck = status_deck(
        url,
        view=view,
        bounds=bounds,
        provinces=provinces,
        marks=marks,
        posts=posts,
        shipments=shipments,
    )
    event = st.pydeck_chart(deck, height=view.height, alt=alt, key=key, on_select="rerun")
    things = [thing for layer in event["selection"]["objects"].values() for thing in layer]
    codes = [thing.get("region_code") or thing["properties"]["code"] for thing in things]
    return str(codes[0]) if codes else None


def height_for(bounds: Bounds, across: int) -> int:
    """Pixels high so that the bounds fill the width, within reason."""
    west, south, east, north = bounds
    ratio = (_mercator(north) - _mercator(south)) / math.radians(east - west)
    return round(min(max(across * ratio * 1.06, LOWEST), HIGHEST))
