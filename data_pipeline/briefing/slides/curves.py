"""How do plan and fact run against the calendar? Lines on an axis that counts down to the vote."""

from __future__ import annotations

from typing import Any, Final

from pptx.enum.chart import XL_AXIS_CROSSES, XL_LABEL_POSITION
from pptx.util import Pt

from data_pipeline.briefing import countdown
from data_pipeline.briefing.slides import charts, legends, looks, number_formats
from data_pipeline.briefing.slides.charts import Points
from data_pipeline.briefing.slides.deck import Canvas
from data_pipeline.briefing.slides.marks import INK, Box
from data_pipeline.figures.chart import Chart
from data_pipeline.formats import is_missing
from data_pipeline.text import say

LABEL_STEP: Final = 0.075


def draw(canvas: Canvas, chart: Chart, box: Box) -> None:
    """A line a series; each mark is a dashed upright line with its name on top."""
    legends.draw(canvas, [legends.Entry(s.label, s, is_line=True) for s in chart.series], box)
    lines = [_line(chart, series.column, series.label) for series in chart.series]
    highest = max((max(line.y, default=0.0) for line in lines), default=0.0) * 1.1 or 1.0
    uprights = [_upright(chart, mark, place, highest) for place, mark in enumerate(chart.marks)]
    drawn = charts.lines(canvas, chart, box.below(legends.HEIGHT_IN), [*lines, *uprights])
    series = list(drawn.plots[0].series)
    for curve, look in zip(series, chart.series, strict=False):
        _stroke(curve, looks.colour_of(look), look.line, 2.5 if look.tone == "red" else 2)
    for place, (upright, line) in enumerate(zip(series[len(lines) :], uprights, strict=True)):
        _stroke(upright, INK, "dashed", 1)
        _name(upright, line.label, is_left=place % 2 == 0)
    _axes(drawn, chart, canvas.language, [*lines, *uprights], highest)


def _line(chart: Chart, column: str, label: str) -> Points:
    pairs = [
        (countdown.days(at, chart.voting_on), float(value))
        for at, value in zip(chart.rows[chart.across], chart.rows[column], strict=True)
        if not is_missing(value)
    ]
    return Points(label, [x for x, _ in pairs], [y for _, y in pairs])


def _upright(chart: Chart, mark: Any, place: int, highest: float) -> Points:
    x = (
        float(mark.at)
        if isinstance(mark.at, int | float)
        else countdown.days(mark.at, chart.voting_on)
    )
    return Points(mark.label, [x, x], [0.0, highest * (1 - LABEL_STEP * place)])


def _stroke(series: Any, colour: str, dash: str, points: float) -> None:
    series.smooth = False
    series.format.line.width = Pt(points)
    series.format.line.color.rgb = looks.rgb(colour)
    series.format.line.dash_style = looks.DASHES[dash]


def _name(series: Any, words: str, *, is_left: bool) -> None:
    """The name at the upper end of an upright line."""
    label = series.points[1].data_label
    label.text_frame.text = words
    label.position = XL_LABEL_POSITION.LEFT if is_left else XL_LABEL_POSITION.RIGHT
    run = label.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(10), True


def _axes(drawn: Any, chart: Chart, language: str, lines: list[Points], highest: float) -> None:
    across, up = drawn.category_axis, drawn.value_axis
    for axis in (across, up):
        charts.quiet(axis)
    charts.hairlines(up)
    across.has_major_gridlines = False
    across.crosses = XL_AXIS_CROSSES.MINIMUM
    up.minimum_scale, up.maximum_scale = 0, highest
    up.tick_labels.number_format = number_formats.axis(language, chart.value_format, highest)
    up.tick_labels.number_format_is_linked = False
    known = [x for line in lines for x in line.x]
    first, last = min(known, default=0.0), max(known, default=1.0)
    days = countdown.ticks(first, last)
    across.minimum_scale, across.maximum_scale = days[0], days[-1]
    across.major_unit = countdown.step(first, last)
    counting = say(language, "writers.countdown_format")
    calendar = say(language, "writers.day_format")
    across.tick_labels.number_format = counting if chart.voting_on else calendar
    across.tick_labels.number_format_is_linked = False
    across.tick_labels.font.color.rgb = looks.rgb(INK)
