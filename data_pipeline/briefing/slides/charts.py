"""How does a picture become a chart of PowerPoint's own, with its data sheet behind it?"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import xlsxwriter
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from data_pipeline.briefing.slides.deck import Canvas
from data_pipeline.briefing.slides.looks import rgb
from data_pipeline.briefing.slides.marks import INK, LINE, SOFT, Box
from data_pipeline.figures.chart import Chart
from data_pipeline.figures.legible import legible, one_line
from data_pipeline.text import say

CHART_SPACE: Final = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
SHEET: Final = "Sheet1"  # the name python-pptx writes into the references of a chart
WORKBOOK: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


@dataclass(frozen=True)
class Column:
    """One column of a chart's data sheet; None = nothing there."""

    label: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Points:
    """One line of a chart: its points and what it is called."""

    label: str
    x: Sequence[float]
    y: Sequence[float]


def bars(
    canvas: Canvas,
    chart: Chart,
    box: Box,
    names: Sequence[str],
    columns: Sequence[Column],
    kind: Any,
) -> Any:
    """A bar chart over named rows, first row on top."""
    data = CategoryChartData()
    data.categories = names
    for column in columns:
        data.add_series(legible(column.label, 80), column.values)
    drawn = _placed(canvas, chart, box, kind, data)
    rows: list[list[Any]] = [[_corner(canvas), *(column.label for column in columns)]]
    cells = zip(names, *(column.values for column in columns), strict=True)
    drawn.part.chart_workbook.update_from_xlsx_blob(
        _sheet(canvas, rows + [list(row) for row in cells])
    )
    return drawn


def lines(canvas: Canvas, chart: Chart, box: Box, columns: Sequence[Points]) -> Any:
    """Lines through points on an axis of days, each with its own x values."""
    data = XyChartData()
    rows: list[list[Any]] = []
    for column in columns:
        series = data.add_series(legible(column.label, 80))
        for x, y in zip(column.x, column.y, strict=True):
            series.add_data_point(x, y)
        points = [[x, y] for x, y in zip(column.x, column.y, strict=True)]
        rows += [["" if rows else _corner(canvas), column.label], *points, []]
    drawn = _placed(canvas, chart, box, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, data)
    drawn.part.chart_workbook.update_from_xlsx_blob(_sheet(canvas, rows))
    return drawn


def _corner(canvas: Canvas) -> str:
    """What the free corner of the data sheet says: that the numbers are made up, where they are."""
    return say(canvas.language, "writers.mark") if canvas.facts.is_simulated else ""


def _placed(canvas: Canvas, chart: Chart, box: Box, kind: Any, data: Any) -> Any:
    """The chart on its slide, with its name and its words for a screen reader."""
    place = (Inches(box.x), Inches(box.y), Inches(box.w), Inches(box.h))
    # python-pptx declares a chart and returns its frame.
    frame: Any = canvas.slide.shapes.add_chart(kind, *place, data)
    words = frame._element.nvGraphicFramePr.cNvPr
    words.set("name", one_line(f"{say(canvas.language, 'writers.chart')}: {chart.title}", 120))
    words.set("descr", legible(chart.alt or chart.title, 1000))
    words.set("title", one_line(chart.title, 250))
    drawn = frame.chart
    drawn.font.size = Pt(11)
    drawn.font.color.rgb = rgb(INK)
    drawn.has_title = drawn.has_legend = False
    return drawn


def quiet(axis: Any, size: float = 10) -> None:
    """Hairlines and small soft numbers."""
    axis.tick_labels.font.size = Pt(size)
    axis.tick_labels.font.color.rgb = rgb(SOFT)
    axis.format.line.color.rgb = rgb(LINE)
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE


def name_every_row(axis: Any) -> None:
    """No name is left out for want of room: a bar without one says nothing."""
    last = axis._element.find("{*}noMultiLvlLbl")
    last.addprevious(parse_xml(f'<c:tickLblSkip {CHART_SPACE} val="1"/>'))


def hairlines(axis: Any) -> None:
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.width = Pt(0.5)
    axis.major_gridlines.format.line.color.rgb = rgb(LINE)


def _sheet(canvas: Canvas, rows: Sequence[Sequence[Any]]) -> bytes:
    """The sheet behind a chart, as PowerPoint opens it; a name is never read as a formula."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, WORKBOOK) as book:
        book.set_properties({"created": canvas.facts.built_at})
        sheet = book.add_worksheet(SHEET)
        sheet.set_column(0, 0, 32)
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(at, place, legible(value))
                elif value is not None:
                    sheet.write_number(at, place, value)
    return file.getvalue()
