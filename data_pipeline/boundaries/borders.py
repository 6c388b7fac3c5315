"""Which lines part two regencies, and which two provinces? Once each, and without the coasts.

    pip install "shapely>=2.1"
    python -m data_pipeline.boundaries.borders

A line is the dearest thing on a map that a machine without a graphics card draws: outlines of all
polygons hold five times as many points, each inner border twice. Reads kabkota_lite.geojson and
writes borders.geojson beside it: the inner borders of each province (`prov`), and those between
provinces (`prov` empty).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import shapely

from data_pipeline.settings import ROOT

FOLDER = ROOT / "static" / "geo"

Point = tuple[float, float]
Segment = tuple[Point, Point]


def build() -> None:
    """Write borders.geojson: one MultiLineString for each province, one for all between them."""
    areas = json.loads((FOLDER / "kabkota_lite.geojson").read_text(encoding="utf-8"))["features"]
    grouped = _by_province(areas)
    features = [_feature(province, grouped[province]) for province in sorted(grouped)]
    collection = {"type": "FeatureCollection", "features": features}
    text = json.dumps(collection, separators=(",", ":"))
    (FOLDER / "borders.geojson").write_text(text, encoding="utf-8")


def _by_province(areas: list[dict[str, Any]]) -> dict[str, list[Segment]]:
    """The segments two areas share, by the province both lie in; '' when they lie in two."""
    sides: dict[Segment, list[str]] = defaultdict(list)
    for area in areas:
        for segment in _segments(area["geometry"]):
            sides[segment].append(area["properties"]["prov"])
    grouped: dict[str, list[Segment]] = defaultdict(list)
    for segment, provinces in sides.items():
        if len(provinces) == 2:
            grouped[provinces[0] if len(set(provinces)) == 1 else ""].append(segment)
    return grouped


def _segments(geometry: dict[str, Any]) -> Iterator[Segment]:
    """Each edge of each ring, from its lesser end to its greater one."""
    is_one = geometry["type"] == "Polygon"
    for polygon in [geometry["coordinates"]] if is_one else geometry["coordinates"]:
        for ring in polygon:
            for start, end in pairwise(map(tuple, ring)):
                yield min(start, end), max(start, end)


def _feature(province: str, segments: list[Segment]) -> dict[str, Any]:
    merged = shapely.line_merge(shapely.MultiLineString(segments))
    lines = [[list(point) for point in line.coords] for line in shapely.get_parts(merged)]
    geometry = {"type": "MultiLineString", "coordinates": lines}
    return {"type": "Feature", "properties": {"prov": province}, "geometry": geometry}


if __name__ == "__main__":
    build()
