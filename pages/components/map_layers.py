"""What lies on the map? Regencies, borders, marks, posts and consignments: layers of deck.gl."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import pydeck as pdk

from pages.components import overridden, status
from pages.components.text import language

LATENESS_STATUS: Final = {"overdue": "red", "not_left": "red", "late": "amber", "unknown": "grey"}
BORDERS: Final = {"light": ("#FBFAF8", "#3A3936"), "dark": ("#10141F", "#05070C")}
WORLD_URL: Final = "/app/static/geo/world.geojson"
BORDERS_URL: Final = "/app/static/geo/borders.geojson"
ARC_COLUMNS: Final = [
    "shipment_code",
    "region_code",
    "origin_lon",
    "origin_lat",
    "destination_lon",
    "destination_lat",
]
TILTS: Final = {"land": 0, "sea": 30, "air": 60, "mail": -40}


def world() -> pdk.Layer:
    """The land of other countries, faint: it only says where the posts are."""
    return pdk.Layer(
        "GeoJsonLayer",
        WORLD_URL,
        id="world",
        stroked=False,
        get_fill_color=status.rgb(status.colours()["grey"], 60),
    )


def polygons(url: str, provinces: Sequence[str]) -> pdk.Layer:
    """Regencies by status, from a URL; those outside `provinces` are faint."""
    return pdk.Layer(
        "GeoJsonLayer",
        url,
        id="regions",
        pickable=True,
        # Strokes are drawn by a layer of their own: picking them too takes seconds without a GPU.
        stroked=False,
        get_fill_color=_fill(provinces),
    )


def borders(own: Sequence[str]) -> pdk.Layer:
    """Thin lines between regencies, of the `own` provinces if any; darker ones between provinces.

    No coasts: without a graphics card lines are what a map takes its time for.
    """
    page, ink = (status.rgb(colour, 160) for colour in BORDERS[status.theme()])
    inside = f"({_inside(own)}) ? {page} : [0, 0, 0, 0]" if own else str(page)
    return pdk.Layer(
        "GeoJsonLayer",
        BORDERS_URL,
        id="borders",
        filled=False,
        get_line_color=f"properties.prov ? ({inside}) : {ink}",
        line_width_min_pixels=0.7,
    )


def marks(regions: pd.DataFrame) -> pdk.Layer:
    """The shape of each region's status at its position: seen on the smallest island."""
    tones, page = status.colours(), BORDERS[status.theme()][0]
    rows = regions[["lat", "lon"]].assign(
        shape=[status.SHAPES[kind] for kind in regions["status"]],
        colour=[status.rgb(tones[kind]) for kind in regions["status"]],
    )
    return pdk.Layer(
        "TextLayer",
        rows,
        id="marks",
        get_position="[lon, lat]",
        get_text="shape",
        get_size=13,
        get_color="colour",
        font_settings={"sdf": True},
        outline_width=6,
        outline_color=status.rgb(page),
        # A bare "auto" would be read as an expression and crash the layer.
        character_set=pdk.types.String("auto"),
    )


def overrides(regions: pd.DataFrame) -> pdk.Layer:
    """A hatch over each region whose status people have put in place of the computed one."""
    return pdk.Layer(
        "TextLayer",
        regions[["lat", "lon"]].assign(mark=overridden.MARK),
        id="overrides",
        get_position="[lon, lat]",
        get_text="mark",
        get_size=20,
        get_color=status.rgb(BORDERS[status.theme()][1]),
        font_settings={"sdf": True},
        outline_width=8,
        outline_color=status.rgb(BORDERS[status.theme()][0]),
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
    faint = status.rgb(status.colours()["grey"], 60)
    return f"({_inside(provinces)}) ? ({by_status}) : {faint}"


def _inside(provinces: Sequence[str]) -> str:
    return " || ".join(f"properties.prov == '{int(code):02d}'" for code in provinces)


def arcs(shipments: pd.DataFrame) -> pdk.Layer:
    """Consignments from origin to destination, the worst drawn last; the mode bends the arc."""
    shipments = shipments.iloc[::-1]
    tones = status.colours()
    colours = [status.rgb(tones[LATENESS_STATUS[late]], 190) for late in shipments["lateness"]]
    rows = shipments[[*ARC_COLUMNS, "name", f"tip_{language()}"]].assign(
        colour=colours, tilt=shipments["transport_mode"].map(TILTS).fillna(0)
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


def posts(found: pd.DataFrame) -> pdk.Layer:
    """Overseas posts as outlined points, coloured by status, the worst drawn last."""
    found = found.iloc[::-1]
    tones = status.colours()
    rows = found[["lat", "lon", "region_code", "name", f"tip_{language()}"]].assign(
        colour=[status.rgb(tones[kind]) for kind in found["status"]],
    )
    return pdk.Layer(
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
