"""Which rows and columns of a table fit on a slide, and how are they continued or cut?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from data_pipeline import catalog, cells
from data_pipeline.briefing.slides import grids, looks, marks
from data_pipeline.briefing.slides.grids import Cell, Grid
from data_pipeline.cells import NUMERIC
from data_pipeline.figures.chart import Table
from data_pipeline.figures.legible import one_line
from data_pipeline.house import INKS, SHAPES

MOST_SLIDES: Final = 2
# Type sizes in points, largest first: a smaller one is taken when the columns ask for it.
SIZES: Final = (12.0, 11.0, 10.0, 9.0)
LONGEST: Final = 240
NARROWEST_IN, WIDEST_IN, SENTENCE_IN = 0.6, 3.0, 5.2
CAPITALS: Final = 1.42  # how much wider the bold capitals of a badge are
ROWS_MEASURED: Final = 60
MOST_STRETCH: Final = 1.6


@dataclass(frozen=True)
class Laid:
    """A table as it fits: a grid a slide, and how much of it they show."""

    grids: list[Grid]
    rows: int
    columns: int


def laid_out(language: str, table: Table, width_in: float, heights_in: Sequence[float]) -> Laid:
    """The leading columns that can be read, in one grid a slide, one for each of `heights_in`.

    The type is the largest in which all of it fits on one slide, or on all, or its columns do.
    """
    rows = _rows(language, table)
    every = [_at_size(rows, size, width_in, heights_in) for size in SIZES]
    wide = [laid for laid in every if laid.columns == len(table.columns)] or every[-2:]
    whole = [laid for laid in wide if laid.rows == len(rows) - 1]
    chosen = next((laid for laid in whole if len(laid.grids) == 1), (whole or wide)[0])
    return _airy(chosen, heights_in[0]) if len(chosen.grids) == 1 else chosen


def _airy(laid: Laid, room_in: float) -> Laid:
    """A short table with higher rows, so that it does not cling to the top of the slide."""
    grid = laid.grids[0]
    head, *rows = grid.heights_in
    stretch = min(MOST_STRETCH, max(1.0, (room_in - 0.15 - head) / max(sum(rows), 0.1)))
    return replace(laid, grids=[replace(grid, heights_in=[head, *(h * stretch for h in rows)])])


def _at_size(
    rows: Sequence[Sequence[Cell]], size: float, width_in: float, heights_in: Sequence[float]
) -> Laid:
    widths = _widths(rows, size, width_in)
    kept = [row[: len(widths)] for row in rows]
    heights = [grids.row_height(row, widths, size) for row in kept]
    made: list[Grid] = []
    start = 1
    for room in heights_in:
        stop = _fitting(heights, start, room - heights[0])
        if stop == start:
            break
        part = [kept[0], *kept[start:stop]]
        made.append(Grid(part, widths, [heights[0], *heights[start:stop]], size))
        start = stop
    return Laid(made, start - 1, len(widths))


def _rows(language: str, table: Table) -> list[list[Cell]]:
    """The headings, then every row that may be shown."""
    frame = table.frame.head(table.shown)
    columns = [
        [
            _heading(language, name),
            *(_cell(name, text) for text in cells.texts(language, frame, name)),
        ]
        for name in table.columns
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def _heading(language: str, column: str) -> Cell:
    is_number = catalog.column(column).format in NUMERIC
    return Cell(cells.label(language, column), align="r" if is_number else "l", is_bold=True)


def _cell(column: str, text: str) -> Cell:
    kind = catalog.column(column).format
    status = next((name for name, shape in SHAPES.items() if text.startswith(shape)), "")
    if kind == "status" and status:
        fill = marks.solid(looks.STATUS[status])
        return Cell(text.replace(" ", "\u00a0"), INKS["light"][status], fill, is_bold=True)
    return Cell(one_line(text, LONGEST), align="r" if kind in NUMERIC else "l")


def _widths(rows: Sequence[Sequence[Cell]], size: float, width_in: float) -> list[float]:
    """The width of each leading column that finds room; a long sentence gets a fixed share."""
    columns = list(zip(*rows[:ROWS_MEASURED], strict=True))
    wished = [_wish(column, size) for column in columns]
    widths = [SENTENCE_IN if wish > SENTENCE_IN else min(WIDEST_IN, wish) for wish in wished]
    while len(widths) > 1 and sum(widths) > width_in:
        widths.pop()
    return _filled(widths, wished, [_is_text(column) for column in columns], width_in)


def _is_text(column: Sequence[Cell]) -> bool:
    """Neither a number nor a badge."""
    return column[0].align == "l" and not any(cell.is_bold for cell in column[1:])


def _filled(
    widths: Sequence[float], wished: Sequence[float], is_text: Sequence[bool], width_in: float
) -> list[float]:
    """The spare width goes to the sentences that wrap; without any, to the columns of text."""
    lacking = [max(0.0, wish - width) for width, wish in zip(widths, wished, strict=False)]
    text = [width if told else 0.0 for width, told in zip(widths, is_text, strict=False)]
    weights = lacking if any(lacking) else text if any(text) else list(widths)
    spare = max(0.0, width_in - sum(widths))
    return [w + spare * weight / sum(weights) for w, weight in zip(widths, weights, strict=True)]


def _wish(column: Sequence[Cell], size: float) -> float:
    """As wide as the longest cell; a heading wraps between its words."""
    letter_in = size * 0.56 / 72
    head = max((len(word) for word in column[0].text.split()), default=1) * grids.BOLD
    body = max(
        (len(cell.text) * (CAPITALS if cell.is_bold else 1) for cell in column[1:]), default=1
    )
    return max(NARROWEST_IN, max(head, body) * letter_in + 2 * grids.PAD_IN + 0.06)


def _fitting(heights: Sequence[float], start: int, room_in: float) -> int:
    """Where the rows that fit from `start` on end."""
    taken = 0.0
    for at in range(start, len(heights)):
        taken += heights[at]
        if taken > room_in:
            return at
    return len(heights)
