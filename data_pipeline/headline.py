"""Will we be ready? The sentence that leads every page and briefing: what is not ready, first."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from data_pipeline.formats import is_missing, number
from data_pipeline.text import say

Row = Mapping[str, Any]


def sentence(language: str, numbers: Row, days_before: int) -> str:
    """The tail first: stations not ready, red and silent regions, days to the vote.

    `numbers` is a row of the query overview_numbers.
    """
    facts = {
        "tps": stations(language, numbers["tps_not_ready"]),
        "red": number(language, numbers["red_units"]),
        "grey": number(language, numbers["grey_units"]),
        "total": number(language, numbers["unit_count"]),
        "days": number(language, days_before),
    }
    return say(language, f"overview.headline.{case(numbers)}", **facts)


def case(numbers: Row) -> str:
    """Which sentence is true: of stations, of red regions, of silent ones, or of none."""
    red, grey = bool(numbers["red_units"]), bool(numbers["grey_units"])
    if numbers["never_reported_units"] == numbers["unit_count"]:
        return "silent"
    if not is_missing(numbers["tps_not_ready"]) and numbers["tps_not_ready"] >= 1:
        return "tail" if grey else "tail_all_known"
    return {(True, True): "red_and_grey", (True, False): "red", (False, True): "grey"}.get(
        (red, grey), "clear"
    )


def stations(language: str, value: float | None) -> str:
    """A number of polling stations; a part of a station is a station, unknown is a dash."""
    return number(language, None if value is None or is_missing(value) else math.ceil(value))
