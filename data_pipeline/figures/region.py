"""What does one region owe, what is coming, what is wrong, and what does its need rest on?"""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from data_pipeline.cells import badge
from data_pipeline.figures.chart import NAME, Chart, Mark, Series, Table
from data_pipeline.figures.naming import moment_names, with_dapil
from data_pipeline.figures.reader import Reader
from data_pipeline.formats import UNKNOWN, day, is_missing, number
from data_pipeline.house import SHAPES
from data_pipeline.queries import Scope

GOODS: Final = (
    "status",
    "unit_name",
    "need_pcs",
    "have_pcs",
    "coverage_ratio",
    "in_transit_in_time_pcs",
    "in_transit_late_pcs",
    "damaged_pcs",
    "short_pcs",
    "decide_by",
)
WHY: Final = ("status", "unit_name", "reason")
HISTORY: Final = ("as_of", "status", "tps_not_ready", "age_hours", "reported_at")
CONSIGNMENTS: Final = (
    "lateness",
    "alarm_names",
    "shipment_code",
    "unit_name",
    "quantity_pcs",
    "transport_mode",
    "shipment_status",
    "planned_arrival_at",
    "eta_at",
    "arrived_at",
    "is_sealed",
    "receipt_condition",
    "file_name",
    "line_number",
    "delivery_sequence",
)
SOURCES: Final = (
    "unit_name",
    "file_name",
    "line_number",
    "delivery_sequence",
    "reported_at",
    "received_at",
    "sender",
)
ALARMS: Final = ("severity", "alarm_name", "opened_at", "reason")
NEED: Final = (
    "unit_name",
    "need_pcs",
    "base_pcs",
    "reserve_pcs",
    "tps_count",
    "basis",
    "voter_list_name",
    "listed_on",
)
MOMENTS_SHOWN: Final = 15


def coverage(reader: Reader, *, region_code: str) -> Chart:
    """Goods held per piece needed, one bar an item, the whole need as a line."""
    units = _units(reader, region_code)
    lacking = units[units["coverage_ratio"].fillna(0.0) < 1]
    lowest = lacking.sort_values("coverage_ratio", na_position="first", kind="stable")
    facts = {
        "place": _place(reader, region_code),
        "n": reader.number(len(lacking)),
        "items": reader.counted(len(units), "item"),
        "name": next(iter(lowest["unit_name"]), ""),
        "ratio": reader.ratio(next(iter(lowest["coverage_ratio"]), None)),
    }
    case = "title" if len(lacking) else "title_enough"
    return Chart(
        kind="bars",
        rows=units.assign(**{NAME: units["unit_name"]}),
        series=(Series("coverage_ratio", reader.label("coverage_ratio")),),
        marks=(Mark(1.0, reader.label("need_pcs")),),
        value_format="ratio",
        data=units,
        columns=GOODS,
        **reader.words("region_coverage", reader.say(f"region_coverage.{case}", **facts)),
    )


def history(reader: Reader, *, region_code: str) -> Chart:
    """Polling stations not ready at each of the last moments, each in its colour, newest last."""
    told = reader.rows("status_history", region_code)
    if reader.scope.as_of is not None:
        told = told[told["as_of"] <= reader.scope.as_of]
    shown = told.tail(MOMENTS_SHOWN).reset_index(drop=True)
    shapes = shown["status"].map(SHAPES)
    names = moment_names(reader.language, shown["as_of"])
    facts = {"place": _place(reader, region_code), **_since(reader, told)}
    case = (
        "title_none" if told.empty else "title" if told["status"].nunique() > 1 else "title_whole"
    )
    return Chart(
        kind="bars",
        rows=shown.assign(**{NAME: shapes + " " + names}),
        series=(Series("tps_not_ready", reader.label("tps_not_ready")),),
        value_format="integer_up",
        data=told,
        columns=HISTORY,
        **reader.words("region_history", reader.say(f"region_history.{case}", **facts)),
    )


def goods(reader: Reader, *, region_code: str) -> Table:
    """Each item of the region with its quantities, worst first."""
    chart = coverage(reader, region_code=region_code)
    return reader.table("region_goods", chart.data, (*GOODS, "reason"), title=chart.title)


def why(reader: Reader, *, region_code: str) -> Table:
    """The items that are not green, each with its reason and way out."""
    units = _units(reader, region_code)
    troubled = units[units["status"] != "green"].reset_index(drop=True)
    facts = {
        "n": reader.number(len(troubled)),
        "items": reader.counted(len(units), "item"),
        "place": _place(reader, region_code),
    }
    title = reader.say("table.region_why.title", **facts)
    return reader.table("region_why", troubled, WHY, title=title)


