"""What does a chart or a table look like on its own? A picture that says where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from data_pipeline import formats
from data_pipeline.figures.chart import Chart, Table
from data_pipeline.figures.facts import SHOWN_OF_HASH, Facts
from data_pipeline.house import COLOURS
from data_pipeline.printing import grid, letters, plot
from data_pipeline.printing.canvas import INK, LINE, SOFT, Box, Canvas, Fill
from data_pipeline.text import say

CHART_MM: Final = 220.0
TABLE_MM: Final = 277.0
MARGIN_MM: Final = 8.0
PRINT_PPI: Final = 200
BRAND: Final = COLOURS["light"]["red"]
SEPARATOR: Final = " · "
LONGEST_UNBROKEN: Final = 60


@dataclass(frozen=True)
class Style:
    """Size, leading and the most lines of a kind of text."""

    size_pt: float
    line_mm: float
    most_lines: int
    is_bold: bool = False

    def wrap(self, text: str, across_mm: float) -> list[str]:
        most, bold = self.most_lines, self.is_bold
        return letters.wrap(text, across_mm, self.size_pt, most_lines=most, is_bold=bold)

    def height(self, lines: list[str]) -> float:
        return len(lines) * self.line_mm

    def write(self, canvas: Canvas, lines: list[str], left: float, top: float, colour: str) -> None:
        for at, words in enumerate(lines):
            y = top + (at + 0.5) * self.line_mm
            size, bold = self.size_pt, self.is_bold
            canvas.text(left, y, words, size_pt=size, colour=colour, is_bold=bold)


KICKER: Final = Style(8, 5.4, 1, is_bold=True)
TITLE: Final = Style(14, 6.4, 3, is_bold=True)
QUESTION: Final = Style(9, 4.6, 2)
NOTE: Final = Style(8, 3.8, 5)
FACT: Final = Style(7, 3.5, 5)


def svg(shown: Chart | Table, facts: Facts, *, width_mm: float | None = None) -> bytes:
    """The picture as SVG: letters stay letters, sharp at every size."""
    canvas = _drawn(shown, facts, width_mm)
    return canvas.svg(title=shown.title, description=shown.alt)


def png(
    shown: Chart | Table, facts: Facts, *, ppi: int = PRINT_PPI, width_mm: float | None = None
) -> bytes:
    """The picture as PNG in print resolution."""
    canvas = _drawn(shown, facts, width_mm)
    return canvas.png(ppi, title=shown.title, description=shown.alt)


def _drawn(shown: Chart | Table, facts: Facts, width_mm: float | None) -> Canvas:
    width = width_mm or (CHART_MM if isinstance(shown, Chart) else TABLE_MM)
    inner = width - 2 * MARGIN_MM
    kicker = KICKER.wrap(f"{facts.election_name} · {facts.scope}", inner - _mark_mm(facts))
    title, question = TITLE.wrap(shown.title, inner), QUESTION.wrap(shown.question, inner)
    words = shown.note if isinstance(shown, Chart) else grid.note(shown, facts.language)
    note = NOTE.wrap(words, inner) if words else []
    told = FACT.wrap(SEPARATOR.join(fact_words(facts)), inner)
    body_mm = _body_mm(shown, facts.language, inner)
    heights = [KICKER.height(kicker), TITLE.height(title), QUESTION.height(question) + 3.0]
    heights += [body_mm, 2.0 + NOTE.height(note), 3.0 + FACT.height(told)]
    canvas = Canvas(width, 2 * MARGIN_MM + sum(heights))
    y = MARGIN_MM
    KICKER.write(canvas, kicker, MARGIN_MM, y, BRAND)
    _mark(canvas, facts, width - MARGIN_MM, y)
    TITLE.write(canvas, title, MARGIN_MM, y := y + heights[0], INK)
    QUESTION.write(canvas, question, MARGIN_MM, y := y + heights[1], SOFT)
    _body(canvas, Box(MARGIN_MM, y := y + heights[2], inner, body_mm), shown, facts.language)
    NOTE.write(canvas, note, MARGIN_MM, (y := y + body_mm) + 2.0, SOFT)
    y += heights[4]
    canvas.lines([[(MARGIN_MM, y + 1.0), (width - MARGIN_MM, y + 1.0)]], LINE, 0.6)
    FACT.write(canvas, told, MARGIN_MM, y + 3.0, SOFT)
    return canvas


def fact_words(facts: Facts) -> list[str]:
    """Filters, moment, age, board, rules, ledger and source: what stands under every picture."""
    lang = facts.language
    built = formats.moment(lang, facts.built_at)
    head = facts.ledger_head[:SHOWN_OF_HASH] or formats.UNKNOWN
    ledger = say(lang, "print.ledger", sequence=facts.ledger_sequence, head=head)
    words = [
        say(lang, "print.scope", scope=facts.scope),
        say(lang, "print.as_of", as_of=formats.moment(lang, facts.as_of)),
        say(lang, "print.age", age=facts.age),
        say(lang, "print.board", version=facts.version, built_at=built),
        say(lang, "print.rules", rules=facts.rules_version),
        # The source of a board already names the ledger.
        *([] if head in facts.source else [ledger]),
        say(lang, "print.source", source=facts.source),
    ]
    return [_unbroken(fact) for fact in words]


def _unbroken(fact: str) -> str:
    """A short fact stays on one line."""
    return fact.replace(" ", letters.NO_BREAK) if len(fact) <= LONGEST_UNBROKEN else fact


def _body_mm(shown: Chart | Table, language: str, across_mm: float) -> float:
    if isinstance(shown, Chart):
        return plot.natural_mm(shown, language, across_mm)
    return grid.height_mm(shown, language, across_mm)


def _body(canvas: Canvas, box: Box, shown: Chart | Table, language: str) -> None:
    if isinstance(shown, Chart):
        plot.draw(canvas, box, shown, language)
    else:
        grid.draw(canvas, box, shown, language)


def _mark(canvas: Canvas, facts: Facts, right: float, top: float) -> None:
    """SIMULASI in a frame of its own, where the eye begins."""
    if not facts.is_simulated:
        return
    words, width = say(facts.language, "print.simulated"), _mark_mm(facts)
    canvas.rectangles([Box(right - width, top - 0.4, width, 5.2)], Fill(BRAND))
    middle = right - width / 2
    canvas.text(middle, top + 2.2, words, size_pt=8, colour="#FFFFFF", align="center", is_bold=True)


def _mark_mm(facts: Facts) -> float:
    if not facts.is_simulated:
        return 0.0
    return letters.width_mm(say(facts.language, "print.simulated"), 8, is_bold=True) + 5.0
