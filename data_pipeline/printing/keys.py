"""What do the colours and lines of a picture mean? A row of samples with their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from data_pipeline.figures.chart import Chart, Series
from data_pipeline.house import ORDER, SHAPES
from data_pipeline.printing import letters, paint
from data_pipeline.printing.canvas import INK, Box, Canvas, Fill
from data_pipeline.text import say

SIZE_PT: Final = 8.0
ROW_MM: Final = 4.8
SAMPLE_MM: Final = 5.0
AFTER_SAMPLE_MM: Final = 1.4
BETWEEN_MM: Final = 5.0

Draw = Callable[[Canvas, float, float], None]


@dataclass(frozen=True)
class Key:
    """A name and how its sample is drawn at (left, middle)."""

    label: str
    draw: Draw

    @property
    def width_mm(self) -> float:
        return SAMPLE_MM + AFTER_SAMPLE_MM + letters.width_mm(self.label, SIZE_PT)


def area(label: str, fill: Fill) -> Key:
    """A small hatched box."""

    def sample(canvas: Canvas, left: float, middle: float) -> None:
        canvas.rectangles([Box(left, middle - 1.5, SAMPLE_MM, 3.0)], fill)

    return Key(letters.printable(label), sample)


def ramp(label: str, shades: Sequence[str]) -> Key:
    """Little boxes from little to much."""

    def sample(canvas: Canvas, left: float, middle: float) -> None:
        each = SAMPLE_MM / len(shades)
        for at, shade in enumerate(shades):
            canvas.rectangles([Box(left + at * each, middle - 1.5, each, 3.0)], Fill(shade))

    return Key(letters.printable(label), sample)


def area_with_shape(label: str, kind: str) -> Key:
    """A small box in the colour and hatch of a status, with its shape before the label."""
    return area(f"{SHAPES[kind]} {label}", paint.of_status(kind))


def line(series: Series, colour: str, width_pt: float) -> Key:
    """A short piece of the line."""

    def sample(canvas: Canvas, left: float, middle: float) -> None:
        ends = [(left, middle), (left + SAMPLE_MM, middle)]
        canvas.lines([ends], colour, width_pt, series.line)

    return Key(letters.printable(series.label), sample)


def tick(label: str) -> Key:
    """The upright stroke that stands for a limit or a need."""

    def sample(canvas: Canvas, left: float, middle: float) -> None:
        x = left + SAMPLE_MM / 2
        canvas.lines([[(x, middle - 1.8), (x, middle + 1.8)]], INK, 1.8)

    return Key(letters.printable(label), sample)


def status(language: str, kind: str) -> Key:
    """The shape of a status and its word."""

    def sample(canvas: Canvas, left: float, middle: float) -> None:
        paint.shape(canvas, kind, [(left + SAMPLE_MM / 2, middle)], 3.0, rim=INK)

    return Key(say(language, f"status.{kind}"), sample)


def of_rows(language: str, chart: Chart) -> list[Key]:
    """The statuses among the rows, unless each row's name already begins with a shape."""
    if "status" not in chart.rows or all(name[:1] in SHAPES.values() for name in names_of(chart)):
        return []
    found = set(chart.rows["status"])
    return [area_with_shape(say(language, f"status.{k}"), k) for k in ORDER if k in found]


def names_of(chart: Chart) -> list[str]:
    """The names of the rows as text."""
    return [str(name) for name in chart.rows["name"]]


def height_mm(keys: Sequence[Key], across_mm: float) -> float:
    """How much height the samples take in that width."""
    rows = max((row for _, row, _ in _places(keys, across_mm)), default=-1) + 1
    return rows * ROW_MM + (1.6 if rows else 0.0)


def draw(canvas: Canvas, keys: Sequence[Key], left: float, top: float, across_mm: float) -> None:
    """Sample and name, one after the other, broken into rows."""
    for key, row, x in _places(keys, across_mm):
        middle = top + (row + 0.5) * ROW_MM
        key.draw(canvas, left + x, middle)
        start = left + x + SAMPLE_MM + AFTER_SAMPLE_MM
        room = across_mm - x - SAMPLE_MM - AFTER_SAMPLE_MM
        canvas.text(start, middle, letters.fit(key.label, room, SIZE_PT), size_pt=SIZE_PT)


def _places(keys: Sequence[Key], across_mm: float) -> Iterable[tuple[Key, int, float]]:
    row, x = 0, 0.0
    for key in keys:
        if x > 0 and x + key.width_mm > across_mm:
            row, x = row + 1, 0.0
        yield key, row, x
        x += key.width_mm + BETWEEN_MM
