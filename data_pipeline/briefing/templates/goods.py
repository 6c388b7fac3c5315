"""Which goods are short where, and which consignments threaten a deadline?"""

from __future__ import annotations

from data_pipeline.briefing.document import Section
from data_pipeline.briefing.templates.view import View

# Of one province its regions are shown, of more than one the provinces.
ONE = 1
TROUBLED = ("overdue", "not_left", "late", "unknown")


def shortages(view: View) -> Section:
    """What the shortages are made of: usable, on the way, late, damaged, missing."""
    short = view.scoped("shortages")
    if short.empty:
        return view.section("shortages", _no_shortage(view), terms=("need", "short"))
    critical = short[short["is_critical"].astype(bool)]
    ballots = short[short["item_code"].isin(_ballots(view))]
    lead = view.lead(
        "shortages",
        regions=view.number(short["region_code"].nunique()),
        total=view.number(view.overview["unit_count"]),
        critical=view.number(critical["region_code"].nunique()),
        sheets=view.number(ballots["short_pcs"].sum()),
        ballot_regions=view.counted(ballots["region_code"].nunique(), "region"),
    )
    chart, table = view.chart("shortage_make_up"), view.table("shortages")
    return view.section("shortages", lead, chart, table, terms=("need", "short", "tps_not_ready"))


def _no_shortage(view: View) -> str:
    silent = int(view.overview["never_reported_units"])
    facts = {"silent": view.number(silent), "total": view.number(view.overview["unit_count"])}
    return view.lead("shortages", "unknown" if silent else "none", **facts)


def _ballots(view: View) -> set[str]:
    items = view.ask("items")
    return set(items.loc[items["item_class"] == "ballot", "item_code"])


def shortage_places(view: View) -> Section:
    """Which item is short in which province, or in which region of one province?"""
    matrix = view.scoped("shortage_matrix")
    short = matrix[matrix["short_pcs"] > 0]
    is_one = len(view.scope.province_codes) == ONE
    figure = "shortage_by_region" if is_one else "shortage_by_province"
    if short.empty:
        return view.section("shortage_places", _no_shortage(view), terms=("short",))
    worst = short.sort_values("worst_short_ratio", ascending=False, kind="stable").iloc[0]
    facts = {
        "provinces": view.counted(short["province_code"].nunique(), "province"),
        "items": view.counted(short["item_code"].nunique(), "item"),
        "worst": worst["province_name"],
        "item": view.named(worst, "item_name"),
        "ratio": view.ratio(worst["worst_short_ratio"]),
    }
    lead = view.lead("shortage_places", "one_province" if is_one else "lead", **facts)
    return view.section("shortage_places", lead, view.chart(figure), terms=("short",))


def late_consignments(view: View) -> Section:
    """Which consignments are late or lost, and what do they carry where?"""
    by_lateness = view.scoped("shipments", None, "troubled")["lateness"].value_counts()
    counts = {kind: int(by_lateness.get(kind, 0)) for kind in TROUBLED}
    reported = int(view.scoped("shipment_counts")["shipment_count"].sum())
    facts = {kind: view.number(count) for kind, count in counts.items()}
    facts["all"] = view.number(reported)
    troubled = any(counts.values())
    case = "lead" if troubled else "none" if reported else "never"
    lead = view.lead("late_consignments", case, **facts)
    blocks = [view.table("late_shipments")] if troubled else []
    return view.section("late_consignments", lead, *blocks, terms=("late",))
