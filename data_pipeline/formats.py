"""How are numbers, shares, days and spans of time written in Indonesian and in English?"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from data_pipeline.text import say

HOURS_TOLD_IN_HOURS = 48
LOCALES = {"id": "id_ID", "en": "en_GB"}
PERCENT_SIGN = {"id": " %", "en": "%"}

Rounding = Callable[[float], int]


def count(language: str, value: float) -> str:
    """A whole number, rounded up: '1.999' or '1,999'."""
    return format_decimal(math.ceil(value), locale=LOCALES[language])


def percent(language: str, ratio: float, *, places: int, rounding: Rounding = math.ceil) -> str:
    """A ratio as a percentage with `places` - 2 decimals, rounded as told and never to nearest."""
    shown = rounding(round(ratio * 10**places, 6)) / 10**places
    digits = f"#,##0.{'0' * (places - 2)}{PERCENT_SIGN[language]}"
    return format_percent(shown, format=digits, locale=LOCALES[language])


def times(language: str, ratio: float) -> str:
    """A multiple with one decimal, rounded up: '1,4'."""
    shown = math.ceil(round(ratio * 10, 6)) / 10
    return format_decimal(shown, format="#,##0.0", locale=LOCALES[language])


def day(language: str, value: date) -> str:
    """'15 Jan 2024'."""
    return format_date(value, "d MMM y", locale=LOCALES[language])


def span(language: str, hours: float) -> str:
    """'5 jam' below two days, then whole days, rounded down."""
    if hours < 1:
        return say(language, "reasons.span.minutes")
    if hours < HOURS_TOLD_IN_HOURS:
        return say(language, "reasons.span.hours", count=int(hours))
    return say(language, "reasons.span.days", count=int(hours // 24))
