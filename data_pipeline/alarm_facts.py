"""How are an alarm's `expected_text` and `found_text` told? They come as codes and bare numbers."""

from __future__ import annotations

import re
from datetime import date

from data_pipeline.formats import count, day, percent, span
from data_pipeline.text import catalogue, say

COUNTED = {"SHORT", "SURPLUS", "RESERVE_CONSUMED", "IMPOSSIBLE"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WHOLE = re.compile(r"\d+")


def told(language: str, alarm_code: str, text: str, name: str = "") -> str:
    """The text in the reader's words: the `name` of a place, an item or a district, else its code.

    Which alarm it is decides: 990101 is a place, not a number to be grouped.
    """
    if name:
        return name
    word = f"reasons.found.{text}"
    if word in catalogue(language):
        return say(language, word)
    if DAY.fullmatch(text):
        return day(language, date.fromisoformat(text))
    if alarm_code == "DAMAGE":
        return percent(language, float(text), places=4)
    if alarm_code == "STALE_REPORT":
        return _age(language, text)
    return _grouped(language, text) if alarm_code in COUNTED else text


def _grouped(language: str, text: str) -> str:
    """'18318 > 5000' as '18.318 > 5.000'."""
    return WHOLE.sub(lambda found: count(language, int(found[0])), text).replace("->", "→")


def _age(language: str, hours: str) -> str:
    """'-1' stands for a unit that never reported: no age to tell."""
    return span(language, float(hours)) if WHOLE.fullmatch(hours) else ""
