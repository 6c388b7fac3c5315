"""What shape has each regency as an SVG path? For a map that is drawn without any library.

    python -m data_pipeline.boundaries.paths

Reads kabkota_lite.geojson and writes paths.json beside it: region code → `d` of a path in
hundredths of a degree, east from Greenwich and south from the equator. Near the equator degrees are
square enough: at 11° a shape is 2 % too wide.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from data_pipeline.settings import ROOT

FOLDER = ROOT / "static" / "geo"
UNITS_A_DEGREE = 100

Point = tuple[int, int]


def build() -> None:
    """Write paths.json."""
    areas = json.loads((FOLDER / "kabkota_lite.geojson").read_text(encoding="utf-8"))["features"]
    paths = {area["id"]: "".join(_rings(area["geometry"])) for area in areas}
    text = json.dumps(paths, separators=(",", ":"))
    (FOLDER / "paths.json").write_text(text, encoding="utf-8")


def _rings(geometry: dict[str, Any]) -> Iterator[str]:
    """Each ring as a start and the steps from there; one too small to have corners is a dot."""
    is_one = geometry["type"] == "Polygon"
    for polygon in [geometry["coordinates"]] if is_one else geometry["coordinates"]:
        for ring in polygon:
            yield _path([_point(*place[:2]) for place in ring])


def _point(longitude: float, latitude: float) -> Point:
    return round(longitude * UNITS_A_DEGREE), round(-latitude * UNITS_A_DEGREE)


def _path(points: list[Point]) -> str:
    steps = ((after[0] - at[0], after[1] - at[1]) for at, after in pairwise(points[:-1]))
    told = [f"{across} {down}" for across, down in steps if across or down]
    east, south = points[0]
    return f"M{east} {south}l{' '.join(told) or '1 0 0 1'}z".replace(" -", "-")


if __name__ == "__main__":
    build()
