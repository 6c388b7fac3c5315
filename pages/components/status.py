"""What does a status look like? Colour, shape, word and pattern, in one place."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.components.text import say

# Worst first. In the last week silence outranks amber; the mart's status_rank already knows.
ORDER: Final = ("red", "amber", "grey", "green")
order = {status: rank for rank, status in enumerate(ORDER)}

SHAPES: Final = {"red": "■", "amber": "▲", "grey": "◌", "green": "●"}

# "Green" is teal, red the darkest, amber the lightest: told apart by protan, deutan and tritan
# eyes (minimum ΔE2000 33) and on grey paper. Amber is pale on white, so it always has an outline.
COLOURS: Final[dict[str, dict[str, str]]] = {
    "light": {"red": "#9B1C1C", "amber": "#F2B33D", "grey": "#C9C6BF", "green": "#1D7F8C"},
    "dark": {"red": "#B4332A", "amber": "#F8D779", "grey": "#5B6170", "green": "#24A5A7"},
}
INKS: Final[dict[str, dict[str, str]]] = {
    "light": {"red": "#FFFFFF", "amber": "#3A2A00", "grey": "#2B2A27", "green": "#FFFFFF"},
    "dark": {"red": "#FFFFFF", "amber": "#2B2100", "grey": "#FFFFFF", "green": "#06201F"},
}
PATTERNS: Final = {"red": "/", "amber": ".", "grey": "x", "green": ""}
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
