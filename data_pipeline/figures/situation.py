"""Where are we not ready, why, and what must be decided? Regions and provinces by their status."""

from __future__ import annotations

from typing import Final

import pandas as pd

from data_pipeline import sentences
from data_pipeline.figures.chart import NAME, Chart, Series, Table, Tone
from data_pipeline.figures.reader import Reader
from data_pipeline.house import SHAPES

DASH: Final = " — "
COUNTS: Final[dict[Tone, str]] = {
    "red": "red_units",
    "amber": "amber_units",
    "grey": "grey_units",
    "green": "green_units",
}
MAP: Final = (
    "status",
    "region_name",
    "province_name",
    "deciding_gate",
    "item_name",
    "decide_by",
    "tps_count",
    "tps_not_ready",
    "age_hours",
    "evidence_grade",
    "region_code",
)
PROVINCES: Final = (
    "status",
    "province_name",
    *COUNTS.values(),
    "unit_count",
    "tps_not_ready",
    "tps_count",
    "tps_unknown",
    "worst_region_name",
)
CAUSES: Final = ("status", "cause", "unit_count", "tps_not_ready")
REGIONS: Final = (
    "status",
    "region_name",
    "province_name",
    "decide_by",
    "reason",
    "tps_not_ready",
    "region_code",
)
WORSENED: Final = (
    "status_before",
    "status",
    "region_name",
    "province_name",
    "reason",
    "tps_not_ready",
)
DECISIONS: Final = (
    "status",
    "decide_by",
    "region_name",
    "item_name",
    "deciding_gate",
    "way_out",
    "tps_not_ready",
)


def status_map(reader: Reader) -> Chart:
    """Every regency and post at its place, by status."""
    regions = reader.scoped("region_status")
    return Chart(
        kind="map",
        rows=regions.rename(columns={"region_name": NAME}),
        series=(),
        data=regions,
        columns=MAP,
        **reader.words("status_map", _regions_title(reader, regions)),
    )


def province_tiles(reader: Reader) -> Chart:
    """A row a province with how many of its regions have each colour, worst first."""
    provinces = reader.scoped("province_status")
    troubled = provinces[provinces["red_units"] > 0]
    facts = {
        "n": reader.number(len(troubled)),
        "total": reader.counted(len(provinces), "area"),
        "name": next(iter(troubled["province_name"]), ""),
        "red": reader.counted(provinces["red_units"].max() if len(provinces) else 0, "region"),
    }
    case = "title" if len(troubled) else "title_none"
    return Chart(
        kind="stacked",
        rows=provinces.rename(columns={"province_name": NAME}),
        series=by_colour(reader),
        data=provinces,
        columns=PROVINCES,
        **reader.words("province_tiles", reader.say(f"province_tiles.{case}", **facts)),
    )


def by_colour(reader: Reader) -> tuple[Series, ...]:
    """A segment for each colour, the worst first."""
    return tuple(Series(column, reader.label(column), tone) for tone, column in COUNTS.items())


def causes(reader: Reader) -> Chart:
    """How many regions each cause keeps from green; the one that hits most regions first."""
    troubled = reader.scoped("region_status").query("status != 'green'")
    grouped = (
        troubled.groupby(["status", "deciding_gate"], sort=False)
        .agg(unit_count=("region_code", "size"), tps_not_ready=("tps_not_ready", "sum"))
        .reset_index()
        .sort_values("unit_count", ascending=False, kind="stable", ignore_index=True)
    )
    found = grouped.assign(cause=_causes(reader, grouped))
    facts = {
        "n": reader.counted(len(troubled), "region"),
        "cause": next(iter(found["cause"]), ""),
        "most": reader.counted(found["unit_count"].max() if len(found) else 0, "region"),
    }
    case = "title" if len(found) else "title_none"
    names = [f"{SHAPES[it.status]} {it.cause}".replace(DASH, "\n") for it in found.itertuples()]
    return Chart(
        kind="bars",
        rows=found.assign(**{NAME: names}),
        series=(Series("unit_count", reader.label("unit_count")),),
        data=found,
        columns=CAUSES,
        **reader.words("causes", reader.say(f"causes.{case}", **facts)),
    )


def red_regions(reader: Reader) -> Table:
    """The red regions with the reason, most polling stations first."""
    regions = reader.scoped("region_status")
    red = regions[regions["status"] == "red"]
    title = reader.say("table.red_regions.title", n=reader.counted(len(red), "region"))
    return reader.table("red_regions", red, REGIONS, title=title)


def all_regions(reader: Reader, *, status: str = "", gate: str = "") -> Table:
    """Every region in scope, or those a gate has given that colour; the worst first."""
    regions = reader.scoped("region_status")
    if status:
        is_it = (regions["status"] == status) & (regions["deciding_gate"] == gate)
        regions = regions[is_it].reset_index(drop=True)
        title = reader.say("table.regions.narrowed", n=reader.counted(len(regions), "region"))
        return reader.table("regions", regions, REGIONS, title=title)
    title = _regions_title(reader, regions)
    return reader.table("regions", regions, REGIONS, title=title, shown=len(regions))


def worsened(reader: Reader) -> Table:
    """Regions whose colour is worse than a day before."""
    worse = reader.scoped("worsened")
    title = reader.say("table.worsened.title", n=reader.counted(len(worse), "region"))
    return reader.table("worsened", worse, WORSENED, title=title)


def decisions(reader: Reader) -> Table:
    """What can still be decided first, by its last day, then what is past it."""
    waiting = reader.scoped("decisions")
    past = int(waiting["is_past"].sum())
    title = reader.say(
        "table.decisions.title",
        n=reader.counted(len(waiting), "region"),
        past=reader.number(past),
    )
    return reader.table("decisions", waiting, DECISIONS, title=title)


def province_status(reader: Reader) -> Table:
    """Regions of each colour per province, worst first."""
    chart = province_tiles(reader)
    return reader.table("province_status", chart.data, PROVINCES, title=chart.title)


def _regions_title(reader: Reader, regions: pd.DataFrame) -> str:
    counts = regions["status"].value_counts()
    red, grey = int(counts.get("red", 0)), int(counts.get("grey", 0))
    is_silent = bool(len(regions)) and bool(regions["reported_at"].isna().all())
    case = "title_silent" if is_silent else "title" if red or grey else "title_clear"
    facts = {"red": reader.number(red), "grey": reader.number(grey)}
    return reader.say(f"status_map.{case}", total=reader.counted(len(regions), "region"), **facts)


def _causes(reader: Reader, grouped: pd.DataFrame) -> list[str]:
    """'Jumlah — kurang, dan tidak tertutup sebelum tenggat'; H waits for a second report."""
    pairs = zip(grouped["deciding_gate"], grouped["status"], strict=True)
    return [_cause(reader, gate, status) for gate, status in pairs]


def _cause(reader: Reader, gate: str, status: str) -> str:
    name = reader.cell(gate, "deciding_gate")
    if gate == "H":
        return f"{name}{DASH}{reader.say('causes.confirming')}"
    return f"{name}{DASH}{sentences.gate(reader.language, gate, status)}"
