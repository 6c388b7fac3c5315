"""Which slides does a section become, and what stands where on them?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from data_pipeline import formats
from data_pipeline.briefing import cuts
from data_pipeline.briefing.document import Numbers, Paragraph, Section
from data_pipeline.briefing.slides import (
    curves,
    grids,
    heatmaps,
    looks,
    maps,
    marks,
    panels,
    plots,
    tables,
)
from data_pipeline.briefing.slides.deck import BODY, Canvas, Deck
from data_pipeline.briefing.slides.marks import INK, SOFT, Box, Words
from data_pipeline.briefing.sources import facts_told
from data_pipeline.figures.chart import Chart, Table
from data_pipeline.figures.legible import one_line
from data_pipeline.house import COLOURS, ORDER, SHAPES
from data_pipeline.text import say

HEADING_IN: Final = 0.34
NOTE_IN: Final = 0.36
COLUMN_IN: Final = 3.5
COLUMN_GAP_IN: Final = 0.35
FACT_SIZE: Final = 14.0


@dataclass(frozen=True)
class Room:
    """A slide with what is left of it."""

    canvas: Canvas
    box: Box


def cover(deck: Deck) -> None:
    """The title, for whom, from when: and in large letters that it is simulated."""
    document, facts, language = deck.document, deck.facts, deck.language
    canvas = deck.cover(document.title, document.subtitle, _facts_note(deck))
    lines = [
        [Words(one_line(facts.election_name, 120), FACT_SIZE, is_bold=True)],
        [Words(one_line(facts.scope, 200), FACT_SIZE)],
        [Words(_as_of(deck), FACT_SIZE, SOFT)],
    ]
    canvas.text(Box(0.9, 4.35, 11.0, 1.1), lines, say(language, "writers.about"), after=4)
    if facts.is_simulated:
        warning = Words(say(language, "writers.simulated_long"), 18, COLOURS["light"]["red"], True)
        canvas.text(Box(0.9, 5.75, 11.5, 0.7), [[warning]], say(language, "writers.simulation"))


def section(deck: Deck, told: Section) -> None:
    """Figures and sentences first, then each picture and table on a slide of its own.

    The first picture shares the slide with the sentences where there is room for both.
    """
    figures = [block for block in told.blocks if isinstance(block, Chart | Table)]
    words = [block for block in told.blocks if isinstance(block, Paragraph)]
    rows = [block for block in told.blocks if isinstance(block, Numbers)]
    first = figures[0] if figures else None
    room = Room(deck.slide(told.title, told.lead, _notes(told, first)), BODY)
    for numbers in rows:
        is_alone = not figures and not words
        left = panels.numbers(room.canvas, numbers, room.box, is_alone=is_alone)
        room = Room(room.canvas, left)
    if not told.blocks:
        _nothing(room.canvas, BODY, say(deck.language, "writers.no_rows"))
    place = panels.sentences(room.canvas, words, room.box, beside=_wants_column(first))
    if first is not None and place is not None:
        _figure(deck, told, first, Room(room.canvas, place), is_lead=True)
        figures = figures[1:]
    for figure in figures:
        canvas = deck.slide(told.title, figure.title, _notes(told, figure))
        _figure(deck, told, figure, Room(canvas, BODY), is_lead=False)


def sources(deck: Deck) -> None:
    """The last slide: what the colours mean and where every number comes from."""
    language = deck.language
    canvas = deck.slide(
        say(language, "writers.sources.kicker"), say(language, "writers.sources.title"), ""
    )
    left, right = Box(BODY.x, BODY.y + 0.1, 5.6, BODY.h), Box(6.75, BODY.y + 0.1, 6.03, BODY.h)
    meanings = [
        [
            Words(f"{SHAPES[status]} ", 16, looks.EDGES.get(status, looks.STATUS[status]), True),
            Words(f"{say(language, f'status.{status}')}  ", 14, INK, True),
            Words(say(language, f"writers.meaning.{status}"), 14),
        ]
        for status in ORDER
    ]
    canvas.text(left, meanings, say(language, "writers.legend"), after=14)
    rows = [[grids.Cell(name, SOFT), grids.Cell(value)] for name, value in facts_told(deck.facts)]
    head = [
        grids.Cell(say(language, f"writers.sources.{name}"), is_bold=True)
        for name in ("fact", "value")
    ]
    widths = (2.1, right.w - 2.1)
    heights = [grids.row_height(row, widths, 12) + 0.06 for row in [head, *rows]]
    name = say(language, "writers.sources.title")
    grids.draw(canvas, grids.Grid([head, *rows], widths, heights, 12), right, name=name, alt=name)


def _wants_column(first: Chart | Table | None) -> bool:
    """A picture can stand beside sentences; a table and a heatmap want the whole width."""
    return isinstance(first, Chart) and first.kind != "heatmap"


def _figure(deck: Deck, told: Section, figure: Chart | Table, room: Room, *, is_lead: bool) -> None:
    """One picture or table, under its own title where the slide's title says something else."""
    box = room.box
    is_said = one_line(figure.title) == one_line(told.lead)
    if is_lead and not is_said and isinstance(figure, Chart) and figure.kind != "heatmap":
        _heading(room.canvas, figure.title, box)
        box = box.below(HEADING_IN)
    if isinstance(figure, Table):
        _table(deck, told, figure, Room(room.canvas, box))
    elif figure.is_empty:
        _nothing(room.canvas, box, figure.note or say(deck.language, "writers.no_rows"))
    elif figure.kind == "heatmap":
        _heatmap(deck, told, figure, Room(room.canvas, box))
    else:
        _picture(room.canvas, figure, box)


