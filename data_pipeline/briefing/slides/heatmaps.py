"""How is a heatmap shown as a table with tinted cells, its numbers to be read and edited?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from data_pipeline.briefing import matrices
from data_pipeline.briefing.names import row_name
from data_pipeline.briefing.slides import grids, looks, marks
from data_pipeline.briefing.slides.grids import Cell, Grid
from data_pipeline.figures.chart import Chart
from data_pipeline.figures.legible import one_line, shortened
from data_pipeline.formats import is_missing
from data_pipeline.house import INKS, PAGE, PALEST, SHAPES

# Type size in points and height of a row, the largest first.
SIZES: Final = ((12.0, 0.34), (10.5, 0.28), (9.0, 0.225))
LONGEST_NAME: Final = 30
NAME_IN: Final = 2.1


def laid_out(
    language: str, chart: Chart, width_in: float, heights_in: Sequence[float]
) -> tuple[list[Grid], int]:
    """One grid a slide, as many as there are places, and how many rows they show."""
    names, headings, found = matrices.matrix(chart)
    value_in = (width_in - NAME_IN) / max(len(headings), 1)
    widths = [NAME_IN, *[min(value_in, 1.6)] * len(headings)]
    head = [Cell(""), *(Cell(one_line(text, 40), align="ctr", scale=0.9) for text in headings)]
    for size, row_in in SIZES:
        head_in = grids.row_height(head, widths, size)
        if head_in + row_in * len(names) <= heights_in[0]:
            break
    rows = [_row(language, chart, name, headings, found) for name in names]
    made: list[Grid] = []
    start = 0
    for room in heights_in:
        part = rows[start : start + int((room - head_in) / row_in)]
        if not part:
            break
        made.append(Grid([head, *part], widths, [head_in, *[row_in] * len(part)], size))
        start += len(part)
    return made, start


def shade(chart: Chart, value: float) -> str:
    """The tint of a value: paper for nothing, then one hue from pale to full."""
    highest = matrices.highest(chart)
    if value <= 0 or highest <= 0:
        return PAGE["light"]["paper"]
    full = looks.TONES[chart.series[0].tone]
    palest = PALEST if chart.series[0].tone == "red" else looks.mixed(full, "#FFFFFF", 0.85)
    return looks.mixed(palest, full, value / highest)


def _row(
    language: str,
    chart: Chart,
    name: str,
    headings: Sequence[str],
    found: dict[tuple[str, str], Any],
) -> list[Cell]:
    values = [_cell(language, chart, found.get((name, heading))) for heading in headings]
    return [Cell(shortened(row_name(name), LONGEST_NAME)), *values]


def _cell(language: str, chart: Chart, row: dict[Any, Any] | None) -> Cell:
    if row is None:
        return Cell("")
    if row.get(matrices.SILENT):
        fill = looks.status_fill("grey")
        return Cell(SHAPES["grey"], INKS["light"]["grey"], fill, align="ctr", is_bold=True)
    value = row[chart.series[0].column]
    if is_missing(value):
        return Cell("")
    tint = shade(chart, float(value))
    words = matrices.told(language, float(value), chart.value_format)
    fill = marks.solid(tint) if tint != PAGE["light"]["paper"] else ""
    return Cell(words, looks.ink_on(tint), fill, align="ctr")
