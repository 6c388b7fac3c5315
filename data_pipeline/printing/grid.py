"""What does a table look like as a picture? Head, as many rows as fit, status by shape and tint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from data_pipeline import formats
from data_pipeline.figures.chart import Table
from data_pipeline.printing import columns, letters, paint, plot
from data_pipeline.printing.canvas import INK, LINE, SOFT, Align, Box, Canvas, Fill
from data_pipeline.text import say

SIZE_PT: Final = 7.5
LINE_MM: Final = 3.4
AIR_MM: Final = 1.7
MOST_LINES: Final = 4
MOST_ROWS: Final = 60
HIGHEST_MM: Final = 190.0


@dataclass(frozen=True)
class Grid:
    """The cells of a table in lines, at one width."""

    table: Table
    language: str
    across_mm: float

    @cached_property
    def columns(self) -> list[columns.Column]:
        found = columns.of_table(self.language, self.table, MOST_ROWS)
        return columns.leading(found, self.across_mm, SIZE_PT)

    @cached_property
    def widths(self) -> list[float]:
        return columns.widths_mm(self.columns, self.across_mm, SIZE_PT)

    @cached_property
    def head(self) -> list[list[str]]:
        pairs = zip(self.columns, self.widths, strict=True)
        return [_wrapped(column.head, width, is_bold=True) for column, width in pairs]

    @cached_property
    def rows(self) -> list[list[list[str]]]:
        """The rows that fit: lines of each cell."""
        count = max((len(column.texts) for column in self.columns), default=0)
        rows: list[list[list[str]]] = []
        used = _high(self.head)
        for at in range(count):
            pairs = zip(self.columns, self.widths, strict=True)
            row = [_wrapped(column.texts[at], width) for column, width in pairs]
            used += _high(row)
            if used > HIGHEST_MM and rows:
                break
            rows.append(row)
        return rows


def height_mm(table: Table, language: str, across_mm: float) -> float:
    """The height of the rows that fit, and of the line that says how many there are."""
    if table.frame.empty:
        return plot.EMPTY_MM
    grid = Grid(table, language, across_mm)
    return _high(grid.head) + sum(map(_high, grid.rows)) + (6.0 if shown_words(grid) else 1.0)


def shown_words(grid: Grid) -> str:
    """'n of m rows', 'n of m columns': what is not shown is said."""
    shown = {
        "print.rows_shown": (len(grid.rows), len(grid.table.frame)),
        "print.columns_shown": (len(grid.columns), len(grid.table.columns)),
    }
    return " ".join(
        say(grid.language, sentence, shown=n, total=formats.number(grid.language, total))
        for sentence, (n, total) in shown.items()
        if n < total
    )


def note(table: Table, language: str) -> str:
    """The table's note without its own 'n of m': what a picture shows of it is counted here."""
    total, shown = len(table.frame), table.shown
    numbers = [formats.number(language, count) for count in (shown, total)]
    declared = say(language, "figures.shown", shown=numbers[0], rows=numbers[1])
    return table.note.replace(declared, "").strip()


def draw(canvas: Canvas, box: Box, table: Table, language: str) -> None:
    """The table in that box; an empty one says so."""
    if table.frame.empty:
        plot.nothing(canvas, box, table.empty or say(language, "print.nothing"))
        return
    grid = Grid(table, language, box.width)
    y = box.top + _high(grid.head)
    _line(canvas, grid, grid.head, box.left, box.top, is_bold=True)
    canvas.lines([[(box.left, y), (box.right, y)]], INK, 0.8)
    for at, row in enumerate(grid.rows):
        _tints(canvas, grid, row, at, box.left, y)
        _line(canvas, grid, row, box.left, y)
        y += _high(row)
        canvas.lines([[(box.left, y), (box.right, y)]], LINE, 0.5)
    canvas.text(box.left, y + 3.5, shown_words(grid), size_pt=SIZE_PT, colour=SOFT)


def _line(
    canvas: Canvas,
    grid: Grid,
    row: Sequence[Sequence[str]],
    left: float,
    top: float,
    *,
    is_bold: bool = False,
) -> None:
    for column, width, lines in zip(grid.columns, grid.widths, row, strict=True):
        x = left + width - columns.PAD_MM if column.is_number else left + columns.PAD_MM
        for down, words in enumerate(lines):
            y = top + AIR_MM / 2 + (down + 0.5) * LINE_MM
            align: Align = "right" if column.is_number else "left"
            canvas.text(x, y, words, size_pt=SIZE_PT, align=align, is_bold=is_bold)
        left += width


def _tints(
    canvas: Canvas, grid: Grid, row: Sequence[Sequence[str]], at: int, left: float, top: float
) -> None:
    for column, width in zip(grid.columns, grid.widths, strict=True):
        if column.statuses and column.statuses[at] in paint.STATUS_COLOURS:
            cell = Box(left, top + 0.3, width, _high(row) - 0.6)
            canvas.rectangles([cell], Fill(paint.tint(column.statuses[at])))
        left += width


def _wrapped(text: str, width: float, *, is_bold: bool = False) -> list[str]:
    room = width - 2 * columns.PAD_MM
    return letters.wrap(text, room, SIZE_PT, most_lines=MOST_LINES, is_bold=is_bold)


def _high(row: Sequence[Sequence[str]]) -> float:
    return max((len(lines) for lines in row), default=1) * LINE_MM + AIR_MM