def _heading(canvas: Canvas, title: str, box: Box) -> None:
    """The picture's own title on one line."""
    words = one_line(title)
    size = next((s for s in (13.0, 12.0) if marks.lines_needed(words, box.w, s * 1.1) == 1), 11.0)
    fitting = one_line(words, int(box.w * 72 / (size * 0.62)))
    line = [Words(fitting, size, is_bold=True)]
    canvas.text(box.top(HEADING_IN), [line], say(canvas.language, "writers.heading"))


def _picture(canvas: Canvas, chart: Chart, box: Box) -> None:
    shown = plots.shown_rows(chart) if chart.kind not in ("map", "curves") else len(chart.rows)
    hollow = [series.label for series in [chart.tick] if series]
    hollow += [mark.label for mark in chart.marks if isinstance(mark.at, int | float)]
    outlined = say(canvas.language, "writers.outlined", label=hollow[0]) if hollow else ""
    own = " ".join(part for part in (outlined, chart.note) if part)
    note = _cut(canvas.language, shown, len(chart.rows), own)
    room = box.top(box.h - NOTE_IN) if note else box
    draw = {"map": maps.draw, "curves": curves.draw}.get(chart.kind, plots.draw)
    draw(canvas, chart, room)
    canvas.caption(box.below(box.h - NOTE_IN + 0.06), note)


def _table(deck: Deck, told: Section, table: Table, room: Room) -> None:
    if table.frame.empty:
        _nothing(room.canvas, room.box, table.empty or say(deck.language, "writers.no_rows"))
        return
    heights = [room.box.h - NOTE_IN, *[BODY.h - NOTE_IN] * (tables.MOST_SLIDES - 1)]
    laid = tables.laid_out(deck.language, table, room.box.w, heights)
    note = cuts.table_note(deck.language, table, laid.rows, laid.columns)
    _continued(deck, told, table, laid.grids, room, note)


def _heatmap(deck: Deck, told: Section, chart: Chart, room: Room) -> None:
    heights = [room.box.h - NOTE_IN, *[BODY.h - NOTE_IN] * (tables.MOST_SLIDES - 1)]
    made, shown = heatmaps.laid_out(deck.language, chart, room.box.w, heights)
    total = chart.rows["name"].nunique()
    _continued(deck, told, chart, made, room, _cut(deck.language, shown, total, chart.note))


def _continued(
    deck: Deck,
    told: Section,
    figure: Chart | Table,
    made: Sequence[grids.Grid],
    room: Room,
    note: str,
) -> None:
    """The grids one after the other; the note stands under the last."""
    for at, grid in enumerate(made):
        canvas, box = room.canvas, room.box
        if at:
            title = say(deck.language, "writers.continued", title=one_line(figure.title, 200))
            canvas, box = deck.slide(told.title, title, _notes(told, figure)), BODY
        name = f"{say(deck.language, 'writers.table')}: {one_line(figure.title, 100)}"
        grids.draw(canvas, grid, box, name=name, alt=figure.alt or figure.title)
        if at == len(made) - 1:
            end = min(sum(grid.heights_in) * 1.02 + 0.12, box.h - NOTE_IN + 0.1)
            canvas.caption(box.below(end), note)


def _nothing(canvas: Canvas, box: Box, words: str) -> None:
    """Nothing to show is said in words, in the middle of its place."""
    line = marks.paragraph([Words(one_line(words, 400), 16, SOFT)], canvas.language, align="ctr")
    name = say(canvas.language, "writers.note")
    place = box.top(min(box.h, 2.2))
    canvas.draw(
        lambda i: marks.shape(
            i, name, place, paragraphs=line, line=marks.outline(marks.LINE), anchor="ctr", inset=0.3
        )
    )


def _cut(language: str, shown: int, total: int, note: str) -> str:
    """The note of a picture behind what it does not show."""
    return " ".join(part for part in (cuts.rows_note(language, shown, total), note) if part)


def _as_of(deck: Deck) -> str:
    moment = formats.moment(deck.language, deck.facts.as_of)
    facts = {"as_of": moment, "age": deck.facts.age, "version": deck.facts.version}
    return say(deck.language, "writers.as_of", **facts)


def _notes(told: Section, figure: Chart | Table | None) -> str:
    """What the speaker needs: the question, the definitions, and what the picture shows."""
    parts = [told.lead, *told.notes]
    if figure is not None:
        parts = [figure.question, told.lead, figure.alt, figure.note, *told.notes]
    return "\n".join(dict.fromkeys(part for part in parts if part))


def _facts_note(deck: Deck) -> str:
    return "\n".join(f"{name}: {value}" for name, value in facts_told(deck.facts))
