"""Does what happened follow the plan? Lines over time, on an axis that counts down to the vote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

import pandas as pd

from data_pipeline import cells, formats
from data_pipeline.figures.chart import Chart, Series
from data_pipeline.printing import keys, letters, paint, scale
from data_pipeline.printing.canvas import INK, LINE, SOFT, Box, Canvas, Fill, Point
from data_pipeline.printing.keys import Key
from data_pipeline.printing.scale import Scale
from data_pipeline.text import say

AXIS_PT: Final = 7.5
MARK_PT: Final = 7.5
HEIGHT_SHARE: Final = 0.42
AXIS_MM: Final = 6.0
HALF_LABEL_MM: Final = 5.0
MARK_LINE_MM: Final = 4.0
TICK_EVERY_MM: Final = 14.0
DAY_STEPS: Final = (1, 7, 14, 28, 56)
WIDTHS: Final = {"solid": 2.0, "dashed": 1.0, "dotted": 1.6}
ACTUAL: Final = paint.STATUS_COLOURS["red"]


@dataclass(frozen=True)
class Frame:
    """Both axes of the curves in their box; days are counted as fractions."""

    chart: Chart
    language: str
    box: Box

    @cached_property
    def moments(self) -> list[float]:
        return [_days(moment) for moment in self.chart.rows[self.chart.across]]

    @cached_property
    def marks(self) -> list[tuple[float, str]]:
        """Moment and name of each line across, earliest first."""
        return sorted(
            (_days(mark.at), letters.printable(mark.label))
            for mark in self.chart.marks
            if isinstance(mark.at, date)
        )

    @cached_property
    def values(self) -> Scale:
        columns = [self.chart.rows[one.column].astype("float64") for one in self.chart.series]
        low, high = scale.bounds([float(value) for column in columns for value in column])
        return Scale(low, high * 1.04, self.plot.bottom, self.plot.top)

    @cached_property
    def times(self) -> Scale:
        known = self._known_times
        return Scale(min(known), max(known), self.plot.left, self.plot.right)

    @cached_property
    def value_ticks(self) -> list[tuple[float, str]]:
        kind = self.chart.value_format
        columns = [self.chart.rows[one.column].astype("float64").max() for one in self.chart.series]
        high = max([1e-9, *(float(value) for value in columns if value == value)])
        ticks = Scale(0, high * 1.04, 0, 1).ticks(5, is_whole=scale.is_whole(kind))
        return [(value, scale.tick_label(self.language, value, kind)) for value in ticks]

    @cached_property
    def plot(self) -> Box:
        """The box inside the axes."""
        widest = max(letters.width_mm(words, AXIS_PT) for _, words in self.value_ticks)
        left = self.box.left + widest + 2
        top = self.box.top + keys.height_mm(samples(self.chart, self.language), self.box.width)
        top += MARK_LINE_MM * max(1, len(self.marks))
        width = self.box.right - left
        return Box(left, top, width - self._after(width), self.box.bottom - AXIS_MM - top)

    def _after(self, width: float) -> float:
        """Room right of the plot for the newest value, as far as it reaches beyond."""
        start, end = min(self._known_times), max(self._known_times)
        free = width * (end - max(self.moments)) / ((end - start) or 1.0)
        last = letters.width_mm(self.last_words, AXIS_PT, is_bold=True)
        return max(HALF_LABEL_MM, last + 4 - free)

    @cached_property
    def _known_times(self) -> list[float]:
        return [*self.moments, *(at for at, _ in self.marks)]

    @cached_property
    def last_words(self) -> str:
        """The newest value of the solid line, said at its end."""
        solid = [one for one in self.chart.series if one.line == "solid"]
        known = self.chart.rows[solid[-1].column].dropna() if solid else pd.Series(dtype=float)
        if known.empty:
            return ""
        return cells.of_format(self.language, known.iloc[-1], self.chart.value_format)


def samples(chart: Chart, language: str) -> list[Key]:
    """A piece of every line with its name."""
    return [keys.line(one, _colour(one), WIDTHS[one.line]) for one in chart.series]


def height_mm(chart: Chart, language: str, across_mm: float) -> float:
    return max(62.0, across_mm * HEIGHT_SHARE)


def draw(canvas: Canvas, box: Box, chart: Chart, language: str) -> None:
    """Grid, lines, named deadlines, and the newest value at the end of the solid line."""
    frame = Frame(chart, language, box)
    keys.draw(canvas, samples(chart, language), box.left, box.top, box.width)
    _grid(canvas, frame)
    _time_axis(canvas, frame)
    _marks(canvas, frame)
    for one in chart.series:
        points = _points(frame, one)
        canvas.lines(_unbroken(points), _colour(one), WIDTHS[one.line], one.line)
        if one.line == "solid":
            _end(canvas, frame, [point for point in points if point])


def _grid(canvas: Canvas, frame: Frame) -> None:
    plot = frame.plot
    for value, words in frame.value_ticks:
        y = frame.values.at(value)
        canvas.lines([[(plot.left, y), (plot.right, y)]], INK if value == 0 else LINE)
        canvas.text(plot.left - 2, y, words, size_pt=AXIS_PT, colour=SOFT, align="right")


def _time_axis(canvas: Canvas, frame: Frame) -> None:
    """Days before the vote where there is a vote; dates otherwise."""
    first, last = frame.times.low, frame.times.high
    room = (frame.plot.width or 1) / TICK_EVERY_MM
    step = next((s for s in DAY_STEPS if (last - first) / s <= room), DAY_STEPS[-1])
    vote = frame.chart.voting_on
    anchor = _days(vote) if vote else float(int(last))
    y = frame.plot.bottom + 3
    count = int((anchor - first) // step)
    for steps in range(count, int((anchor - last) // step) - 1, -1):
        at = anchor - steps * step
        if not first <= at <= last:
            continue
        words = _day_words(frame.language, at, steps * step if vote else None)
        x = frame.times.at(at)
        canvas.lines([[(x, frame.plot.bottom), (x, frame.plot.bottom + 1)]], SOFT)
        canvas.text(x, y, words, size_pt=AXIS_PT, colour=SOFT, align="center")


def _marks(canvas: Canvas, frame: Frame) -> None:
    """Each named line has its own row above the plot, so that names never meet."""
    plot = frame.plot
    for row, (at, words) in enumerate(frame.marks):
        x, y = frame.times.at(at), plot.top - MARK_LINE_MM * (len(frame.marks) - row - 0.5)
        canvas.lines([[(x, y + 1.6), (x, plot.bottom)]], INK, 0.8, "dashed")
        half = letters.width_mm(words, MARK_PT) / 2
        middle = min(max(x, plot.left + half), frame.box.right - half)
        canvas.rectangles(
            [Box(middle - half - 0.6, y - 1.6, 2 * half + 1.2, 3.2)], Fill(canvas.paper)
        )
        canvas.text(middle, y, words, size_pt=MARK_PT, align="center")


def _end(canvas: Canvas, frame: Frame, points: Sequence[Point]) -> None:
    """A dot and the value on paper of its own, so that no line crosses the digits."""
    if not points:
        return
    x, y = points[-1]
    canvas.polygons([paint.ring(x, y, 0.95)], Fill(ACTUAL))
    width = letters.width_mm(frame.last_words, AXIS_PT)
    y = min(max(y, frame.plot.top + 2), frame.plot.bottom - 2)
    canvas.rectangles([Box(x + 1.4, y - 1.7, width + 1.2, 3.4)], Fill(canvas.paper))
    canvas.text(x + 2, y, frame.last_words, size_pt=AXIS_PT, is_bold=True)


def _points(frame: Frame, one: Series) -> list[Point | None]:
    values = frame.chart.rows[one.column].astype("float64")
    pairs = zip(frame.moments, values, strict=True)
    return [
        (frame.times.at(at), frame.values.at(value)) if value == value else None
        for at, value in pairs
    ]


def _unbroken(points: Sequence[Point | None]) -> list[list[Point]]:
    """Runs of known points: a gap in the data is a gap in the line."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if len(run) > 1]


def _colour(one: Series) -> str:
    """What happened is drawn in the brand's red; plan and need in soft ink."""
    return ACTUAL if one.tone == "ink" else paint.TONES[one.tone]


def _days(at: date) -> float:
    return float((pd.Timestamp(at) - pd.Timestamp(2000, 1, 1)) / pd.Timedelta(days=1))


def _day_words(language: str, at: float, before: int | None) -> str:
    if before is None:
        day = datetime(2000, 1, 1) + timedelta(days=at)
        return formats.day(language, day.date(), has_year=False)
    return say(language, f"print.countdown.{_side(before)}", days=abs(before))


def _side(before: int) -> str:
    return "on" if before == 0 else "before" if before > 0 else "after"
