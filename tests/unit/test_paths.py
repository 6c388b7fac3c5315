"""Do the shapes of the explorer's map lie where the boundaries lie?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import pytest

from data_pipeline.settings import ROOT

GEO = ROOT / "static" / "geo"
Point = tuple[int, int]


def corners(path: str) -> Iterator[Point]:
    """Every point of a path of absolute starts and relative steps."""
    for ring in re.findall(r"M([^z]+)z", path):
        numbers = [int(value) for value in re.findall(r"-?\d+", ring)]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        yield from accumulate(pairs, lambda at, step: (at[0] + step[0], at[1] + step[1]))


def boundary(geometry: dict[str, Any]) -> set[Point]:
    is_one = geometry["type"] == "Polygon"
    polygons = [geometry["coordinates"]] if is_one else geometry["coordinates"]
    return {
        (round(point[0] * 100), round(-point[1] * 100))
        for polygon in polygons
        for ring in polygon
        for point in ring
    }


@pytest.fixture(scope="module")
def paths() -> dict[str, str]:
    found: dict[str, str] = json.loads((GEO / "paths.json").read_text(encoding="utf-8"))
    return found


def test_every_regency_has_a_path_through_all_of_its_points(paths: dict[str, str]) -> None:
    areas = json.loads((GEO / "kabkota_lite.geojson").read_text(encoding="utf-8"))["features"]
    assert sorted(paths) == sorted(area["id"] for area in areas)
    for area in areas:
        expected = boundary(area["geometry"])
        drawn = set(corners(paths[area["id"]]))
        assert expected <= drawn
        assert len(drawn - expected) <= 2 * paths[area["id"]].count("l1 0 0 1")
