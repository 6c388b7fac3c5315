"""Will we be ready, where not, why, what got worse, and who must decide what by when?"""

from __future__ import annotations

import pandas as pd

from data_pipeline import formats, headline
from data_pipeline.briefing.document import Numbers, Section
from data_pipeline.briefing.templates.view import View
from data_pipeline.house import ORDER
from data_pipeline.text import say

FIRST = 10
RED = (
    "status",
    "region_name",
    "province_name",
    "tps_not_ready",
    "deciding_gate",
    "item_name",
    "way_out",
)
DECISIONS = ("status", "decide_by", "region_name", "tps_not_ready", "way_out")
WORSENED = (
    "status_before",
    "status",
    "region_name",
    "province_name",
    "deciding_gate",
    "item_name",
    "tps_not_ready",
)


def readiness(view: View) -> Section:
    """The headline and the numbers behind it, each with what it is out of."""
    is_over = view.days_before < 0
    before = headline.sentence(view.language, view.overview, view.days_before)
    return view.section(
        "readiness",
        _after_the_vote(view) if is_over else before,
        _colours(view),
        _urgency(view),
        terms=("status", "tps_not_ready", "grey", "decide_by", "as_of"),
        title="title_after" if is_over else "title",
    )


def _after_the_vote(view: View) -> str:
    counts = {colour: view.number(view.overview[f"{colour}_units"]) for colour in ("red", "grey")}
    total = view.number(view.overview["unit_count"])
    return view.lead("readiness", "after", countdown=view.countdown, total=total, **counts)


def _colours(view: View) -> Numbers:
    total = view.number(view.overview["unit_count"])
    return Numbers(
        tuple(
            view.figure(
                colour,
                view.number(view.overview[f"{colour}_units"]),
                status=colour,
                basis="of_regions",
                total=total,
            )
            for colour in ORDER
        )
    )


def _urgency(view: View) -> Numbers:
    numbers = view.overview
    unknown = int(numbers["tps_unknown"])
    return Numbers(
        (
            view.figure(
                "tps_not_ready",
                view.stations(numbers["tps_not_ready"]),
                basis="of_tps_unknown" if unknown else "of_tps",
                total=view.number(numbers["tps_count"]),
                unknown=view.number(unknown),
            ),
            view.figure(
                "next_decision",
                view.day(numbers["next_decide_by"]),
                basis="overdue",
                n=view.number(numbers["overdue_decisions"]),
            ),
            view.figure(
                "oldest",
                _age(view, numbers["oldest_age_hours"]),
                basis="never",
                n=view.number(numbers["never_reported_units"]),
                total=view.number(numbers["unit_count"]),
            ),
        )
    )


def _age(view: View, hours: float | None) -> str:
    known = hours is not None and not formats.is_missing(hours)
    return formats.hours(view.language, float(hours or 0)) if known else formats.UNKNOWN


def where(view: View) -> Section:
    """The map: is it one region, one island group or one route?"""
    provinces = view.scoped("province_status")
    red = provinces[provinces["red_units"] > 0]
    facts = _counts(view) | {"provinces": view.number(len(red))}
    if red.empty:
        lead = view.lead("where", "none", **facts)
    elif len(provinces) == 1:
        lead = view.lead("where", "one_province", worst=_worst_region(view), **facts)
    else:
        most = red.sort_values("red_units", ascending=False, kind="stable").iloc[0]
        facts |= {
            "worst": most["province_name"],
            "worst_red": view.number(most["red_units"]),
            "worst_total": view.number(most["unit_count"]),
        }
        lead = view.lead("where", **facts)
    return view.section("where", lead, view.chart("status_map"), terms=("status", "grey"))


def _counts(view: View) -> dict[str, str]:
    numbers = view.overview
    counts = {colour: view.number(numbers[f"{colour}_units"]) for colour in ORDER}
    return counts | {"total": view.number(numbers["unit_count"])}