def consignments(reader: Reader, *, region_code: str) -> Table:
    """What was sent to the region, those in trouble first."""
    sent = with_dapil(reader.rows("shipments", _everywhere(reader), region_code))
    facts = {
        "n": reader.counted(len(sent), "consignment"),
        "under_way": reader.number((sent["lateness"] != "arrived").sum()),
        "place": _place(reader, region_code),
    }
    title = reader.say("table.region_consignments.title", **facts)
    return reader.table("region_consignments", sent, CONSIGNMENTS, title=title)


def sources(reader: Reader, *, region_code: str) -> Table:
    """The file and line each good's newest numbers came from, in the order of the goods."""
    told = with_dapil(reader.rows("unit_sources", _everywhere(reader), region_code))
    known = told.dropna(subset=["file_name"]).reset_index(drop=True)
    facts = {
        "n": reader.counted(len(known), "item"),
        "files": reader.counted(known["delivery_sha256"].nunique(), "file"),
        "place": _place(reader, region_code),
    }
    title = reader.say("table.region_sources.title", **facts)
    return reader.table("region_sources", known, SOURCES, title=title)


def alarms(reader: Reader, *, region_code: str) -> Table:
    """What is open in the region, and what closes it."""
    every = reader.rows("alarms", _everywhere(reader))
    own = every[every["region_code"] == region_code].reset_index(drop=True)
    facts = {"n": reader.counted(len(own), "alarm"), "place": _place(reader, region_code)}
    title = reader.say("table.region_alarms.title", **facts)
    return reader.table("region_alarms", own, ALARMS, title=title)


def need(reader: Reader, *, region_code: str) -> Table:
    """What each item's need is counted from, and the voter list it rests on."""
    asked = with_dapil(reader.rows("need", region_code))
    basis = [_basis(reader, row) for row in asked.to_dict("records")]
    facts = {
        "place": _place(reader, region_code),
        "list": next(iter(asked["voter_list_name"]), UNKNOWN),
        "listed_on": day(reader.language, next(iter(asked["listed_on"]), None)),
        "voters": reader.number(next(iter(asked["voter_count"]), None)),
    }
    quality = next(iter(asked["voter_quality"]), "estimate")
    return reader.table(
        "need",
        asked.assign(basis=basis),
        NEED,
        title=reader.say("table.need.title", **facts),
        note=reader.say(f"table.need.{quality}", **facts),
    )


def _basis(reader: Reader, row: dict[Any, Any]) -> str:
    """'5 × 8.167 TPS + 2 × 31 kecamatan', or the voters of a district and the reserve."""
    if row["item_class"] == "ballot":
        facts = {
            "factor": _factor(reader, row["per_voter"]),
            "base": reader.number(row["base_pcs"]),
        }
        return reader.say("need.ballot", rate=reader.ratio(row["reserve_rate"]), **facts)
    bases = ("voter", "tps", "kecamatan")
    parts = [
        reader.say(
            f"need.{basis}",
            factor=_factor(reader, row[f"per_{basis}"]),
            n=reader.number(row[f"{basis}_count"]),
        )
        for basis in bases
        if not is_missing(row[f"per_{basis}"])
    ]
    return " + ".join(parts)


def _factor(reader: Reader, value: float) -> str:
    """'4', or '95,24' where a published total was spread over the stations."""
    return number(reader.language, value, decimals=0 if value == int(value) else 2)


def _everywhere(reader: Reader) -> Scope:
    """A region's sheet is whole whatever provinces are filtered."""
    return Scope(as_of=reader.scope.as_of)


def _units(reader: Reader, region_code: str) -> pd.DataFrame:
    return with_dapil(reader.rows("unit_status", _everywhere(reader), region_code))


def _place(reader: Reader, region_code: str) -> str:
    regions = reader.ask("regions").set_index("region_code")["name"]
    return str(regions.get(region_code, region_code))


def _since(reader: Reader, told: pd.DataFrame) -> dict[str, str]:
    """The status now and the day since which it has been so without a break."""
    if told.empty:
        return {}
    changes = told["status"] != told["status"].shift()
    since = told.loc[changes, "as_of"].iloc[-1]
    status = badge(reader.language, told["status"].iloc[-1])
    return {"status": status, "since": day(reader.language, since + pd.Timedelta(hours=7))}
