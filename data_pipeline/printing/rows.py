"""How do pictures with a name on each row share the paper? Names left, an axis below, rows between.

Used by bars, stacked bars, bullets and dots.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from data_pipeline.figures.chart import Chart
from data_pipeline.house import SHAPES
from data_pipeline.printing import keys, letters, scale
from data_pipeline.printing.canvas import INK, SOFT, Box, Canvas
from data_pipeline.printing.keys import Key
from data_pipeline.printing.scale import Scale

NAME_PT: Final = 8.0
AXIS_PT: Final = 7.5
MOST_NAME_SHARE: Final = 0.36
NAME_GAP_MM: Final = 2.0
LINE_MM: Final = 3.5
ROW_AIR_MM: Final = 2.0
AXIS_MM: Final = 6.0
MARK_MM: Final = 5.0
AXIS_LABEL_GAP_MM: Final = 6.5
TICK_EVERY_MM: Final = 26.0
SMALLEST: Final = 0.55
ALMOST: Final = 0.92
MOST_LINES: Final = 3
EDGE_MM: Final = 0.4

# A line of a name, and whether it belongs to the name's second part.
Line = tuple[str, bool]


@dataclass(frozen=True)
class Rows:
    """Names, rows and axis of one chart in one box; `after_mm` is kept for values at bar ends."""

    chart: Chart
    language: str
    box: Box
    keys: Sequence[Key]
    low: float
    high: float
    after_mm: float = 0.0
    before_mm: float = 0.0

    @cached_property
    def names(self) -> list[list[Line]]:
        return wrapped(self.chart, self.box.width, self.shrink, one_line=self._is_tight)

    @cached_property
    def shrink(self) -> float:
        """Below 1 where even names on one line do not fit the box."""
        wanted = len(self.chart.rows) * (LINE_MM + ROW_AIR_MM / 2)
        return min(1.0, max(SMALLEST, self.rows_height / (wanted or 1.0)))

    @property
    def _is_tight(self) -> bool:
        """True where names must do with one line each."""
        return self.rows_height < rows_mm(self.chart, self.box.width) * ALMOST

    @property
    def rows_height(self) -> float:
        return self.box.bottom - AXIS_MM - self.top

    @property
    def pitch(self) -> float:
        return self.rows_height / max(1, len(self.chart.rows))

    @property
    def top(self) -> float:
        return self.box.top + _above_mm(self.chart, self.keys, self.box.width)

    @cached_property
    def left(self) -> float:
        size = NAME_PT * self.shrink
        widths = [letters.width_mm(words, size) for lines in self.names for words, _ in lines]
        return self.box.left + max(widths, default=0.0) + NAME_GAP_MM + EDGE_MM

    @cached_property
    def scale(self) -> Scale:
        start = self.left + self.before_mm
        return Scale(self.low, self.high, start, max(start + 10.0, self.box.right - self.after_mm))

    def middle(self, row: int) -> float:
        """Where the row's middle lies."""
        return self.top + (row + 0.5) * self.pitch

    def bar(self, row: int, start: float, end: float, *, share: float = 0.62) -> Box:
        """The bar of a row between two values, `share` of the row high."""
        x1, x2 = sorted((self.scale.at(start), self.scale.at(end)))
        height = self.pitch * share
        return Box(x1, self.middle(row) - height / 2, x2 - x1, height)

    def draw(self, canvas: Canvas, axis_label: str = "") -> None:
        """Keys, grid, axis and names: all but the data, to be drawn first."""
        keys.draw(canvas, self.keys, self.box.left, self.box.top, self.box.width)
        self._axis(canvas, axis_label)
        self._marks(canvas)
        size = NAME_PT * self.shrink
        for row, lines in enumerate(self.names):
            first = self.middle(row) - (len(lines) - 1) * LINE_MM * self.shrink / 2
            for at, (words, is_second) in enumerate(lines):
                y = first + at * LINE_MM * self.shrink
                colour = SOFT if is_second else INK
                x = self.left - NAME_GAP_MM
                canvas.text(x, y, words, size_pt=size, align="right", colour=colour)

    def _axis(self, canvas: Canvas, axis_label: str) -> None:
        kind = self.chart.value_format
        most = int((self.scale.end - self.scale.start) / TICK_EVERY_MM)
        bottom = self.top + self.rows_height
        ticks = self.scale.ticks(most, is_whole=scale.is_whole(kind))
        canvas.lines([[(self.scale.at(v), self.top), (self.scale.at(v), bottom)] for v in ticks])
        zero = self.scale.at(0.0)
        canvas.lines([[(zero, self.top), (zero, bottom)]], INK, 0.8)
        y, free = bottom + 3, self._axis_label(canvas, axis_label, bottom + 3)
        for value in ticks:
            words = scale.tick_label(self.language, value, kind)
            x = self.scale.at(value)
            if x + letters.width_mm(words, AXIS_PT) / 2 <= free:
                canvas.text(x, y, words, size_pt=AXIS_PT, colour=SOFT, align="center")

    def _axis_label(self, canvas: Canvas, words: str, y: float) -> float:
        """What the axis counts: under the names, else at the right; returns where it begins."""
        width = letters.width_mm(words, AXIS_PT)
        under_names = self.left - AXIS_LABEL_GAP_MM
        if width <= under_names - self.box.left:
            canvas.text(under_names, y, words, size_pt=AXIS_PT, colour=SOFT, align="right")
            return self.box.right
        canvas.text(self.box.right, y, words, size_pt=AXIS_PT, colour=SOFT, align="right")
        return self.box.right - width - NAME_GAP_MM

    def _marks(self, canvas: Canvas) -> None:
        """Named values, such as the whole need: a line with its name above the rows."""
        bottom = self.top + self.rows_height
        for value, words in marks_of(self.chart):
            x = self.scale.at(value)
            canvas.lines([[(x, self.top - 1.0), (x, bottom)]], INK, 1.0, "dashed")
            half = letters.width_mm(words, AXIS_PT) / 2
            middle = min(max(x, self.box.left + half), self.box.right - half)
            canvas.text(middle, self.top - 3.0, words, size_pt=AXIS_PT, align="center")


