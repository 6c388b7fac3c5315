"""Where is the rest of the world? The land behind the overseas posts, in one shape.

    pip install "shapely>=2.1" pyshp
    pip download --no-deps -d wheels geopandas==0.14.4
    python -m data_pipeline.boundaries.world wheels/geopandas-0.14.4-py3-none-any.whl

That wheel carries the countries of Natural Earth at 1:110 million (public domain). Writes
world.geojson; Indonesia is left out, it has polygons of its own.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path

import shapefile
import shapely

from data_pipeline.settings import ROOT

FOLDER = ROOT / "static" / "geo"
SOURCE = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres"
LEFT_OUT = {"Indonesia", "Antarctica"}
TOLERANCE_DEGREES = 0.1
SMALLEST_PART = 0.05  # square degrees


def build(wheel: Path) -> None:
    """Write world.geojson: one feature, all land but Indonesia and Antarctica."""
    land = shapely.union_all(_countries(wheel)).simplify(TOLERANCE_DEGREES)
    parts = [part for part in shapely.get_parts(land) if part.area >= SMALLEST_PART]
    rounded = shapely.set_precision(shapely.MultiPolygon(parts), 0.01)
    feature = {
        "type": "Feature",
        "properties": {},
        "geometry": shapely.geometry.mapping(shapely.orient_polygons(rounded)),
    }
    text = json.dumps({"type": "FeatureCollection", "features": [feature]}, separators=(",", ":"))
    (FOLDER / "world.geojson").write_text(text, encoding="utf-8")


def _countries(wheel: Path) -> list[shapely.Geometry]:
    with zipfile.ZipFile(wheel) as archive:
        parts = {kind: io.BytesIO(archive.read(f"{SOURCE}.{kind}")) for kind in ("shp", "dbf")}
    with shapefile.Reader(**parts, encoding="latin-1") as reader:
        return [
            shapely.make_valid(shapely.geometry.shape(row.shape.__geo_interface__))
            for row in reader.iterShapeRecords()
            if row.record["name"] not in LEFT_OUT
        ]


if __name__ == "__main__":
    build(Path(sys.argv[1]))
