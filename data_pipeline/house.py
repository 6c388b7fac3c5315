"""What does Tepat look like, on a screen and on paper? Colours, shapes and patterns, once."""

from __future__ import annotations

from typing import Final

# Worst first. In the last week silence outranks amber; the mart's status_rank already knows.
ORDER: Final = ("red", "amber", "grey", "green")
SHAPES: Final = {"red": "■", "amber": "▲", "grey": "◌", "green": "●"}
PATTERNS: Final = {"red": "/", "amber": ".", "grey": "x", "green": ""}

# "Green" is teal, red the darkest, amber the lightest: told apart by protan, deutan and tritan
# eyes (minimum ΔE2000 33) and on grey paper. Amber is pale on white, so it always has an outline.
COLOURS: Final[dict[str, dict[str, str]]] = {
    "light": {"red": "#9B1C1C", "amber": "#F2B33D", "grey": "#C9C6BF", "green": "#1D7F8C"},
    "dark": {"red": "#B4332A", "amber": "#F8D779", "grey": "#5B6170", "green": "#24A5A7"},
}
# What is written on a status colour.
INKS: Final[dict[str, dict[str, str]]] = {
    "light": {"red": "#FFFFFF", "amber": "#3A2A00", "grey": "#2B2A27", "green": "#FFFFFF"},
    "dark": {"red": "#FFFFFF", "amber": "#2B2100", "grey": "#FFFFFF", "green": "#06201F"},
}
PAGE: Final = {
    "light": {"ink": "#1F2328", "soft": "#6B6A66", "line": "#E4E1DA", "paper": "#FBFAF8"},
    "dark": {"ink": "#E8EAF0", "soft": "#9AA1B2", "line": "#2B3240", "paper": "#10141F"},
}
# The lightest step of a heatmap's single hue, just above nothing.
PALEST: Final = "#F3D9D3"
