"""Which briefings are there, whom is each for, and which sections does it have?

A template is a list of sections; a section (a function of a view) is one question and its answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from data_pipeline.briefing.document import Section
from data_pipeline.briefing.templates import (
    abroad,
    evidence,
    goods,
    observer,
    region,
    review,
    schedule,
    situation,
)
from data_pipeline.briefing.templates.view import View
from data_pipeline.errors import UnknownName

Reach = Literal["country", "province", "region", "abroad", "any"]


@dataclass(frozen=True)
class Template:
    """One kind of briefing. `reach` is what it can be about:

    country (the whole of it), province (one), region (one), abroad (Luar Negeri), any (the country
    or some provinces). `rows_shown` is how many rows of a long table are printed.
    """

    code: str
    reach: Reach
    sections: tuple[Callable[[View], Section], ...]
    rows_shown: int = 15

    @property
    def section_codes(self) -> tuple[str, ...]:
        """The sections in their order; a section is called as its function."""
        return tuple(make.__name__ for make in self.sections)


DECLARED: Final = (
    Template(
        "national",
        "country",
        (
            situation.readiness,
            situation.where,
            situation.provinces,
            situation.red_regions,
            situation.causes,
            situation.worsened,
            situation.decisions,
            goods.shortages,
            goods.shortage_places,
            goods.late_consignments,
            schedule.milestones,
            schedule.deviations,
            schedule.plan_and_actual,
            schedule.pace,
            abroad.posts,
            evidence.silence,
            evidence.files,
        ),
    ),
    Template(
        "province",
        "province",
        (
            situation.readiness,
            situation.where,
            situation.red_regions,
            situation.causes,
            situation.worsened,
            situation.decisions,
            goods.shortages,
            goods.shortage_places,
            goods.late_consignments,
            schedule.milestones,
            schedule.deviations,
            schedule.pace,
            evidence.silence,
        ),
    ),
    Template(
        "region",
        "region",
        (
            region.standing,
            region.goods,
            region.consignments,
            region.alarms,
            region.history,
            region.need,
        ),
        rows_shown=100,
    ),
    Template(
        "overseas",
        "abroad",
        (
            situation.readiness,
            abroad.posts,
            situation.red_regions,
            situation.causes,
            situation.worsened,
            situation.decisions,
            goods.shortages,
            goods.late_consignments,
            evidence.silence,
        ),
        rows_shown=128,
    ),
    Template(
        "observer",
        "any",
        (
            situation.readiness,
            observer.destination,
            observer.seals,
            situation.where,
            evidence.silence,
            observer.unknown,
            evidence.files,
            evidence.rules,
        ),
    ),
    Template(
        "h7",
        "any",
        (
            situation.readiness,
            schedule.milestones,
            situation.decisions,
            situation.red_regions,
            goods.shortages,
            goods.late_consignments,
            observer.seals,
            schedule.deviations,
            schedule.pace,
            evidence.silence,
        ),
    ),
    Template(
        "evaluation",
        "any",
        (
            situation.readiness,
            schedule.milestones,
            schedule.deviations,
            review.arrivals,
            situation.causes,
            review.course,
            goods.shortage_places,
            observer.destination,
            observer.surplus,
            evidence.silence,
            evidence.files,
            evidence.rules,
        ),
    ),
)
TEMPLATES: Final = {template.code: template for template in DECLARED}


def template(code: str) -> Template:
    """The template of that code; UnknownName lists those there are."""
    if code not in TEMPLATES:
        raise UnknownName("briefing", code, list(TEMPLATES))
    return TEMPLATES[code]
