"""How much has each row? Bars, bars in parts, and bars against what they are measured by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from data_pipeline import cells
from data_pipeline.figures.chart import Chart, Series
from data_pipeline.house import ORDER
from data_pipeline.printing import keys, letters, paint, rows, scale
from data_pipeline.printing.canvas import INK, PAPER, Box, Canvas, Fill
from data_pipeline.printing.keys import Key
from data_pipeline.printing.rows import Rows

VALUE_PT: Final = 7.5
VALUE_GAP_MM: Final = 1.4
TICK_PT: Final = 1.8


def samples(chart: Chart, language: str) -> list[Key]:
    """What a reader must be told to read the bars."""
    tick = [keys.tick(chart.tick.label)] if chart.tick else []
    if chart.kind == "stacked":
        return [keys.area(one.label, paint.of_series(one)) for one in chart.series] + tick
    named = [keys.area(one.label, paint.of_series(one)) for one in chart.series]
    told = keys.of_rows(language, chart)
    if chart.kind == "bullets":
        return [*(told or named), *tick]
    return [*told, *tick]


def height_mm(chart: Chart, language: str, across_mm: float) -> float:
    return rows.height_mm(chart, across_mm, samples(chart, language))


def draw(canvas: Canvas, box: Box, chart: Chart, language: str) -> None:
    """bars and bullets: one bar a row with its value at the end."""
    values = _numbers(chart, chart.series[0].column)
    limits = _numbers(chart, chart.tick.column) if chart.tick else []
    words = _value_words(chart, language, values)
    frame = _frame(chart, language, box, [*values, *limits], words)
    frame.draw(canvas, letters.printable(chart.series[0].label))
    _filled(canvas, frame, chart, values)
    _ticks(canvas, frame, limits)
    for row, value in enumerate(values):
        furthest = max([value, 0.0, *limits[row : row + 1]], key=_known)
        x = frame.scale.at(_known(furthest)) + VALUE_GAP_MM
        canvas.text(x, frame.middle(row), words[row], size_pt=VALUE_PT * frame.shrink)


def draw_stacked(canvas: Canvas, box: Box, chart: Chart, language: str) -> None:
    """A segment a series and row, in the order of the series; the value inside where it fits."""
    columns = [_numbers(chart, one.column) for one in chart.series]
    totals = [sum(map(_known, row)) for row in zip(*columns, strict=True)]
    needs = _numbers(chart, chart.tick.column) if chart.tick else []
    is_counted = chart.value_format != "ratio"
    words = [cells.of_format(language, total, chart.value_format) for total in totals]
    frame = _frame(chart, language, box, [*totals, *needs], words if is_counted else [])
    frame.draw(canvas)
    starts = [0.0] * len(totals)
    for one, values in zip(chart.series, columns, strict=True):
        ends = [start + _known(value) for start, value in zip(starts, values, strict=True)]
        spans = [(row, a, b) for row, (a, b) in enumerate(zip(starts, ends, strict=True)) if b > a]
        canvas.rectangles([frame.bar(*span) for span in spans], paint.of_series(one))
        _inside(canvas, frame, one, spans)
        starts = ends
    _ticks(canvas, frame, needs)
    for row, total in enumerate(totals if is_counted else []):
        x = frame.scale.at(max(total, *needs[row : row + 1], 0.0)) + VALUE_GAP_MM
        canvas.text(x, frame.middle(row), words[row], size_pt=VALUE_PT * frame.shrink)


def _frame(
    chart: Chart, language: str, box: Box, values: Sequence[float], words: Sequence[str]
) -> Rows:
    low, high = scale.bounds([*values, *(at for at, _ in rows.marks_of(chart))])
    after = max((letters.width_mm(word, VALUE_PT) for word in words), default=0.0)
    told = samples(chart, language)
    after_mm = after + 2 * VALUE_GAP_MM if words else 5.0
    return Rows(chart, language, box, told, low, high, after_mm=after_mm)


def _filled(canvas: Canvas, frame: Rows, chart: Chart, values: Sequence[float]) -> None:
    """One colour and hatch a status; without statuses the tone of the series."""
    bars = [frame.bar(row, 0.0, _known(value)) for row, value in enumerate(values)]
    if "status" not in chart.rows:
        canvas.rectangles(bars, paint.of_series(chart.series[0]))
        return
    kinds = list(chart.rows["status"])
    for kind in ORDER:
        chosen = [bar for bar, found in zip(bars, kinds, strict=True) if found == kind]
        canvas.rectangles(chosen, paint.of_status(kind))


def _ticks(canvas: Canvas, frame: Rows, limits: Sequence[float]) -> None:
    half = frame.pitch * 0.42
    known = [(row, limit) for row, limit in enumerate(limits) if limit == limit]
    points = [(frame.scale.at(limit), frame.middle(row)) for row, limit in known]
    canvas.lines([[(x, y - half), (x, y + half)] for x, y in points], INK, TICK_PT)


def _inside(
    canvas: Canvas, frame: Rows, one: Series, spans: Sequence[tuple[int, float, float]]
) -> None:
    """The value of a segment on a patch of its own colour, so that no hatch crosses the digits."""
    chart, size = frame.chart, VALUE_PT * 0.94 * frame.shrink
    for row, start, end in spans:
        bar = frame.bar(row, start, end)
        value = end - start
        words = cells.of_format(frame.language, value, chart.value_format)
        width = letters.width_mm(words, size) + 1.0
        if width + 0.8 > bar.width:
            continue
        middle = bar.left + bar.width / 2
        colour = paint.of_series(one).colour
        patch = Box(middle - width / 2, bar.top + 0.4, width, bar.height - 0.8)
        canvas.rectangles([patch], Fill(colour))
        ink = INK if one.is_faint else paint.STATUS_INKS.get(one.tone, PAPER)
        canvas.text(middle, frame.middle(row), words, size_pt=size, colour=ink, align="center")


def _value_words(chart: Chart, language: str, values: Sequence[float]) -> list[str]:
    """'3.272', and for a bullet also what it is measured by: '3.272 / 7.407'."""
    words = [cells.of_format(language, value, chart.value_format) for value in values]
    if chart.kind != "bullets" or not chart.tick:
        return words
    needs = [
        cells.of_format(language, v, chart.value_format) for v in _numbers(chart, chart.tick.column)
    ]
    return [f"{word} / {need}" for word, need in zip(words, needs, strict=True)]


def _numbers(chart: Chart, column: str) -> list[float]:
    return [float(value) for value in chart.rows[column].astype("float64")]


def _known(value: float) -> float:
    """Zero for a value that is not known: no bar is drawn, and its label says '—'."""
    return 0.0 if value != value else value
