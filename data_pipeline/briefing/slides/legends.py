"""What does each colour, pattern and line of a picture mean? A line of swatches above it.

Own shapes instead of the chart's legend: one legend serves two panels side by side, and it reads in
the order of the data in PowerPoint and in LibreOffice alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from data_pipeline.briefing.slides import looks, marks
from data_pipeline.briefing.slides.deck import Canvas
from data_pipeline.briefing.slides.marks import INK, Box, Words
from data_pipeline.figures.chart import Series
from data_pipeline.figures.legible import one_line
from data_pipeline.text import say

HEIGHT_IN: Final = 0.3
SIZE: Final = 11.0
SWATCH_IN: Final = Box(0, 0.07, 0.2, 0.14)
GAP_IN: Final = 0.2
DASHES: Final = {"solid": "solid", "dashed": "dash", "dotted": "sysDot"}


@dataclass(frozen=True)
class Entry:
    """One swatch: a filled box, a hollow box, or a line."""

    label: str
    series: Series | None = None
    is_line: bool = False


def draw(canvas: Canvas, entries: Sequence[Entry], box: Box) -> None:
    """The swatches in a row from the left, grouped and named."""
    name = say(canvas.language, "writers.legend")
    alt = f"{name}: {', '.join(entry.label for entry in entries)}"

    def write(first: int) -> str:
        inner, x = [], box.x
        for at, entry in enumerate(entries):
            words = one_line(entry.label, 48)
            width = len(words) * SIZE * 0.64 / 72 + 0.14
            place = Box(x, box.y + SWATCH_IN.y, SWATCH_IN.w, SWATCH_IN.h)
            inner.append(_swatch(first + 1 + 2 * at, entry, place))
            text = marks.paragraph([Words(words, SIZE)], canvas.language)
            label = Box(x + SWATCH_IN.w + 0.08, box.y, width, HEIGHT_IN - 0.02)
            inner.append(
                marks.shape(
                    first + 2 + 2 * at, words, label, paragraphs=text, anchor="ctr", root=False
                )
            )
            x = label.x + width + GAP_IN
        return marks.group(
            first, name, Box(box.x, box.y, x - box.x, HEIGHT_IN), "".join(inner), alt=alt
        )

    canvas.draw(write)


def _swatch(shape_id: int, entry: Entry, box: Box) -> str:
    if entry.is_line and entry.series:
        line = Box(box.x, box.y + box.h / 2, box.w, 0)
        look = marks.outline(looks.colour_of(entry.series), 2.25, DASHES[entry.series.line])
        return marks.shape(shape_id, entry.label, line, preset="line", line=look, root=False)
    fill, edge = "<a:noFill/>", INK
    if entry.series is not None:
        fill = looks.fill_of(entry.series)
        edge = looks.EDGES.get(entry.series.tone, looks.colour_of(entry.series))
    look = marks.outline(edge, 1.25 if entry.series is None else 0.5)
    return marks.shape(shape_id, entry.label, box, fill=fill, line=look, root=False)
