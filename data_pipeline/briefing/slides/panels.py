"""How do figures and sentences stand on a slide? As cards in a row, and behind their shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from data_pipeline.briefing.document import Number, Numbers, Paragraph
from data_pipeline.briefing.slides import looks, marks
from data_pipeline.briefing.slides.deck import Canvas
from data_pipeline.briefing.slides.marks import INK, SOFT, Box, Words
from data_pipeline.figures.legible import one_line
from data_pipeline.house import SHAPES
from data_pipeline.text import say

CARD_IN: Final = 1.22
TALLEST_IN: Final = 2.1
GAP_IN: Final = 0.18
COLUMN_IN: Final = 3.6
SIZE: Final = 14.0
AFTER: Final = 8.0
LEADING: Final = 1.25
PICTURE_IN: Final = 2.6  # the least height a picture or a table is worth drawing in
MOST_CARDS: Final = 4


def numbers(canvas: Canvas, row: Numbers, box: Box, *, is_alone: bool) -> Box:
    """The figures as cards, high ones where nothing else is on the slide; what is left below."""
    lines = -(-len(row.numbers) // MOST_CARDS)
    height = min(TALLEST_IN, box.h / lines - GAP_IN) if is_alone else CARD_IN
    per_line = -(-len(row.numbers) // lines)
    for start in range(0, len(row.numbers), per_line):
        cards = row.numbers[start : start + per_line]
        width = (box.w - GAP_IN * (per_line - 1)) / per_line
        for at, number in enumerate(cards):
            place = Box(box.x + at * (width + GAP_IN), box.y, width, height)
            _card(canvas, number, place, height / CARD_IN)
        box = box.below(height + GAP_IN)
    return box


def _card(canvas: Canvas, number: Number, box: Box, scale: float) -> None:
    """Label, value and basis; a status shows as its shape before the value."""
    inner = box.w - 0.28
    value = one_line(number.value, 60)
    sign = f"{SHAPES[number.status]} " if number.status in SHAPES else ""
    sizes = (26 * min(scale, 1.5), 26, 20, 16, 13)
    size = next((s for s in sizes if marks.lines_needed(sign + value, inner, s * 1.1) == 1), 11)
    ink = looks.EDGES.get(number.status, looks.STATUS.get(number.status, INK))
    small = 10.5 * min(scale, 1.25)
    lines = [
        [Words(one_line(number.label, 70), small, SOFT)],
        [Words(sign, size, ink, True), Words(value, size, INK, True)],
        [Words(one_line(number.basis, 90), small, SOFT)],
    ]
    paragraphs = "".join(marks.paragraph(line, canvas.language, after=2) for line in lines)
    name = one_line(number.label, 100)
    frame, paper = marks.outline(marks.LINE, 1), marks.solid("#FFFFFF")
    canvas.draw(
        lambda i: marks.shape(
            i, name, box, paragraphs=paragraphs, fill=paper, line=frame, anchor="ctr", inset=0.12
        )
    )


def sentences(canvas: Canvas, words: Sequence[Paragraph], box: Box, *, beside: bool) -> Box | None:
    """Draw the sentences; the place left for a picture, or None where it needs its own slide."""
    if not words:
        return box if box.h >= PICTURE_IN else None
    if beside and _height(words, COLUMN_IN) <= box.h:
        width = box.w - COLUMN_IN - 0.35
        _write(canvas, words, Box(box.x + width + 0.35, box.y + 0.05, COLUMN_IN, box.h))
        return Box(box.x, box.y, width, box.h) if box.h >= PICTURE_IN else None
    size = SIZE if _height(words, box.w) <= box.h else 11.0
    taken = _height(words, box.w, size)
    _write(canvas, words, box.top(min(taken, box.h)), size)
    return box.below(taken + 0.05) if box.h - taken >= PICTURE_IN else None


def _height(words: Sequence[Paragraph], width: float, size: float = SIZE) -> float:
    lines = sum(marks.lines_needed(one_line(part.text) + "   ", width, size) for part in words)
    return (lines * size * LEADING + len(words) * AFTER) / 72


def _write(canvas: Canvas, words: Sequence[Paragraph], box: Box, size: float = SIZE) -> None:
    lines = [_line(paragraph, size) for paragraph in words]
    canvas.text(box, lines, say(canvas.language, "writers.sentences"), after=AFTER)


def _line(paragraph: Paragraph, size: float) -> list[Words]:
    text = Words(one_line(paragraph.text, 900), size)
    if paragraph.status not in SHAPES:
        return [text]
    ink = looks.EDGES.get(paragraph.status, looks.STATUS[paragraph.status])
    return [Words(f"{SHAPES[paragraph.status]} ", size, ink, True), text]
