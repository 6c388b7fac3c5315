"""How far from zero is each row, and where is its limit? A shape a row on a line of values."""

from __future__ import annotations

from typing import Final

from data_pipeline import cells
from data_pipeline.figures.chart import Chart
from data_pipeline.house import ORDER
from data_pipeline.printing import keys, letters, paint, rows, scale
from data_pipeline.printing.canvas import INK, LINE, SOFT, Align, Box, Canvas
from data_pipeline.printing.keys import Key
from data_pipeline.printing.rows import Rows

VALUE_PT: Final = 7.5
DOT_MM: Final = 3.2
GAP_MM: Final = 2.4
SPAN_PT: Final = 5.0


def samples(chart: Chart, language: str) -> list[Key]:
    """The shapes among the rows and the limit."""
    found = set(chart.rows["status"]) if "status" in chart.rows else set()
    shapes = [keys.status(language, kind) for kind in ORDER if kind in found]
    return shapes + ([keys.tick(chart.tick.label)] if chart.tick else [])


def height_mm(chart: Chart, language: str, across_mm: float) -> float:
    return rows.height_mm(chart, across_mm, samples(chart, language))


def draw(canvas: Canvas, box: Box, chart: Chart, language: str) -> None:
    """A stalk from zero, the shape at the value, the limit as an upright stroke."""
    values = [float(value) for value in chart.rows[chart.series[0].column]]
    limits = [float(value) for value in chart.rows[chart.tick.column]] if chart.tick else []
    words = [cells.of_format(language, value, chart.value_format) for value in values]
    room = max((letters.width_mm(word, VALUE_PT) for word in words), default=0.0) + 2 * GAP_MM
    spread = _spread(chart)
    low, high = scale.bounds([*values, *limits, *(end for ends in spread for end in ends)])
    before = room if low < 0 else DOT_MM
    told = samples(chart, language)
    frame = Rows(chart, language, box, told, low, high, after_mm=room, before_mm=before)
    frame.draw(canvas, letters.printable(chart.series[0].label))
    points = [(frame.scale.at(value), frame.middle(row)) for row, value in enumerate(values)]
    _spans(canvas, frame, spread)
    known = [point for point, value in zip(points, values, strict=True) if value == value]
    canvas.lines([[(frame.scale.at(0.0), y), (x, y)] for x, y in known], SOFT, 0.8)
    _limits(canvas, frame, limits)
    kinds = list(chart.rows["status"]) if "status" in chart.rows else ["green"] * len(values)
    for kind in ORDER:
        chosen = [point for point, found in zip(points, kinds, strict=True) if found == kind]
        paint.shape(canvas, kind, chosen, DOT_MM * frame.shrink, rim=INK)
    if not spread:  # beside the end of a span a value would be read as that end
        _values(canvas, frame, values, limits, words)


def _spread(chart: Chart) -> list[tuple[float, float]]:
    """Between which values most of each row lies; empty where the chart does not say."""
    if chart.spread is None:
        return []
    columns = chart.rows[list(chart.spread)].astype("float64")
    return [(float(low), float(high)) for low, high in columns.itertuples(index=False)]


def _spans(canvas: Canvas, frame: Rows, spread: list[tuple[float, float]]) -> None:
    """A broad pale line below the shape."""
    known = [(frame.middle(row), ends) for row, ends in enumerate(spread) if ends[0] == ends[0]]
    lines = [[(frame.scale.at(low), y), (frame.scale.at(high), y)] for y, (low, high) in known]
    canvas.lines(lines, LINE, SPAN_PT)


def _limits(canvas: Canvas, frame: Rows, limits: list[float]) -> None:
    half = frame.pitch * 0.36
    known = [(frame.scale.at(v), frame.middle(row)) for row, v in enumerate(limits) if v == v]
    canvas.lines([[(x, y - half), (x, y + half)] for x, y in known], INK, 1.8)


def _values(
    canvas: Canvas, frame: Rows, values: list[float], limits: list[float], words: list[str]
) -> None:
    """Beside the shape, on the side away from zero and from the limit's stroke."""
    for row, value in enumerate(values):
        x, limit = frame.scale.at(value), limits[row] if row < len(limits) else float("nan")
        side = -1 if value < 0 else 1
        width = letters.width_mm(words[row], VALUE_PT) + GAP_MM
        stroke = frame.scale.at(limit) if limit == limit else x
        if side > 0 and x < stroke < x + width + GAP_MM:
            x = stroke - GAP_MM / 2
        where: Align = "left" if side > 0 else "right"
        size = VALUE_PT * frame.shrink
        canvas.text(x + side * GAP_MM, frame.middle(row), words[row], size_pt=size, align=where)