def wrapped(
    chart: Chart, across_mm: float, shrink: float = 1.0, *, one_line: bool = False
) -> list[list[Line]]:
    """The names of the rows in lines that leave most of the width to the data.

    A name may have a second part, on a line of its own; that part is told in softer ink.
    """
    room, size = across_mm * MOST_NAME_SHARE, NAME_PT * shrink
    if one_line:
        told = [letters.printable(name).replace("\n", " · ") for name in keys.names_of(chart)]
        return [[(letters.fit(name, room, size), False)] for name in told]
    split = _whole if chart.kind == "bars" else _in_parts
    return [split(letters.printable(name), room, size) for name in keys.names_of(chart)]


def _whole(name: str, room: float, size: float) -> list[Line]:
    """The lines of a bar's name; a sentence that begins with a shape is wrapped anew."""
    told = name.replace("\n", " ") if name[:1] in SHAPES.values() else name
    return [(words, False) for words in letters.wrap(told, room, size, most_lines=MOST_LINES)]


def _in_parts(name: str, room: float, size: float) -> list[Line]:
    """The place on one line, what is told of it below."""
    first, *rest = name.split("\n")
    second = " ".join(rest)
    most = MOST_LINES - 1 if second else MOST_LINES
    lines = [(words, False) for words in letters.wrap(first, room, size, most_lines=most)]
    more = letters.wrap(second, room, size) if second else []
    return [*lines, *((words, True) for words in more)]


def rows_mm(chart: Chart, across_mm: float) -> float:
    """The height at which the rows are comfortable to read."""
    lines = max((len(name) for name in wrapped(chart, across_mm)), default=1)
    return max(1, len(chart.rows)) * (lines * LINE_MM + ROW_AIR_MM)


def height_mm(chart: Chart, across_mm: float, samples: Sequence[Key]) -> float:
    """The height of the whole picture at that width."""
    return rows_mm(chart, across_mm) + AXIS_MM + _above_mm(chart, samples, across_mm)


def marks_of(chart: Chart) -> list[tuple[float, str]]:
    """The named values of the chart."""
    return [
        (float(mark.at), letters.printable(mark.label))
        for mark in chart.marks
        if isinstance(mark.at, int | float)
    ]


def _above_mm(chart: Chart, samples: Sequence[Key], across_mm: float) -> float:
    """The height of the keys and of the names of marked values."""
    return keys.height_mm(samples, across_mm) + (MARK_MM if marks_of(chart) else 0.0)
