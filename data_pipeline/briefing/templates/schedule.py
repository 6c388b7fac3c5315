"""How many days behind plan, is the pace enough, and which milestone comes next?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from data_pipeline import cells, formats
from data_pipeline.briefing.document import Section
from data_pipeline.briefing.templates.view import View

RECEIVED = "received"


def deviations(view: View) -> Section:
    """Days behind or ahead of plan, each against its own deadline."""
    timeline, summary = view.scoped("timeline"), view.scoped("timeline_summary")
    measured = timeline.dropna(subset=["deviation_days"])
    if measured.empty:
        return view.section("deviations", view.lead("deviations", "none"), terms=("deviation",))
    worst = measured.sort_values("deviation_days", ascending=False, kind="stable").iloc[0]
    facts = {
        "behind": view.number(summary["behind_units"].sum()),
        "missed": view.number(summary["missed_units"].sum()),
        "total": view.number(summary["unit_count"].sum()),
        "worst": cells.cell(view.language, worst["deviation_days"], "deviation_days"),
        "region": worst["region_name"],
        "stage": view.named(worst, "stage_name"),
    }
    case = "lead" if worst["deviation_days"] > 0 else "ahead"
    chart, table = view.chart("deviations"), view.table("deviations")
    lead = view.lead("deviations", case, **facts)
    return view.section("deviations", lead, chart, table, terms=("deviation", "region_stage"))


def plan_and_actual(view: View) -> Section:
    """The S-curve of the item that is furthest behind at the warehouses."""
    newest = _newest_curves(view.scoped("stage_progress"))
    if newest.empty:
        return view.section("plan_and_actual", view.lead("plan_and_actual", "none"))
    curve = newest.iloc[0]
    chart = view.chart("s_curve", item_code=curve["item_code"], stage_code=curve["stage_code"])
    lead = view.lead("plan_and_actual", _side(curve), **_curve_facts(view, curve))
    return view.section("plan_and_actual", lead, chart, terms=("plan", "need"))


def _newest_curves(progress: pd.DataFrame) -> pd.DataFrame:
    """The newest point of each curve of goods to receive, furthest behind plan first."""
    of_stage = progress[progress["stage_code"] == RECEIVED]
    newest = of_stage[of_stage["as_of"] == of_stage["as_of"].max()]
    gap = (newest["planned_pcs"] - newest["done_pcs"]) / newest["need_pcs"]
    return newest.assign(gap_ratio=gap).sort_values(
        ["gap_ratio", "need_pcs"], ascending=False, kind="stable"
    )


def _side(curve: Any) -> str:
    return "behind" if curve["planned_pcs"] > curve["done_pcs"] else "ahead"


def _curve_facts(view: View, curve: Any) -> dict[str, str]:
    return {
        "item": view.named(curve, "item_name"),
        "stage": view.named(curve, "stage_name").lower(),
        "done": view.number(curve["done_pcs"]),
        "planned": view.number(curve["planned_pcs"]),
        "need": view.number(curve["need_pcs"]),
        "ratio": view.ratio(curve["done_pcs"] / curve["need_pcs"]),
        "planned_ratio": view.ratio(curve["planned_pcs"] / curve["need_pcs"]),
    }


def pace(view: View) -> Section:
    """Who would have to work faster than ever before?"""
    timeline = view.scoped("timeline")
    paced = timeline.dropna(subset=["rate_ratio"]).sort_values(
        "rate_ratio", ascending=False, kind="stable"
    )
    faster = paced[paced["rate_ratio"] > 1]
    facts: dict[str, str] = {"total": view.number(len(paced))}
    if not faster.empty:
        worst = faster.iloc[0]
        facts |= {
            "n": view.number(len(faster)),
            "region": worst["region_name"],
            "stage": view.named(worst, "stage_name").lower(),
            "times": view.number(worst["rate_ratio"], decimals=1),
        }
    case = "lead" if len(faster) else "none" if len(paced) else "unknown"
    lead = view.lead("pace", case, **facts)
    return view.section("pace", lead, view.chart("pace"), terms=("pace",))


def milestones(view: View) -> Section:
    """Which milestone comes next, and how many have reached it?"""
    rows = view.scoped("milestones")
    ahead = rows[rows["days_to_go"] >= 0].sort_values("days_to_go", kind="stable")
    measured = ahead.dropna(subset=["unit_count"])
    missed = view.number(rows["missed_units"].fillna(0).sum())
    if ahead.empty:
        lead = view.lead("milestones", "past", missed=missed)
    else:
        following = (ahead if measured.empty else measured).iloc[0]
        case = "unmeasured" if measured.empty else "lead"
        lead = view.lead("milestones", case, missed=missed, **_milestone(view, following))
    return view.section(
        "milestones",
        lead,
        view.table("milestones", is_whole=True),
        terms=("milestone", "region_stage"),
    )


def _milestone(view: View, row: Any) -> dict[str, str]:
    return {
        "name": view.named(row, "name"),
        "due": view.day(row["due_on"]),
        "days": formats.days(view.language, row["days_to_go"]),
        "done": view.number(row["done_units"]),
        "total": view.number(row["unit_count"]),
    }
