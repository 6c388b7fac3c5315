"""Which drawer draws which kind of chart? The bare picture, for a page of somebody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from data_pipeline.figures.chart import Chart, Kind
from data_pipeline.printing import bars, curves, dots, heatmap, letters, maps
from data_pipeline.printing.canvas import LINE, SOFT, Box, Canvas
from data_pipeline.text import say

EMPTY_MM: Final = 16.0
EMPTY_PT: Final = 9.0

Height = Callable[[Chart, str, float], float]
Draw = Callable[[Canvas, Box, Chart, str], None]

DRAWERS: Final[dict[Kind, tuple[Height, Draw]]] = {
    "bars": (bars.height_mm, bars.draw),
    "bullets": (bars.height_mm, bars.draw),
    "stacked": (bars.height_mm, bars.draw_stacked),
    "dots": (dots.height_mm, dots.draw),
    "heatmap": (heatmap.height_mm, heatmap.draw),
    "curves": (curves.height_mm, curves.draw),
    "map": (maps.height_mm, maps.draw),
}


def svg(chart: Chart, language: str, width_mm: float, height_mm: float | None = None) -> bytes:
    """The bare picture as SVG on no ground; without a height it is as high as reads best."""
    high = natural_mm(chart, language, width_mm) if height_mm is None else height_mm
    canvas = Canvas(width_mm, high, is_embedded=True)
    draw(canvas, canvas.box, chart, language)
    return canvas.svg(title=chart.title, description=chart.alt)


def natural_mm(chart: Chart, language: str, width_mm: float) -> float:
    """The height at which the chart reads best at that width."""
    if chart.is_empty:
        return EMPTY_MM
    return DRAWERS[chart.kind][0](chart, language, width_mm)


def draw(canvas: Canvas, box: Box, chart: Chart, language: str) -> None:
    """The chart in that box; an empty one says that there is nothing."""
    if chart.is_empty:
        nothing(canvas, box, say(language, "print.nothing"))
        return
    DRAWERS[chart.kind][1](canvas, box, chart, language)


def nothing(canvas: Canvas, box: Box, words: str) -> None:
    """A frame with a sentence, where otherwise rows would stand."""
    edges = [(box.left, box.top + 1), (box.right, box.top + 1)]
    canvas.lines([edges, [(x, box.bottom - 1) for x, _ in edges]], LINE)
    line = letters.fit(letters.printable(words), box.width, EMPTY_PT)
    canvas.text(box.left, box.top + box.height / 2, line, size_pt=EMPTY_PT, colour=SOFT)
