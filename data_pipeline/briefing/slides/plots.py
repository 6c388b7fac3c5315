"""How are bars, segments and dots laid out on a slide?

Dots and bullets are bars too: only a bar chart keeps the rows' names in its data sheet, where an XY
chart of PowerPoint knows numbers alone. What a row is measured against is a hollow bar over it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
from pptx.enum.chart import (
    XL_AXIS_CROSSES,
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_TICK_LABEL_POSITION,
)
from pptx.util import Pt

from data_pipeline import cells
from data_pipeline.briefing.names import row_name
from data_pipeline.briefing.slides import charts, legends, looks, number_formats, overlays
from data_pipeline.briefing.slides.charts import Column
from data_pipeline.briefing.slides.deck import Canvas
from data_pipeline.briefing.slides.marks import INK, Box
from data_pipeline.figures.chart import NAME, STATUS, Chart, Series
from data_pipeline.figures.legible import shortened
from data_pipeline.formats import is_missing
from data_pipeline.house import ORDER, SHAPES

ONE_PANEL: Final = 20
MOST_ROWS: Final = 2 * ONE_PANEL
GAP_IN: Final = 0.3
HEADROOM: Final = 1.14
LONGEST_NAME, LONG_NAME = 60, 34
WIDE_IN: Final = 9.0
SMALLEST_LABEL: Final = 0.06  # of the longest bar: a segment below it carries no number

Layer = tuple[Column, Series | None]  # no series = the hollow bar of what is needed


def shown_rows(chart: Chart) -> int:
    """How many rows of a chart of bars fit on a slide."""
    return min(len(chart.rows), MOST_ROWS)


def draw(canvas: Canvas, chart: Chart, box: Box) -> None:
    """The rows as bars; more than one panel holds are drawn in two, side by side, on one scale."""
    rows = chart.rows.head(MOST_ROWS)
    every = layers(canvas.language, chart, rows)
    room = box
    if len(every) > 1 or STATUS in rows:
        legends.draw(canvas, [legends.Entry(column.label, s) for column, s in every], box)
        room = box.below(legends.HEIGHT_IN)
    panels = 1 if len(rows) <= ONE_PANEL else 2
    height = math.ceil(len(rows) / panels)
    width = (room.w - GAP_IN * (panels - 1)) / panels
    tall = min(room.h, 0.5 + 0.55 * height)  # few bars stay slim instead of filling the slide
    for panel in range(panels):
        place = Box(room.x + panel * (width + GAP_IN), room.y, width, tall)
        part = slice(panel * height, (panel + 1) * height)
        _panel(canvas, chart, rows.iloc[part], every, part, place)


def layers(language: str, chart: Chart, rows: pd.DataFrame) -> list[Layer]:
    """The columns of the data sheet in the order they are drawn, each with its look."""
    if chart.kind != "stacked" and STATUS in rows:
        found = _by_status(language, chart, rows)
    else:
        found = [(_whole(chart, rows, series), series) for series in chart.series]
    if chart.tick is not None:
        found.append((Column(chart.tick.label, _values(chart, rows, chart.tick.column)), None))
    for mark in chart.marks:
        if isinstance(mark.at, int | float):
            found.append((Column(mark.label, [float(mark.at)] * len(rows)), None))
    return found


def _whole(chart: Chart, rows: pd.DataFrame, series: Series) -> Column:
    label = looks.marked(_counted_status(series.column), series.label)
    return Column(label, _values(chart, rows, series.column))


def _by_status(language: str, chart: Chart, rows: pd.DataFrame) -> list[Layer]:
    """A column a status: in the data sheet a bar changes its colour by changing its column."""
    values = _values(chart, rows, chart.series[0].column)
    return [
        (
            Column(
                cells.badge(language, status),
                [v if s == status else None for v, s in zip(values, rows[STATUS], strict=True)],
            ),
            Series(chart.series[0].column, "", status),
        )
        for status in ORDER
        if status in set(rows[STATUS])
    ]


def _counted_status(column: str) -> str:
    """'red' for red_units: the segment counts what has that status."""
    head = column.split("_")[0]
    return head if head in SHAPES else ""


def _values(chart: Chart, rows: pd.DataFrame, column: str) -> list[float | None]:
    """The numbers as they are; an estimate is rounded up, as every page says it."""
    known = [None if is_missing(value) else float(value) for value in rows[column]]
    if chart.value_format != "integer_up":
        return known
    return [None if value is None else float(math.ceil(value)) for value in known]


def _panel(
    canvas: Canvas, chart: Chart, rows: pd.DataFrame, every: Sequence[Layer], part: slice, box: Box
) -> None:
    columns = [Column(column.label, column.values[part]) for column, _ in every]
    looked = [series for _, series in every]
    is_stacked = chart.kind == "stacked"
    kind = XL_CHART_TYPE.BAR_STACKED if is_stacked else XL_CHART_TYPE.BAR_CLUSTERED
    longest = LONGEST_NAME if box.w > WIDE_IN else LONGEST_NAME // 2
    names = _names(rows, longest)
    drawn = charts.bars(canvas, chart, box, names, columns, kind)
    plot = drawn.plots[0]
    plot.overlap = 100
    plot.gap_width = 45 if box.h / max(len(rows), 1) < 0.45 else 90
    lowest, highest = _range(every, is_stacked=is_stacked)
    for series, look in zip(plot.series, looked, strict=True):
        if look is None:
            looks.hollow(series)
            continue
        looks.paint(series, look)
        _label(series, look, canvas.language, chart, highest - lowest)
    _axes(drawn, names, lowest, highest)
    if is_stacked and looked[-1] is None:
        overlays.last_series(drawn)


def _names(rows: pd.DataFrame, longest: int) -> list[str]:
    statuses = rows[STATUS] if STATUS in rows else [""] * len(rows)
    names = zip(statuses, rows[NAME], strict=True)
    return [shortened(looks.marked(status, row_name(name)), longest) for status, name in names]


def _range(every: Sequence[Layer], *, is_stacked: bool) -> tuple[float, float]:
    """The scale both panels share, with room for the labels beside the bars."""
    filled = [[value or 0.0 for value in column.values] for column, s in every if s is not None]
    hollow = [value or 0.0 for column, s in every if s is None for value in column.values]
    ends = [sum(row) for row in zip(*filled, strict=True)]
    lowest, highest = min([0.0, *ends, *hollow]), max([0.0, *ends, *hollow])
    if is_stacked:
        return 0.0, (highest or 1.0) * 1.01
    room = (highest - lowest) * (HEADROOM - 1)
    return (lowest - room if lowest < 0 else 0.0), (highest + room) or 1.0


def _axes(drawn: Any, names: Sequence[str], lowest: float, highest: float) -> None:
    category, value = drawn.category_axis, drawn.value_axis
    rows, longest = len(names), max(map(len, names), default=0)
    charts.quiet(category, 11 if rows <= 14 and longest <= LONG_NAME else 9.5)
    charts.name_every_row(category)
    category.reverse_order = True
    category.tick_labels.font.color.rgb = looks.rgb(INK)
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    category.format.line.color.rgb = looks.rgb(INK)
    category.format.line.width = Pt(1.25 if lowest < 0 else 0.75)
    category.crosses = XL_AXIS_CROSSES.MAXIMUM
    value.minimum_scale, value.maximum_scale = lowest, highest
    value.has_major_gridlines = False
    value.visible = False


def _label(drawn: Any, look: Series, language: str, chart: Chart, span: float) -> None:
    """The number on each bar; inside a stack only where the segment is wide enough."""
    labels = drawn.data_labels
    labels.show_value = True
    labels.font.size = Pt(10)
    labels.number_format_is_linked = False
    if chart.kind != "stacked":
        labels.number_format = number_formats.of(language, chart.value_format)
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        if chart.tick is not None or chart.marks:
            overlays.on_paper(labels)
        return
    brief = "0%" if chart.value_format == "ratio" else number_formats.WHOLE
    labels.number_format = number_formats.hiding_below(span * SMALLEST_LABEL, brief)
    labels.position = XL_LABEL_POSITION.CENTER
    labels.font.color.rgb = looks.rgb(INK if look.is_faint else looks.WRITING[look.tone])
