"""What is a briefing about: which moment of the board, which provinces, which region?"""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from data_pipeline.briefing.templates import abroad
from data_pipeline.briefing.templates.declared import Template
from data_pipeline.briefing.templates.view import WIB
from data_pipeline.errors import TepatError, UnknownName
from data_pipeline.figures.reader import Ask
from data_pipeline.queries import Scope


class UnknownMoment(TepatError):
    """The board has no judged moment that early."""

    def __init__(self, asked: datetime, oldest: datetime) -> None:
        super().__init__(
            f"The board knows nothing as early as {asked + WIB:%Y-%m-%d %H:%M} WIB; its oldest "
            f"moment is {oldest + WIB:%Y-%m-%d %H:%M} WIB. Choose a later one, or publish that "
            "past moment: `python -m data_pipeline publish --as-of …`."
        )


class WrongScope(TepatError):
    """A template was asked about something it is not about."""

    def __init__(self, template: str, found: str, expected: str) -> None:
        super().__init__(f"The briefing {template!r} got {found}; expected {expected}.")


def narrowed(chosen: Template, ask: Ask, scope: Scope, region_code: str) -> Scope:
    """The scope the template is about: its moment one the board has, its places the right kind."""
    return Scope(judged_moment(ask, scope.as_of), _places(chosen, ask, scope, region_code))


def _places(chosen: Template, ask: Ask, scope: Scope, region_code: str) -> tuple[str, ...]:
    """Province codes; a region's sheet asks within the region's province."""
    if chosen.reach == "region":
        return (_province_of(chosen.code, ask, region_code),)
    if region_code:
        raise WrongScope(chosen.code, f"region {region_code}", "no region")
    if chosen.reach == "abroad":
        return (abroad.ABROAD,)
    _check_provinces(chosen, ask, scope.province_codes)
    return scope.province_codes


def _check_provinces(chosen: Template, ask: Ask, codes: tuple[str, ...]) -> None:
    known = set(ask("provinces")["province_code"])
    for code in codes:
        if code not in known:
            raise UnknownName("province", code, list(known))
    found = f"provinces {', '.join(codes)}" if codes else "no province"
    if chosen.reach == "country" and codes:
        raise WrongScope(chosen.code, found, "none: it is about the whole country")
    if chosen.reach == "province" and len(codes) != 1:
        raise WrongScope(chosen.code, found, "one province code, such as 35")


def _province_of(code: str, ask: Ask, region_code: str) -> str:
    if not region_code:
        raise WrongScope(code, "no region", "one region code, such as 35.78")
    regions = ask("regions").set_index("region_code")["province_code"]
    if region_code not in regions:
        raise UnknownName("region", region_code, _near(region_code, list(regions.index)))
    return str(regions[region_code])


def _near(code: str, known: list[str]) -> list[str]:
    """The codes of the same province; 642 of them help nobody."""
    return [other for other in known if other[:2] == code[:2]] or [known[0], "…"]


def judged_moment(ask: Ask, asked: datetime | None) -> datetime | None:
    """The newest moment the board has judged at or before the one asked for; None = the newest."""
    if asked is None:
        return None
    points: pd.Series = ask("as_of_points")["as_of"]
    known = points[points <= pd.Timestamp(asked)]
    if known.empty:
        raise UnknownMoment(asked, points.min().to_pydatetime())
    newest: datetime = known.max().to_pydatetime()
    return newest
