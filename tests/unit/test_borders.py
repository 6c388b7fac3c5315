"""Do the lines on the map part exactly the areas they should: once each, and no coast?"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from data_pipeline.settings import ROOT

Edge = frozenset[tuple[float, float]]


def features(name: str) -> list[dict[str, Any]]:
    text = (ROOT / "static" / "geo" / name).read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)["features"]
    return found


def edges(coordinates: list[Any]) -> Iterator[Edge]:
    if isinstance(coordinates[0][0], float):
        yield from (frozenset((tuple(a), tuple(b))) for a, b in pairwise(coordinates))
        return
    for part in coordinates:
        yield from edges(part)


def test_each_inner_border_is_drawn_once_under_its_province() -> None:
    sides: defaultdict[Edge, list[str]] = defaultdict(list)
    for area in features("kabkota_lite.geojson"):
        for edge in edges(area["geometry"]["coordinates"]):
            sides[edge].append(area["properties"]["prov"])
    shared = {edge: set(between) for edge, between in sides.items() if len(between) == 2}
    expected = {
        edge: between.pop() if len(between) == 1 else "" for edge, between in shared.items()
    }
    drawn = [
        (edge, line["properties"]["prov"])
        for line in features("borders.geojson")
        for edge in edges(line["geometry"]["coordinates"])
    ]
    assert max(Counter(edge for edge, _ in drawn).values()) == 1
    assert dict(drawn) == expected
    assert len({province for _, province in drawn}) == 39
