"""What does the explorer hold? Regions, shortages and plan as columns; everything in words already.

A region is its place in `regions`. Days of the plan are counted from `plan.from`.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Any, Final

import pandas as pd

from data_pipeline import catalog, cells
from data_pipeline.figures.chart import Table
from data_pipeline.figures.naming import localised
from data_pipeline.house import PAGE
from pages import cached
from pages.cached import Scope
from pages.components import status, tables
from pages.components.filters import WIB
from pages.components.text import day, is_missing, language, say

COLUMNS: Final = (
    "status",
    "region_name",
    "province_name",
    "deciding_gate",
    "item_name",
    "decide_by",
    "tps_not_ready",
    "age_hours",
)
WORDS: Final = (
    "all_provinces",
    "province",
    "several",
    "search",
    "statuses",
    "clear",
    "found",
    "none",
    "tps",
    "unknown",
    "ballots",
    "past",
    "map",
    "abroad",
    "shorts",
    "no_shorts",
    "short_row",
    "plan",
    "plan_row",
    "silent_row",
    "on_plan",
    "today",
    "table",
    "sort",
)
# The browser fills these in.
FACTS: Final = ("n", "total", "regions", "pieces", "behind", "count", "worst", "silent")
GAPS: Final = {fact: f"{{{fact}}}" for fact in FACTS}
PATHS_URL: Final = "/app/static/geo/paths.json"
DECIMALS: Final = {"tps_not_ready": 6, "age_hours": 2, "deviation_days": 2}
Places = dict[str, int]


def of(regions: Table, *, scope: Scope) -> dict[str, Any]:
    """All of it for the declared table of regions, in the reader's language and theme."""
    frame = regions.frame
    places = {code: place for place, code in enumerate(frame["region_code"])}
    today = ((scope.as_of or cached.meta()["as_of"]) + WIB).date()
    return {
        "language": language(),
        "words": {name: say(f"explore.{name}", **GAPS) for name in WORDS},
        "page": PAGE[status.theme()],
        "tones": {kind: _tone(kind) for kind in status.ORDER},
        "paths": PATHS_URL,
        "regions": _regions(frame, today),
        "columns": [_column(frame, name) for name in COLUMNS],
        "shorts": _shorts(localised(language(), cached.shortages(scope)), places),
        "plan": _plan(localised(language(), cached.ask("timeline", scope)), places, today),
    }


def _tone(kind: str) -> dict[str, str]:
    return {
        "word": status.word(kind).capitalize(),
        "shape": status.SHAPES[kind],
        "colour": status.colours()[kind],
        "ink": status.INKS[status.theme()][kind],
    }


def _regions(frame: pd.DataFrame, today: date) -> dict[str, Any]:
    """A post abroad has no place on the map; `past` = red, and its decide-by has gone."""
    labels = cached.province_labels()
    is_past = (frame["status"] == "red") & (pd.to_datetime(frame["decide_by"]) < str(today))
    return {
        "code": list(frame["region_code"]),
        "name": list(frame["region_name"]),
        "province": [labels[code] for code in frame["province_code"]],
        "status": list(frame["status"]),
        "tps": _numbers(frame, "tps_not_ready"),
        "past": is_past.tolist(),
        "isOnMap": [level == "regency" for level in frame["region_level"]],
    }


def _column(frame: pd.DataFrame, name: str) -> dict[str, Any]:
    """A column of the table: what it says, and what it is sorted by."""
    kind = catalog.column(name).format
    return {
        "label": tables.label(name),
        "kind": "number" if kind in cells.NUMERIC else kind,
        "texts": tables.texts(frame, name),
        "keys": _keys(frame, name, kind),
    }


def _keys(frame: pd.DataFrame, name: str, kind: str) -> list[Any] | None:
    """None where the words themselves are the order."""
    if kind == "status":
        return [status.order[value] for value in frame["status"]]
    if kind in cells.NUMERIC:
        return _numbers(frame, name)
    if kind == "date":
        return [None if is_missing(value) else str(value)[:10] for value in frame[name]]
    return None


def _shorts(shortages: pd.DataFrame, places: Places) -> dict[str, Any]:
    """[region, item, pieces short] for each shortage; ballots alone can be added up."""
    items = list(shortages["item_name"].unique())
    is_ballot = shortages.groupby("item_name")["item_class"].first() == "ballot"
    rows = zip(
        shortages["region_code"].map(places),
        shortages["item_name"].map(items.index),
        shortages["short_pcs"],
        strict=True,
    )
    return {
        "items": items,
        "ballots": [bool(is_ballot[name]) for name in items],
        "rows": [[int(value) for value in row] for row in rows],
    }


def _plan(timeline: pd.DataFrame, places: Places, today: date) -> dict[str, Any]:
    """[region, stage, first day, last day, days behind, state] for each region's stage.

    State: 1 done, 0 under way, null not reported. The worst delay fits in the `length`.
    """
    ordered = timeline.sort_values(["phase", "stage_order"], kind="stable")
    starts, ends = (pd.to_datetime(ordered[name]) for name in ("start_on", "finish_on"))
    first = starts.min() if len(ordered) else pd.Timestamp(today)
    named = [_stage(row) for row in ordered.to_dict("records")]
    stages = list(dict.fromkeys(named))
    late_days = ordered["deviation_days"].where(ordered["actual_ratio"] < 1).clip(lower=0)
    last_days = (ends - first).dt.days + late_days.fillna(0)
    rows = zip(
        ordered["region_code"].map(places).tolist(),
        map(stages.index, named),
        (starts - first).dt.days.tolist(),
        (ends - first).dt.days.tolist(),
        _numbers(ordered, "deviation_days"),
        map(_state, ordered["actual_ratio"]),
        strict=True,
    )
    length_days = math.ceil(last_days.max()) if len(ordered) else 0
    return {
        "stages": stages,
        "rows": [list(row) for row in rows],
        "today": (pd.Timestamp(today) - first).days,
        "length": length_days,
        "from": day(first),
        "to": day(first + pd.Timedelta(days=length_days)),
    }


def _stage(row: dict[Any, Any]) -> str:
    return say("explore.stage", stage=row["stage_name"], n=row["phase"])


def _state(actual_ratio: float) -> int | None:
    return None if is_missing(actual_ratio) else int(actual_ratio >= 1)


def _numbers(frame: pd.DataFrame, name: str) -> list[float | None]:
    """A column of numbers as short as they may be; None where unknown."""
    rounded = pd.to_numeric(frame[name]).round(DECIMALS.get(name, 0))
    return [None if is_missing(value) else float(value) for value in rounded]
