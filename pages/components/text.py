"""How does a page say a sentence, a number, a day, in the reader's language?"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import date, datetime
from typing import Final

import pandas as pd
import streamlit as st

from data_pipeline import formats, text
from data_pipeline.formats import LOCALES, OFFSETS, UNKNOWN, is_missing
from data_pipeline.text import LANGUAGES

__all__ = ["OFFSETS", "UNKNOWN", "is_missing"]

DEFAULT_LANGUAGE: Final = "id"
LANGUAGE_KEY: Final = "lang"
MARKUP: Final = frozenset("\\`*_{}[]<>#|$~:")


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


def number(value: float | None, *, decimals: int = 0, tongue: str | None = None) -> str:
    """1.234.567 in Indonesian, 1,234,567 in English; a dash when unknown."""
    return formats.number(tongue or language(), value, decimals=decimals)


def change(value: float | None) -> str:
    """A number with its sign, '+12' or '−3'; a dash when unknown."""
    return formats.change(language(), value)


def ratio(value: float | None) -> str:
    """0.859 as '85,9 %' in Indonesian, '85.9%' in English: always one decimal."""
    return formats.ratio(language(), value)


def day(value: date | None, *, has_year: bool = True) -> str:
    """'8 Jan 2024', or '8 Jan' where the year goes without saying; a dash when unknown."""
    return formats.day(language(), value, has_year=has_year)


def moment(value: datetime | None, tz: str = "WIB") -> str:
    """Naive UTC as '8 Jan 2024 10.00 WIB' (a full stop in Indonesian, a colon in English)."""
    return formats.moment(language(), value, tz)


def age(value: float | None) -> str:
    """How long ago, from hours: '3 hari lalu', '2 hours ago'; 'belum pernah' when unknown."""
    return formats.age(language(), value)


def hours(value: float) -> str:
    """A span given in hours, in the unit a person would say: '12 detik', '5 jam', '3 hari'."""
    return formats.hours(language(), value)