def _worst_region(view: View) -> str:
    return str(view.scoped("region_status").iloc[0]["region_name"])


def provinces(view: View) -> Section:
    """Counts of colours in each province and abroad, worst first."""
    status = view.scoped("province_status")
    clear = status[(status["red_units"] == 0) & (status["grey_units"] == 0)]
    lead = view.lead(
        "provinces",
        n=view.number(int((status["red_units"] > 0).sum())),
        total=view.number(len(status)),
        clear=view.number(len(clear)),
    )
    chart, table = view.chart("province_tiles"), view.table("province_status", is_whole=True)
    return view.section("provinces", lead, chart, table, terms=("roll_up", "tps_not_ready"))


def red_regions(view: View) -> Section:
    """Whom to call: the red regions by the polling stations that depend on them."""
    status = view.scoped("region_status")
    red = status[status["status"] == "red"]
    if red.empty:
        return view.section("red_regions", view.lead("red_regions", "none", **_counts(view)))
    first = red.head(FIRST)
    lead = view.lead(
        "red_regions",
        "lead" if len(red) > FIRST else "few",
        red=view.number(len(red)),
        total=view.number(len(status)),
        shown=view.number(len(first)),
        tps_shown=view.stations(first["tps_not_ready"].sum()),
        tps_all=view.stations(red["tps_not_ready"].sum()),
    )
    return view.section(
        "red_regions",
        lead,
        view.table("red_regions", columns=RED),
        terms=("tps_not_ready", "way_out"),
    )


def causes(view: View) -> Section:
    """Which gate decides: is the cause common?"""
    status = view.scoped("region_status")
    red = status[status["status"] == "red"]
    lead = view.lead("causes", "none", **_counts(view))
    if not red.empty:
        lead = _commonest(view, red)
    return view.section("causes", lead, view.chart("causes"), terms=("gates",))


def _commonest(view: View, red: pd.DataFrame) -> str:
    counts = red["deciding_gate"].value_counts()
    told = [f"{_gate(view, str(gate))} {view.number(n)}" for gate, n in counts.items()]
    facts = {
        "gate": _gate(view, str(counts.index[0])),
        "n": view.number(counts.iloc[0]),
        "red": view.number(len(red)),
        "others": ", ".join(told[1:]),
    }
    return view.lead("causes", "lead" if len(told) > 1 else "only", **facts)


def _gate(view: View, gate: str) -> str:
    return say(view.language, f"terms.deciding_gate.{gate}")


def worsened(view: View) -> Section:
    """What moved the wrong way since yesterday?"""
    worse = view.scoped("worsened")
    if worse.empty:
        return view.section("worsened", view.lead("worsened", "none", **_counts(view)))
    now = worse["status"].value_counts()
    facts = {colour: view.number(int(now.get(colour, 0))) for colour in ORDER}
    facts |= {"n": view.number(len(worse)), "total": view.number(view.overview["unit_count"])}
    lead = view.lead("worsened", **facts)
    return view.section(
        "worsened", lead, view.table("worsened", columns=WORSENED), terms=("worsened",)
    )


def decisions(view: View) -> Section:
    """What must be decided, by which day?"""
    waiting = view.scoped("decisions")
    if waiting.empty:
        return view.section("decisions", view.lead("decisions", "none"))
    open_still = waiting[~waiting["is_past"].astype(bool)]
    facts = {
        "n": view.number(len(waiting)),
        "total": view.number(view.overview["unit_count"]),
        "past": view.number(len(waiting) - len(open_still)),
        "open": view.number(len(open_still)),
        "next": view.day(None if open_still.empty else open_still["decide_by"].min()),
    }
    lead = view.lead("decisions", "all_past" if open_still.empty else "lead", **facts)
    return view.section(
        "decisions",
        lead,
        view.table("decisions", columns=DECISIONS),
        terms=("decide_by", "way_out"),
    )
