"""Which colour, hatch and shape does a status or a tone have on paper?"""

from __future__ import annotations

import math
from typing import Final

from data_pipeline.figures.chart import Series
from data_pipeline.house import COLOURS, INKS, PATTERNS
from data_pipeline.printing.canvas import INK, PAPER, Canvas, Fill, Point

STATUS_COLOURS: Final = COLOURS["light"]
STATUS_INKS: Final = INKS["light"]
TONES: Final = {**STATUS_COLOURS, "ink": "#4B5058", "soft": "#8C8A84"}
# A hatch letter is six lines to the inch; repeated, it is denser.
# Dots are paths in an SVG, so fewer of them.
DENSITY: Final = {".": 2}
HATCHES: Final = {kind: sign * DENSITY.get(sign, 3) for kind, sign in PATTERNS.items()}
FAINT_HATCH: Final = "\\\\\\"
HATCH_STRENGTH: Final = 0.38
FAINT_STRENGTH: Final = 0.45
EDGE: Final = "#6B6A66"


def blend(colour: str, ground: str, strength: float) -> str:
    """`strength` of the colour on the ground: what a see-through colour would look like."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(a * strength + b * (1 - strength)):02X}" for a, b in pairs)


def of_status(kind: str) -> Fill:
    """The area of a status: colour, hatch, outline."""
    colour = STATUS_COLOURS[kind]
    hatched = blend(STATUS_INKS[kind], colour, HATCH_STRENGTH)
    return Fill(colour, HATCHES[kind], hatched, EDGE, 0.4)


def of_series(series: Series) -> Fill:
    """The area of one column of the rows; a faint one is paler, with lines the other way."""
    if series.tone in STATUS_COLOURS and not series.is_faint:
        return of_status(series.tone)
    if not series.is_faint:
        return Fill(TONES[series.tone], "", INK, EDGE, 0.4)
    pale = blend(TONES[series.tone], PAPER, FAINT_STRENGTH)
    return Fill(pale, FAINT_HATCH, blend(TONES[series.tone], PAPER, 0.8), EDGE, 0.4)


def tint(kind: str) -> str:
    """The pale ground of a table cell that says a status."""
    return blend(STATUS_COLOURS[kind], PAPER, 0.18)


def shape(canvas: Canvas, kind: str, points: list[Point], size_mm: float, *, rim: str) -> None:
    """■ ▲ ◌ ● around each point, drawn so that it reads on any ground."""
    if not points:
        return
    half = size_mm / 2
    if kind == "grey":
        canvas.polygons([ring(x, y, half) for x, y in points], Fill(PAPER, edge=rim, edge_pt=0.5))
        dots = [ring(x + a, y + b, half * 0.24) for x, y in points for a, b in _around(half * 0.6)]
        canvas.polygons(dots, Fill(INK))
        return
    outline = {"red": _square, "amber": _triangle, "green": ring}[kind]
    fill = Fill(STATUS_COLOURS[kind], edge=rim, edge_pt=0.5)
    canvas.polygons([outline(x, y, half) for x, y in points], fill)


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _square(x: float, y: float, half: float) -> list[Point]:
    side = half * 0.9
    return [(x - side, y - side), (x + side, y - side), (x + side, y + side), (x - side, y + side)]


def _triangle(x: float, y: float, half: float) -> list[Point]:
    return [(x, y - half), (x + half * 1.08, y + half * 0.85), (x - half * 1.08, y + half * 0.85)]


def ring(x: float, y: float, half: float) -> list[Point]:
    return [(x + a, y + b) for a, b in _around(half, steps=24)]


def _around(radius: float, steps: int = 7) -> list[Point]:
    turns = [math.tau * step / steps for step in range(steps)]
    return [(radius * math.cos(turn), radius * math.sin(turn)) for turn in turns]
