"""Are the 128 posts abroad ready, and which are not?"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from data_pipeline.briefing.document import Section
from data_pipeline.briefing.templates.view import View
from data_pipeline.queries import Scope

ABROAD: Final = "99"
POSTS: Final = (
    "status",
    "region_name",
    "country",
    "tps_count",
    "tps_not_ready",
    "age_hours",
    "deciding_gate",
    "way_out",
)


def posts(view: View) -> Section:
    """Posts by colour and country; in a national briefing they are one section of their own."""
    abroad = replace(
        view, scope=Scope(view.scope.as_of, (ABROAD,)), answers=view.answers, region_code=""
    )
    numbers = abroad.overview
    facts = {
        "total": view.number(numbers["unit_count"]),
        "red": view.number(numbers["red_units"]),
        "grey": view.number(numbers["grey_units"]),
        "amber": view.number(numbers["amber_units"]),
        "tps": view.stations(numbers["tps_not_ready"]),
        "tps_total": view.number(numbers["tps_count"]),
    }
    if not numbers["unit_count"]:
        return view.section("posts", view.lead("posts", "empty"))
    case = "lead" if numbers["red_units"] + numbers["grey_units"] else "none"
    if case == "lead" and not (numbers["tps_not_ready"] or 0) >= 1:
        case = "few"
    chart, table = abroad.chart("overseas_countries"), abroad.table("overseas_posts", columns=POSTS)
    return view.section(
        "posts", view.lead("posts", case, **facts), chart, table, terms=("posts", "grey")
    )
