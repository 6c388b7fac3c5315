"""How does a page say a sentence, a number, a day, in the reader's language?"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

import pandas as pd
import streamlit as st
from babel.dates import format_date, format_datetime
from babel.numbers import get_decimal_symbol, get_group_symbol

from data_pipeline import text
from data_pipeline.text import LANGUAGES

DEFAULT_LANGUAGE: Final = "id"
LANGUAGE_KEY: Final = "lang"
UNKNOWN: Final = "—"
MARKUP: Final = frozenset("\\`*_{}[]<>#|$~:")
OFFSETS: Final = {"WIB": 7, "WITA": 8, "WIT": 9, "UTC": 0}
LOCALES: Final = {"id": "id_ID", "en": "en_GB"}


# A page asks for its language thousands of times, and session state takes 15 µs to answer.
_SPOKEN: ContextVar[str] = ContextVar("language")


def language() -> str:
    """'id' or 'en': what the reader chose; Indonesian until they choose."""
    return _SPOKEN.get("") or _chosen()


def speak() -> None:
    """Keep to the language chosen now until the next run of the page; the shell says when."""
    _SPOKEN.set(_chosen())


def _chosen() -> str:
    chosen = st.session_state.get(LANGUAGE_KEY)
    return chosen if chosen in LANGUAGES else DEFAULT_LANGUAGE


def locale() -> str:
    """Babel's name of the reader's language and customs."""
    return LOCALES[language()]


def say(key: str, **facts: object) -> str:
    """The sentence of that key, with its facts filled in, in the reader's language."""
    return text.say(language(), key, **facts)


def pick(row: Mapping[str, object] | pd.Series, stem: str) -> str:
    """The `<stem>_id` or `<stem>_en` value of a row."""
    name = f"{stem}_{language()}"
    value = (
        row[name] if hasattr(row, "__getitem__") and hasattr(row, "keys") else getattr(row, name)
    )
    return str(value)


def plain(words: str) -> str:
    """Words that markdown must not read as markup: a waybill or a file name is a sender's text."""
    return "".join(f"\\{mark}" if mark in MARKUP else mark for mark in words)


def is_missing(value: object) -> bool:
    """True for None, NaN, NaT and NA: all the shapes in which 'not reported' arrives."""
    return bool(pd.isna(value))


def number(value: float | None, *, decimals: int = 0, tongue: str | None = None) -> str:
    """1.234.567 in Indonesian, 1,234,567 in English; a dash when unknown."""
    if value is None or is_missing(value):
        return UNKNOWN
    return f"{value:,.{decimals}f}".translate(_marks(tongue or language()))


def change(value: float | None) -> str:
    """A number with its sign, '+12' or '−3'; a dash when unknown."""
    if value is None or is_missing(value):
        return UNKNOWN
    return ("+" if value > 0 else "−" if value < 0 else "") + number(abs(value))


def ratio(value: float | None) -> str:
    """0.859 as '85,9 %' in Indonesian, '85.9%' in English: always one decimal."""
    if value is None or is_missing(value):
        return UNKNOWN
    return number(value * 100, decimals=1) + ("\u00a0%" if language() == "id" else "%")


def day(value: date | None, *, has_year: bool = True) -> str:
    """'8 Jan 2024', or '8 Jan' where the year goes without saying; a dash when unknown."""
    if value is None or is_missing(value):
        return UNKNOWN
    return format_date(value, format="d MMM y" if has_year else "d MMM", locale=locale())


def moment(value: datetime | None, tz: str = "WIB") -> str:
    """Naive UTC as '8 Jan 2024 10.00 WIB' (a full stop in Indonesian, a colon in English)."""
    if value is None or is_missing(value):
        return UNKNOWN
    local = value + timedelta(hours=OFFSETS[tz])
    clock = "HH.mm" if language() == "id" else "HH:mm"
    return f"{format_datetime(local, format=f'd MMM y {clock}', locale=locale())} {tz}"


def age(value: float | None) -> str:
    """How long ago, from hours: '3 hari lalu', '2 hours ago'; 'belum pernah' when unknown."""
    if value is None or is_missing(value):
        return say("shell.age.never")
    return say("shell.age.ago", span=hours(value))


def hours(value: float) -> str:
    """A span given in hours, in the unit a person would say: '12 detik', '5 jam', '3 hari'."""
    seconds = max(0.0, value * 3600)
    for unit, size in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * size:
            return say(f"shell.span.{unit}", n=number(int(seconds // size)))
    return say("shell.span.seconds", n=number(int(seconds)))


@cache
def _marks(tongue: str) -> dict[int, str]:
    """Python's own separators to those of the language; Babel's formatter costs 50 µs a number."""
    here = LOCALES[tongue]
    return str.maketrans({",": get_group_symbol(here), ".": get_decimal_symbol(here)})
