"""Where do the borders of regencies run? The page's own outlines, thinned for small drawings."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from data_pipeline.settings import ROOT

REGENCIES: Final = ROOT / "static" / "geo" / "kabkota_lite.geojson"
FEWEST_POINTS: Final = 4

Ring = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Frame:
    """The part of the country a drawing shows, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def ratio(self) -> float:
        """Width per height as it looks at this latitude."""
        squeeze = math.cos(math.radians((self.south + self.north) / 2))
        return (self.east - self.west) * squeeze / max(self.north - self.south, 1e-6)

    def placed(self, lon: float, lat: float) -> tuple[float, float]:
        """A place as shares of the width and of the height, from the upper left."""
        return (
            (lon - self.west) / max(self.east - self.west, 1e-6),
            (self.north - lat) / max(self.north - self.south, 1e-6),
        )


@dataclass(frozen=True)
class Drawing:
    """Outlines of regions on a grid of `width` × `height` units, from the upper left."""

    width: int
    height: int
    rings: dict[str, tuple[Ring, ...]]
    middles: dict[str, tuple[int, int]]


def drawing(region_codes: Iterable[str], width: int) -> Drawing:
    """The outlines of these regions, thinned to whole units of a grid that is `width` wide."""
    return _drawing(tuple(sorted(set(region_codes) & _polygons().keys())), width)


@cache
def _polygons() -> dict[str, list[list[Sequence[float]]]]:
    """Outer rings by region code; a region's lakes are too small to be seen here."""
    shapes: dict[str, Any] = json.loads(Path(REGENCIES).read_text(encoding="utf-8"))
    return {shape["id"]: _outer(shape["geometry"]) for shape in shapes["features"]}


def _outer(geometry: dict[str, Any]) -> list[list[Sequence[float]]]:
    if geometry["type"] == "Polygon":
        return [geometry["coordinates"][0]]
    return [polygon[0] for polygon in geometry["coordinates"]]


# One national drawing and 38 provincial ones stay in memory: some 20 MB.
@cache
def _drawing(region_codes: tuple[str, ...], width: int) -> Drawing:
    points = [p for code in region_codes for ring in _polygons()[code] for p in ring]
    if not points:
        return Drawing(width, width, {}, {})
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    frame = Frame(min(lons), min(lats), max(lons), max(lats))
    height = max(1, round(width / max(frame.ratio, 0.1)))
    rings = {code: _rings(_polygons()[code], frame, width, height) for code in region_codes}
    middles = {code: _middle(rings[code]) for code in region_codes}
    return Drawing(width, height, rings, middles)


def _rings(
    polygons: list[list[Sequence[float]]], frame: Frame, width: int, height: int
) -> tuple[Ring, ...]:
    """Each ring on the grid; one that shrinks to a dot is kept only when it is the region's all."""
    snapped = [_snapped(ring, frame, width, height) for ring in polygons]
    seen = tuple(ring for ring in snapped if len(ring) >= FEWEST_POINTS)
    return seen or (_diamond(snapped[0][0]),)


def _snapped(ring: list[Sequence[float]], frame: Frame, width: int, height: int) -> Ring:
    """Whole units; neighbours share their border's points, so they still touch."""
    kept: list[tuple[int, int]] = []
    for lon, lat, *_ in ring:
        across, down = frame.placed(lon, lat)
        point = (round(across * width), round(down * height))
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and _is_straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def _is_straight(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    return (b[0] - a[0]) * (c[1] - b[1]) == (b[1] - a[1]) * (c[0] - b[0])


def _diamond(at: tuple[int, int]) -> Ring:
    x, y = at
    return ((x, y - 1), (x + 1, y), (x, y + 1), (x - 1, y), (x, y - 1))


def _middle(rings: tuple[Ring, ...]) -> tuple[int, int]:
    """The middle of the largest part: where a shape mark stands."""
    largest = max(rings, key=_area)
    xs, ys = [x for x, _ in largest], [y for _, y in largest]
    return (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2


def _area(ring: Ring) -> float:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs))
