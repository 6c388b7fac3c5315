"""What shape has the country on paper? Regencies and provinces as paths in millimetres, kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from matplotlib.path import Path

from data_pipeline.settings import ROOT

GEO_DIR: Final = ROOT / "static" / "geo"
# A tenth of a millimetre is a hair on paper; finer points only make files large.
GRAIN_MM: Final = 0.1

Ring = npt.NDArray[np.float64]


@dataclass(frozen=True)
class View:
    """West and north of the corner, and millimetres a degree; near the equator both are alike."""

    west: float
    north: float
    mm_per_degree: float
    left: float
    top: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Millimetres of a place."""
        x = self.left + (lon - self.west) * self.mm_per_degree
        return x, self.top + (self.north - lat) * self.mm_per_degree

    def path(self, rings: Iterable[Ring]) -> Path | None:
        """One area of several rings, without points closer than the grain; None when too small."""
        kept = [ring for ring in map(self._thin, rings) if len(ring) >= 4]
        return (
            Path.make_compound_path(*[Path(ring, closed=True) for ring in kept]) if kept else None
        )

    def _thin(self, ring: Ring) -> Ring:
        corner = np.array([self.west, self.north])
        flat = (ring - corner) * [self.mm_per_degree, -self.mm_per_degree]
        flat = np.round((flat + np.array([self.left, self.top])) / GRAIN_MM) * GRAIN_MM
        moves = np.any(np.diff(flat, axis=0) != 0, axis=1)
        return np.asarray(flat[np.concatenate([[True], moves])])


@cache
def regencies() -> dict[str, list[Ring]]:
    """Rings in degrees of each of the 514 regencies and cities."""
    return _rings("kabkota_lite.geojson")


@cache
def provinces() -> dict[str, list[Ring]]:
    """Rings in degrees of each province."""
    return _rings("provinces.geojson")


@lru_cache(maxsize=8)
def regency_paths(view: View) -> dict[str, Path]:
    """Every regency that can be seen in that view."""
    return _paths(view, regencies())


@lru_cache(maxsize=8)
def province_paths(view: View) -> dict[str, Path]:
    """Every province in that view."""
    return _paths(view, provinces())


def bounds(codes: Iterable[str]) -> tuple[float, float, float, float] | None:
    """West, south, east, north of these regencies; None when none of them has a shape."""
    rings = [ring for code in codes for ring in regencies().get(code, [])]
    if not rings:
        return None
    points = np.concatenate(rings)
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _paths(view: View, areas: dict[str, list[Ring]]) -> dict[str, Path]:
    found = {code: view.path(rings) for code, rings in areas.items()}
    return {code: path for code, path in found.items() if path is not None}


def _rings(name: str) -> dict[str, list[Ring]]:
    features = json.loads((GEO_DIR / name).read_text(encoding="utf-8"))["features"]
    return {one["properties"]["code"]: _of_shape(one["geometry"]) for one in features}


def _of_shape(shape: dict[str, Any]) -> list[Ring]:
    many = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return [np.asarray(ring, dtype=np.float64) for polygon in many for ring in polygon]
