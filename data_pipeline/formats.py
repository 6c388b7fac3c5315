"""How are numbers, shares, days and spans of time written in Indonesian and in English?

A value that is missing (None, NaN, NaT) is written as a dash, never as zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache

import pandas as pd
from babel.core import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent, get_decimal_symbol, get_group_symbol

from data_pipeline.text import say

HOURS_TOLD_IN_HOURS = 48
LOCALES = {"id": "id_ID", "en": "en_GB"}
PERCENT_SIGN = {"id": "\u00a0%", "en": "%"}
OFFSETS = {"WIB": 7, "WITA": 8, "WIT": 9, "UTC": 0}
UNKNOWN = "—"

Rounding = Callable[[float], int]


def count(language: str, value: float) -> str:
    """A whole number, rounded up: '1.999' or '1,999'."""
    return number(language, math.ceil(value))


def percent(language: str, ratio: float, *, places: int, rounding: Rounding = math.ceil) -> str:
    """A ratio as a percentage with `places` - 2 decimals, rounded as told and never to nearest."""
    shown = rounding(round(ratio * 10**places, 6)) / 10**places
    digits = f"#,##0.{'0' * (places - 2)}{PERCENT_SIGN[language]}"
    return format_percent(shown, format=digits, locale=LOCALES[language])


def times(language: str, ratio: float) -> str:
    """A multiple with one decimal, rounded up: '1,4'."""
    shown = math.ceil(round(ratio * 10, 6)) / 10
    return format_decimal(shown, format="#,##0.0", locale=LOCALES[language])


def span(language: str, hours: float) -> str:
    """'5 jam' below two days, then whole days, rounded down."""
    if hours < 1:
        return say(language, "reasons.span.minutes")
    if hours < HOURS_TOLD_IN_HOURS:
        return say(language, "reasons.span.hours", count=int(hours))
    return say(language, "reasons.span.days", count=int(hours // 24))


def is_missing(value: object) -> bool:
    """True for None, NaN, NaT and NA: all the shapes in which 'not reported' arrives."""
    return bool(pd.isna(value))


def number(language: str, value: float | None, *, decimals: int = 0) -> str:
    """1.234.567 in Indonesian, 1,234,567 in English."""
    if value is None or is_missing(value):
        return UNKNOWN
    return f"{value:,.{decimals}f}".translate(_marks(language))


def change(language: str, value: float | None) -> str:
    """A number with its sign, '+12' or '−3'."""
    if value is None or is_missing(value):
        return UNKNOWN
    return ("+" if value > 0 else "−" if value < 0 else "") + number(language, abs(value))


def ratio(language: str, value: float | None) -> str:
    """0.859 as '85,9 %' in Indonesian, '85.9%' in English: always one decimal."""
    if value is None or is_missing(value):
        return UNKNOWN
    return number(language, value * 100, decimals=1) + PERCENT_SIGN[language]


def days(language: str, value: float) -> str:
    """'1 day', '12 days', '12 hari'."""
    return say(language, f"shell.days.{form(language, value)}", n=number(language, value))


def days_signed(language: str, value: float) -> str:
    """Ahead or behind by whole days: '+1 day', '−3 days'."""
    whole = round(value)
    return say(language, f"shell.days.{form(language, whole)}", n=change(language, whole))


def form(language: str, value: float) -> str:
    """'one' or 'many': which form of a word a count takes, by the plural rules of CLDR."""
    rule = Locale.parse(LOCALES[language]).plural_form
    return "one" if rule(abs(round(value))) == "one" else "many"


def short(language: str, value: float) -> str:
    """A quantity in few signs: '1,2 jt', '340 rb', '12'."""
    for unit, size in (("million", 1e6), ("thousand", 1e3)):
        if abs(value) >= size:
            told = number(language, value / size, decimals=1)
            return say(language, f"shell.short.{unit}", n=told)
    return number(language, value)


def day(language: str, value: date | None, *, has_year: bool = True) -> str:
    """'8 Jan 2024', or '8 Jan' where the year goes without saying."""
    if value is None or is_missing(value):
        return UNKNOWN
    return format_date(value, format="d MMM y" if has_year else "d MMM", locale=LOCALES[language])


def moment(language: str, value: datetime | None, tz: str = "WIB") -> str:
    """Naive UTC as '8 Jan 2024 10.00 WIB' (a full stop in Indonesian, a colon in English)."""
    if value is None or is_missing(value):
        return UNKNOWN
    local = value + timedelta(hours=OFFSETS[tz])
    clock = "HH.mm" if language == "id" else "HH:mm"
    return f"{format_datetime(local, format=f'd MMM y {clock}', locale=LOCALES[language])} {tz}"


def age(language: str, value: float | None) -> str:
    """How long ago, from hours: '3 hari lalu', '2 hours ago'; 'belum pernah' when unknown."""
    if value is None or is_missing(value):
        return say(language, "shell.age.never")
    return say(language, "shell.age.ago", span=hours(language, value))


def hours(language: str, value: float) -> str:
    """A span given in hours, in the unit a person would say: '12 detik', '5 jam', '3 hari'."""
    seconds = max(0.0, value * 3600)
    for unit, size in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * size:
            return say(language, f"shell.span.{unit}", n=number(language, int(seconds // size)))
    return say(language, "shell.span.seconds", n=number(language, int(seconds)))


@cache
def _marks(language: str) -> dict[int, str]:
    """Python's own separators to those of the language; Babel's formatter costs 50 µs a number."""
    here = LOCALES[language]
    return str.maketrans({",": get_group_symbol(here), ".": get_decimal_symbol(here)})
