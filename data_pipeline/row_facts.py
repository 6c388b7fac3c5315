"""Which facts does a status row hold, written the way the language writes them?

A fact that is not known (null, NaN, NaT, absent) is left out, never written as zero.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime

from data_pipeline import alarm_facts, formats
from data_pipeline.text import say

COUNTS = {
    "need_pcs": "need",
    "have_pcs": "have",
    "short_pcs": "short",
    "damaged_pcs": "damaged",
    "quantity_pcs": "quantity",
    "delay_days": "days",
    "green_items": "green",
}
ITEM_COUNTS = ("red_items", "amber_items", "grey_items", "green_items")
DATES = {"due_on": "due", "decide_by": "decide_by"}
TEXTS = {"shipment_code": "shipment", "evidence_grade": "grade"}
COMPARED = {"expected_text": "expected", "found_text": "found"}

Row = Mapping[str, object]
Facts = dict[str, str]


def facts(language: str, row: Row) -> Facts:
    """The known facts of a row as {placeholder: text}; `item` and `unit` are always there."""
    known = {
        **_counts(language, row),
        **_ratios(language, row),
        **_dates(language, row),
        **_texts(language, row),
    }
    named = {name: text for name, text in known.items() if text}
    return named | {"item": _item(language, row), "unit": _unit(language, row)}


def text_of(row: Row, column: str) -> str:
    """The value as text; empty when null or absent. A dapil of '-' is no dapil."""
    value = row.get(column)
    text = "" if value is None else str(value)
    return "" if text in {"nan", "NaT", "<NA>", "None", "-"} else text


def number_of(row: Row, column: str) -> float | None:
    """The value as a number; None when null, not finite or absent."""
    text = text_of(row, column)
    value = float(text) if text else math.nan
    return value if math.isfinite(value) else None


def moment(row: Row, column: str) -> datetime | None:
    """A date, timestamp or ISO text as a naive datetime; None when null or absent."""
    text = text_of(row, column)
    if not text:
        return None
    value = datetime.fromisoformat(text)
    return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value


def _counts(language: str, row: Row) -> Facts:
    values = {name: number_of(row, column) for column, name in COUNTS.items()}
    by_status = [number_of(row, column) for column in ITEM_COUNTS]
    values["items"] = None if None in by_status else sum(count or 0 for count in by_status)
    # An alarm about no pieces is an alarm whose quantity nobody knows yet.
    values["quantity"] = values["quantity"] or None
    return {
        name: formats.count(language, value) for name, value in values.items() if value is not None
    }


def _ratios(language: str, row: Row) -> Facts:
    """Rounded away from comfort: 99.97 % there is 99.9 %, 2.001 % damaged is 2.01 %."""
    told: Facts = {}
    if (coverage := number_of(row, "coverage_ratio")) is not None:
        told["coverage"] = formats.percent(language, coverage, places=3, rounding=math.floor)
    if (damage := number_of(row, "damage_ratio")) is not None:
        told["damage"] = formats.percent(language, damage, places=4)
    if (rate := number_of(row, "required_rate_ratio")) is not None:
        told["times"] = formats.times(language, rate)
    if (age := number_of(row, "age_hours")) is not None:
        told["age"] = formats.span(language, age)
    return told


def _dates(language: str, row: Row) -> Facts:
    return {
        name: formats.day(language, value.date())
        for column, name in DATES.items()
        if (value := moment(row, column)) is not None
    }


def _texts(language: str, row: Row) -> Facts:
    alarm = text_of(row, "alarm_code")
    compared = {
        name: alarm_facts.told(language, alarm, text, text_of(row, f"{name}_name_{language}"))
        for column, name in COMPARED.items()
        if (text := text_of(row, column))
    }
    plain = {name: text_of(row, column) for column, name in TEXTS.items()}
    return compared | plain | {"stage": _stage(language, row)}


def _stage(language: str, row: Row) -> str:
    """The stage as an activity ('sorting'), where seed_stages names its result ('Sorted')."""
    code = text_of(row, "stage_code")
    return say(language, f"reasons.stage.{code}") if code else ""


def _item(language: str, row: Row) -> str:
    name = (
        text_of(row, f"item_name_{language}")
        or text_of(row, f"deciding_item_name_{language}")
        or text_of(row, "item_code")
        or text_of(row, "deciding_item_code")
        or say(language, "reasons.any_item")
    )
    dapil = text_of(row, "dapil_code") or text_of(row, "deciding_dapil_code")
    return say(language, "reasons.item_of_dapil", item=name, dapil=dapil) if dapil else name


def _unit(language: str, row: Row) -> str:
    """'lembar' or 'sheets': seeds hold the English unit in the singular, sentences count."""
    unit = text_of(row, f"unit_{language}")
    if not unit:
        return say(language, "reasons.unit")
    return unit if language == "id" else _plural(unit)


def _plural(unit: str) -> str:
    return unit + ("es" if unit.endswith(("s", "x", "ch", "sh")) else "s")
