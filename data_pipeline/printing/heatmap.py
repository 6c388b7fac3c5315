"""Where do rows and columns meet badly? Darker is more; ◌ is silence and never a zero."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

from data_pipeline import cells, formats
from data_pipeline.figures.chart import Chart
from data_pipeline.house import PALEST, SHAPES
from data_pipeline.printing import keys, letters, paint, rows, scale
from data_pipeline.printing.canvas import INK, LINE, Box, Canvas, Fill
from data_pipeline.printing.keys import Key
from data_pipeline.text import say

CELL_PT: Final = 7.5
HEAD_PT: Final = 7.5
SMALLEST_PT: Final = 5.6
HEAD_LINE_MM: Final = 3.2
PITCH_MM: Final = 5.4
GAP_MM: Final = 0.35
TURN_DEGREES: Final = 38
DARK_FROM: Final = 0.62
DEEPEST: Final = paint.STATUS_COLOURS["red"]
SILENCE: Final = Fill("#EFEDE8", paint.HATCHES["grey"], "#C9C6BF", LINE, 0.4)


@dataclass(frozen=True)
class Grid:
    """The chart as a table of cells: names down, headings across."""

    chart: Chart
    language: str

    @cached_property
    def names(self) -> list[str]:
        return [str(name) for name in self.chart.rows["name"].drop_duplicates()]

    @cached_property
    def heads(self) -> list[str]:
        column = self.chart.rows[self.chart.across].drop_duplicates()
        return [letters.printable(head) for head in column]

    @cached_property
    def cells(self) -> list[tuple[int, int, float, bool]]:
        """(row, column, value, is silent) of every cell that has something to say."""
        at_row = {name: row for row, name in enumerate(self.names)}
        at_column = {head: column for column, head in enumerate(self.heads)}
        frame, series = self.chart.rows, self.chart.series[0]
        silent = frame["is_silent"] if "is_silent" in frame else pd.Series(False, frame.index)
        told = zip(
            frame["name"], frame[self.chart.across], frame[series.column], silent, strict=True
        )
        return [
            (at_row[str(name)], at_column[letters.printable(head)], float(value), bool(is_silent))
            for name, head, value, is_silent in told
            if is_silent or (value == value and value)
        ]

    def in_full(self, value: float) -> str:
        return cells.of_format(self.language, value, self.chart.value_format)

    def in_short(self, value: float) -> str:
        """Without decimals; a share below one in a hundred stays told apart from nothing."""
        if self.chart.value_format != "ratio":
            return scale.tick_label(self.language, value, self.chart.value_format)
        percent = formats.PERCENT_SIGN[self.language]
        return f"<1{percent}" if value < 0.01 else f"{round(value * 100)}{percent}"

    def label_width(self, across_mm: float) -> float:
        """The width of the names, wrapped to at most a third of the picture."""
        room = across_mm * rows.MOST_NAME_SHARE
        widths = [letters.width_mm(line, rows.NAME_PT) for line in self._one_line(room)]
        return max(widths, default=0.0) + rows.NAME_GAP_MM

    def _one_line(self, room: float) -> list[str]:
        return [line for name in self.names for line in letters.wrap(name, room, rows.NAME_PT)]

    def column_mm(self, across_mm: float) -> float:
        """The width of a column, once turned headings have room at the right."""
        free = across_mm - self.label_width(across_mm)
        straight = free / max(1, len(self.heads))
        if self.head_lines(straight):
            return straight
        return (free - self._overhang(straight)) / max(1, len(self.heads))

    def head_lines(self, column_mm: float) -> list[list[str]]:
        """The headings in lines, when they fit their columns upright; else nothing."""
        lines = [letters.wrap(head, column_mm - 1, HEAD_PT, most_lines=3) for head in self.heads]
        words = [word for head in self.heads for word in head.split()]
        widest = max((letters.width_mm(word, HEAD_PT) for word in words), default=0.0)
        is_cut = any(line.endswith(letters.ELLIPSIS) for head in lines for line in head)
        return [] if is_cut or widest > column_mm - 1 else lines

    def head_mm(self, across_mm: float) -> float:
        """The height of the headings."""
        lines = self.head_lines(self.column_mm(across_mm))
        if lines:
            return max(map(len, lines)) * HEAD_LINE_MM + 1.5
        longest = max((letters.width_mm(head, HEAD_PT) for head in self.heads), default=0.0)
        return longest * math.sin(math.radians(TURN_DEGREES)) + 4.0

    def _overhang(self, column_mm: float) -> float:
        """How far the turned headings of the last columns reach beyond the last column."""
        turn = math.cos(math.radians(TURN_DEGREES))
        reach = [
            letters.width_mm(head, HEAD_PT) * turn - column_mm * (len(self.heads) - at - 0.5)
            for at, head in enumerate(self.heads)
        ]
        return max(0.0, *reach) if reach else 0.0


def samples(chart: Chart, language: str) -> list[Key]:
    """The scale from little to much, and the sign of silence."""
    shades = [_shade(step) for step in (5, 30, 55, 80, 100)]
    told = [keys.ramp(chart.series[0].label, shades)]
    if any(is_silent for *_, is_silent in Grid(chart, language).cells):
        told.append(keys.area(f"{SHAPES['grey']} {say(language, 'print.silent')}", SILENCE))
    return told


def height_mm(chart: Chart, language: str, across_mm: float) -> float:
    grid = Grid(chart, language)
    told = keys.height_mm(samples(chart, language), across_mm)
    return told + grid.head_mm(across_mm) + PITCH_MM * max(1, len(grid.names)) + 1


def draw(canvas: Canvas, box: Box, chart: Chart, language: str) -> None:
    """Headings above, names left, a cell each."""
    grid, told = Grid(chart, language), samples(chart, language)
    keys.draw(canvas, told, box.left, box.top, box.width)
    left = box.left + grid.label_width(box.width)
    column = grid.column_mm(box.width)
    top = box.top + keys.height_mm(told, box.width) + grid.head_mm(box.width)
    pitch = (box.bottom - top) / max(1, len(grid.names))
    body = Box(left, top, column * len(grid.heads), pitch * len(grid.names))
    _heads(canvas, grid, body, column)
    _names(canvas, grid, body, pitch)
    edges = [[(body.left, y), (body.right, y)] for y in _steps(top, pitch, len(grid.names))]
    canvas.lines(edges, LINE, 0.4)
    _cells(canvas, grid, body, column, pitch)


def _heads(canvas: Canvas, grid: Grid, body: Box, column: float) -> None:
    lines = grid.head_lines(column)
    for at, head in enumerate(grid.heads):
        middle = body.left + (at + 0.5) * column
        if not lines:
            x, y = middle - 0.6, body.top - 1.2
            canvas.text(x, y, head, size_pt=HEAD_PT, angle=TURN_DEGREES)
            continue
        for up, words in enumerate(reversed(lines[at])):
            y = body.top - 2.2 - up * HEAD_LINE_MM
            canvas.text(middle, y, words, size_pt=HEAD_PT, align="center")


def _names(canvas: Canvas, grid: Grid, body: Box, pitch: float) -> None:
    room = body.left - rows.NAME_GAP_MM
    size = min(rows.NAME_PT, pitch / letters.MM_PER_PT * 0.86)
    for row, name in enumerate(grid.names):
        words = letters.fit(letters.printable(name).replace("\n", " · "), room, size)
        y = body.top + (row + 0.5) * pitch
        canvas.text(body.left - rows.NAME_GAP_MM, y, words, size_pt=size, align="right")


def _cells(canvas: Canvas, grid: Grid, body: Box, column: float, pitch: float) -> None:
    """Cells of one shade are one shape of the picture: a hundred shades, not five hundred cells."""
    highest = max((value for *_, value, is_silent in grid.cells if not is_silent), default=1.0)
    places: dict[int, list[Box]] = {}
    silent: list[Box] = []
    for row, at, value, is_silent in grid.cells:
        box = _cell(body, column, pitch, row, at)
        if is_silent:
            silent.append(box)
        else:
            places.setdefault(_step(value, highest), []).append(box)
    for step, boxes in places.items():
        canvas.rectangles(boxes, Fill(_shade(step)))
    canvas.rectangles(silent, SILENCE)
    size, write = _writer(grid, column, pitch)
    for row, at, value, is_silent in grid.cells:
        box = _cell(body, column, pitch, row, at)
        x, y = box.left + box.width / 2, box.top + box.height / 2
        is_dark = not is_silent and _step(value, highest) > DARK_FROM * 100
        words = SHAPES["grey"] if is_silent else write(value)
        colour = "#FFFFFF" if is_dark else INK
        canvas.text(x, y, words, size_pt=size, align="center", colour=colour)


def _writer(grid: Grid, column: float, pitch: float) -> tuple[float, Callable[[float], str]]:
    """The size and wording in which every value fits its cell: '40,0 %', or else '40 %'."""
    values = [value for *_, value, is_silent in grid.cells if not is_silent]
    tallest = min(CELL_PT, pitch / letters.MM_PER_PT * 0.72)
    for write in (grid.in_full, grid.in_short):
        widths = [letters.width_mm(write(value), tallest) for value in values]
        size = tallest * min(1.0, (column - 1.7) / max(widths, default=1.0))
        if size >= SMALLEST_PT or write == grid.in_short:
            break
    return max(size, SMALLEST_PT * 0.8), write


def _cell(body: Box, column: float, pitch: float, row: int, at: int) -> Box:
    left, top = body.left + at * column + GAP_MM, body.top + row * pitch + GAP_MM
    return Box(left, top, column - 2 * GAP_MM, pitch - 2 * GAP_MM)


def _shade(step: int) -> str:
    """A step of a hundred from the palest to the deepest."""
    return paint.blend(DEEPEST, PALEST, step / 100)


def _step(value: float, highest: float) -> int:
    return round(100 * max(0.0, value) / (highest or 1.0))


def _steps(top: float, pitch: float, count: int) -> list[float]:
    return [top + at * pitch for at in range(count + 1)]
