"""What does one regency, city or post owe, what is coming to it, and what is wrong?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from data_pipeline import cells, formats, sentences
from data_pipeline.briefing.document import Numbers, Paragraph, Section
from data_pipeline.briefing.templates.view import View
from data_pipeline.house import ORDER, SHAPES
from data_pipeline.queries import Scope


def standing(view: View) -> Section:
    """The colour, why, and what turns it green."""
    found = view.scoped("region_status")
    rows = found[found["region_code"] == view.region_code]
    if rows.empty:
        return view.section("standing", view.lead("standing", "none"), terms=("status",))
    row = rows.iloc[0].to_dict()
    why = sentences.parts(view.language, row)
    lead = f"{cells.badge(view.language, str(row['status']))} — {_sentence(why.fact)}"
    story = Paragraph(
        f"{_sentence(why.comparison)} {_sentence(why.way_out)} {_sentence(why.age)}",
        status=str(row["status"]),
    )
    return view.section(
        "standing",
        lead,
        _numbers(view, row),
        story,
        view.table("region_why", region_code=view.region_code),
        terms=("status", "gates", "way_out", "evidence"),
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _numbers(view: View, row: dict[Any, Any]) -> Numbers:
    age = row["age_hours"]
    counts = "  ".join(
        f"{SHAPES[colour]} {view.number(row[f'{colour}_items'])}" for colour in ORDER
    )
    return Numbers(
        (
            view.figure(
                "tps_not_ready",
                view.stations(row["tps_not_ready"]),
                basis="of_tps",
                total=view.number(row["tps_count"]),
            ),
            view.figure("items", counts, basis="of_colours"),
            view.figure("decide_by", view.day(row["decide_by"])),
            view.figure("age", formats.age(view.language, age), basis="grade", grade=_grade(row)),
        )
    )


def _grade(row: dict[Any, Any]) -> str:
    grade = row["evidence_grade"]
    return formats.UNKNOWN if formats.is_missing(grade) else str(grade)


def goods(view: View) -> Section:
    """Each item against its need."""
    units = view.ask("unit_status", view.scope, view.region_code)
    known = units.dropna(subset=["coverage_ratio"])
    short = units[units["short_pcs"].fillna(0) > 0]
    facts = {
        "n": view.number(len(short)),
        "total": view.number(len(units)),
        "unknown": view.number(len(units) - len(known)),
    }
    if len(short):
        worst = short.sort_values("coverage_ratio", kind="stable", na_position="first").iloc[0]
        facts |= {"item": _item(view, worst), "ratio": view.ratio(worst["coverage_ratio"])}
    case = "lead" if len(short) else "unknown" if len(known) < len(units) else "none"
    code = view.region_code
    return view.section(
        "goods",
        view.lead("goods", case, **facts),
        view.chart("region_coverage", region_code=code),
        view.table("region_goods", region_code=code),
        terms=("need", "short"),
    )


def _item(view: View, unit: pd.Series) -> str:
    name = view.named(unit, "item_name")
    return name if unit["dapil_code"] == "-" else f"{name} ({unit['dapil_code']})"


def need(view: View) -> Section:
    """What the region needs under the current voter list, with its reserve."""
    table = view.table("need", region_code=view.region_code)
    rows = view.ask("need", view.region_code)
    if rows.empty:
        return view.section("need", view.lead("need", "none"))
    facts = {
        "tps": view.number(rows["tps_count"].max()),
        "items": view.number(len(rows)),
        "list": rows.iloc[0]["voter_list_name"],
    }
    return view.section("need", view.lead("need", **facts), table, terms=("need",))


def consignments(view: View) -> Section:
    """What is coming, what is late, what has been received: a list to tick off."""
    rows = view.ask("shipments", Scope(as_of=view.scope.as_of), view.region_code)
    if rows.empty:
        return view.section("consignments", view.lead("consignments", "none"))
    late = rows["lateness"].isin(["overdue", "not_left", "late"])
    facts = {
        "open": view.number(int((rows["lateness"] != "arrived").sum())),
        "late": view.number(int(late.sum())),
        "total": view.number(len(rows)),
    }
    table = view.table("region_consignments", region_code=view.region_code)
    return view.section("consignments", view.lead("consignments", **facts), table, terms=("late",))


def alarms(view: View) -> Section:
    """What is wrong and still open."""
    found = view.scoped("alarms")
    of_region = found[found["region_code"] == view.region_code]
    if of_region.empty:
        return view.section("alarms", view.lead("alarms", "none"), terms=("alarms",))
    facts = {
        "n": view.number(len(of_region)),
        "red": view.number(int((of_region["severity"] == "red").sum())),
        "oldest": view.day(of_region["opened_at"].min()),
    }
    table = view.table("region_alarms", region_code=view.region_code)
    return view.section("alarms", view.lead("alarms", **facts), table, terms=("alarms",))


def history(view: View) -> Section:
    """How the colour has moved at the moments the board holds."""
    rows = view.ask("status_history", view.region_code)
    if rows.empty:
        return view.section("history", view.lead("history", "none"))
    counts = rows["status"].value_counts()
    facts = {colour: view.number(int(counts.get(colour, 0))) for colour in ORDER}
    facts |= {"n": view.number(len(rows)), "since": view.day(rows["as_of"].min())}
    chart = view.chart("region_history", region_code=view.region_code)
    return view.section("history", view.lead("history", **facts), chart, terms=("status",))
