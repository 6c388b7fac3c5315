"""What does a status look like? Colour, shape, word and pattern, in one place."""

from __future__ import annotations

from typing import Final

import streamlit as st

from data_pipeline.house import COLOURS, INKS, ORDER, PATTERNS, SHAPES
from pages.components.text import say

__all__ = ["COLOURS", "INKS", "ORDER", "PATTERNS", "SHAPES"]

order = {status: rank for rank, status in enumerate(ORDER)}
BADGES: Final = {"red": "red", "amber": "orange", "grey": "gray", "green": "green"}


def theme() -> str:
    """'light' or 'dark': what the reader's browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def colours() -> dict[str, str]:
    """Status to hex colour, for the reader's theme."""
    return COLOURS[theme()]


def word(status: str) -> str:
    """'MERAH' or 'RED'."""
    return say(f"status.{status}")


def badge(status: str) -> str:
    """Shape and word, '■ MERAH': readable without any colour."""
    return f"{SHAPES[status]} {word(status)}"


def chip(status: str, count: str = "") -> str:
    """A coloured markdown badge, '■ Merah 88'; word and shape carry it without the colour."""
    words = f"{SHAPES[status]} {word(status).capitalize()} {count}".strip()
    return f":{BADGES[status]}-badge[{words}]"


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """'#9B1C1C' as [155, 28, 28, 255], the form deck.gl takes."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)] + [alpha]
