"""Afterwards: what was late, by how much, what caused it, how did the shortages run?"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from data_pipeline.briefing.document import Section
from data_pipeline.briefing.templates.view import View
from data_pipeline.figures.chart import Chart, Line, Series, Table, Tone
from data_pipeline.queries import Scope
from data_pipeline.text import say

SHORT_COLUMNS = ("as_of", "red_units", "grey_units", "short_regions", "tps_not_ready")
LATE_COLUMNS = (
    "province_name",
    "shipments_arrived",
    "shipments_late",
    "late_share",
    "median_late_days",
    "worst_late_days",
)
DAY_LATE = 1.0
COURSE: tuple[tuple[str, Tone, Line], ...] = (
    ("red_units", "red", "solid"),
    ("short_regions", "ink", "dashed"),
    ("grey_units", "grey", "dotted"),
)


def arrivals(view: View) -> Section:
    """How many consignments came late, by how many days, in which province."""
    shipments = view.scoped("shipments")
    arrived = shipments[shipments["is_arrived"].astype(bool)].dropna(subset=["late_days"])
    late = arrived[arrived["late_days"] >= DAY_LATE]
    facts = {"n": view.number(len(late)), "total": view.number(len(arrived))}
    if arrived.empty or late.empty:
        case = "unknown" if arrived.empty else "none"
        return view.section("arrivals", view.lead("arrivals", case, **facts), terms=("late",))
    worst = late.sort_values("late_days", ascending=False, kind="stable").iloc[0]
    facts |= {
        "median": view.number(late["late_days"].median(), decimals=1),
        "worst": view.number(worst["late_days"], decimals=1),
        "region": worst["region_name"],
    }
    table = _late_by_province(view, arrived)
    return view.section("arrivals", view.lead("arrivals", **facts), table, terms=("late",))


def _late_by_province(view: View, arrived: pd.DataFrame) -> Table:
    late = arrived[arrived["late_days"] >= DAY_LATE]
    days = late.groupby("province_name")["late_days"]
    frame = pd.DataFrame(
        {
            "shipments_arrived": arrived.groupby("province_name").size(),
            "shipments_late": days.size(),
            "median_late_days": days.median(),
            "worst_late_days": days.max(),
        }
    ).reset_index()
    frame["shipments_late"] = frame["shipments_late"].fillna(0).astype(int)
    frame["late_share"] = frame["shipments_late"] / frame["shipments_arrived"]
    frame = frame.sort_values("shipments_late", ascending=False, kind="stable")
    return Table(
        code="late_by_province",
        title=view.say("sections.arrivals.title"),
        question=view.say("sections.arrivals.question"),
        alt=view.say("sections.arrivals.alt", n=view.number(len(frame))),
        frame=frame.reset_index(drop=True),
        columns=LATE_COLUMNS,
        empty=say(view.language, "shell.no_rows"),
    )


def course(view: View) -> Section:
    """How the red, the silent and the short regions ran over the moments the board holds."""
    rows = _course(view)
    red, short = _peak(rows, "red_units"), _peak(rows, "short_regions")
    facts = {
        "red": view.number(red["red_units"]),
        "red_on": view.day(red["as_of"]),
        "red_last": view.number(rows["red_units"].iloc[-1]),
        "short": view.number(short["short_regions"]),
        "short_on": view.day(short["as_of"]),
        "short_last": view.number(rows["short_regions"].iloc[-1]),
        "total": view.number(view.overview["unit_count"]),
        "moments": view.number(len(rows)),
    }
    case = "lead" if red["red_units"] or short["short_regions"] else "none"
    lead = view.lead("course", case, **facts)
    return view.section("course", lead, _course_chart(view, rows), terms=("short", "grey"))


def _peak(rows: pd.DataFrame, column: str) -> pd.Series:
    """The first moment at which there were most."""
    return rows.sort_values(column, ascending=False, kind="stable").iloc[0]


def _course(view: View) -> pd.DataFrame:
    points = view.ask("as_of_points")["as_of"]
    moments = sorted(point for point in points if point <= pd.Timestamp(view.as_of))
    return pd.DataFrame([_at(view, moment) for moment in moments])


def _at(view: View, moment: pd.Timestamp) -> dict[str, object]:
    then = Scope(moment.to_pydatetime(), view.scope.province_codes)
    earlier = replace(view, scope=then, answers=view.answers)
    numbers = earlier.overview
    short = earlier.scoped("shortages")["region_code"].nunique()
    return {"as_of": moment, "short_regions": short} | {
        name: numbers[name] for name in ("red_units", "grey_units", "tps_not_ready")
    }


def _course_chart(view: View, rows: pd.DataFrame) -> Chart:
    series = tuple(
        Series(column, view.say(f"sections.course.{column}"), tone, line)
        for column, tone, line in COURSE
    )
    return Chart(
        code="course",
        kind="curves",
        title=view.say("sections.course.title"),
        question=view.say("sections.course.question"),
        alt=view.say("sections.course.alt", moments=view.number(len(rows))),
        rows=rows,
        series=series,
        data=rows,
        columns=SHORT_COLUMNS,
        across="as_of",
        voting_on=view.meta["voting_on"],
    )
