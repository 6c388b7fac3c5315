"""What do all pictures share? The house style: ink and paper, patterns, marks of the language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import plotly.graph_objects as go

from data_pipeline.house import PAGE, PALEST
from pages.components import status
from pages.components.text import language

MONTHS_ID: Final = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()
DAYS_ID: Final = "Min Sen Sel Rab Kam Jum Sab".split()
LONG_MONTHS_ID: Final = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
)
LONG_DAYS_ID: Final = "Minggu Senin Selasa Rabu Kamis Jumat Sabtu".split()
# Plotly brings only English; its npm locale for Indonesian lacks separators and misspells months.
INDONESIAN: Final = {
    "dictionary": {
        "Autoscale": "Skala otomatis",
        "Download plot as a PNG": "Unduh gambar PNG",
        "Pan": "Geser",
        "Reset axes": "Atur ulang sumbu",
        "Zoom": "Perbesar",
        "Zoom in": "Perbesar",
        "Zoom out": "Perkecil",
    },
    "format": {
        "days": LONG_DAYS_ID,
        "shortDays": DAYS_ID,
        "months": LONG_MONTHS_ID,
        "shortMonths": MONTHS_ID,
        "date": "%d/%m/%Y",
        "decimal": ",",
        "thousands": ".",
    },
}
BUTTONS: Final = ["select2d", "lasso2d", "autoScale2d"]


def figure(height: int) -> go.Figure:
    """An empty figure of that height in the reader's theme and language."""
    ink = PAGE[status.theme()]
    axis = {"gridcolor": ink["line"], "linecolor": ink["line"], "automargin": True, "title": None}
    # Plotly's own "1.2M" would be read as 1.2 miliar, a thousand times too much.
    axis |= {"exponentformat": "none", "separatethousands": True}
    return go.Figure(
        layout={
            "height": height,
            "template": "none",
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": "Inter, sans-serif", "size": 13, "color": ink["ink"]},
            "margin": {"l": 8, "r": 16, "t": 28, "b": 28},
            "separators": ",." if language() == "id" else ".,",
            "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
            "bargap": 0.35,
            "xaxis": axis,
            "yaxis": axis | {"showgrid": False},
            "hoverlabel": {"font": {"family": "Inter, sans-serif"}},
        }
    )


def config() -> dict[str, Any]:
    """Plotly's own words and separators in the reader's language; no logo, few buttons."""
    chosen = {"displaylogo": False, "displayModeBar": "hover", "modeBarButtonsToRemove": BUTTONS}
    return chosen | {"locale": language(), "locales": {"id": INDONESIAN}}


def marker(tones: Sequence[str], *, is_faint: bool = False) -> dict[str, Any]:
    """Colour and pattern each bar. Trap: Streamlit's Plotly ignores a list of pattern bgcolors."""
    page = PAGE[status.theme()]
    return {
        "color": [colour(tone) for tone in tones],
        "opacity": 0.55 if is_faint else 1,
        "line": {"width": 0.8, "color": page["soft"]},
        "pattern": {
            "shape": ["\\" if is_faint else status.PATTERNS.get(tone, "") for tone in tones],
            "fillmode": "overlay",
            "fgcolor": [status.INKS[status.theme()].get(tone, page["paper"]) for tone in tones],
            "fgopacity": 0.35,
            "size": 7,
            "solidity": 0.25,
        },
    }


def colour(tone: str) -> str:
    """A status colour, or the ink and the soft ink of the page."""
    return (status.colours() | PAGE[status.theme()])[tone]


def scale() -> list[list[object]]:
    """One hue from paper to red: nothing, hardly anything, most."""
    paper = PAGE[status.theme()]["line"]
    return [[0.0, paper], [0.001, PALEST], [1.0, status.colours()["red"]]]
