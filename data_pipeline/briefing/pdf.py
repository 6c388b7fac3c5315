"""How does a briefing become A4 pages? Typst sets them; every word reaches it as data.

The pages are tagged (PDF/UA-1), have bookmarks and embedded fonts, and the same document makes the
same bytes: its date is the moment the board was built.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from data_pipeline import formats
from data_pipeline.briefing import cuts
from data_pipeline.briefing.document import Block, Document, Numbers, Paragraph, Section
from data_pipeline.figures.chart import Chart, Table
from data_pipeline.figures.facts import SHOWN_OF_HASH, Facts
from data_pipeline.house import COLOURS, PAGE, SHAPES
from data_pipeline.printing import columns, letters, paint, picture, plot
from data_pipeline.printing.columns import Column
from data_pipeline.text import say

TEMPLATE: Final = Path(__file__).parent / "typst" / "briefing.typ"
TEXT_MM: Final = 174.0
HIGHEST_CHART_MM: Final = 190.0
TABLE_PT: Final = 7.5
MOST_ROWS: Final = 40
NUMBERS_ACROSS: Final = 4
# A briefing of fewer sections needs no list of contents.
CONTENTS_FROM: Final = 7
# A sheet for one region is meant for two sheets of paper at most.
COMPACT: Final = "region"
COMPACT_ROWS: Final = 14
COMPACT_FIRST_ROWS: Final = 8  # of a table that is longer
COMPACT_CHART_MM: Final = 56.0
COMPACT_PT: Final = 7.0
# A word longer than this would run off the page; it may be broken without a sign.
LONGEST_WORD: Final = re.compile(r"\S{26}(?=\S)")
MAY_BREAK: Final = "\u200b"


def write(document: Document) -> bytes:
    """The pages of a briefing as PDF."""
    compiler = typst.Compiler(font_paths=_fonts())
    page = compiler.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"briefing": json.dumps(_told(document), ensure_ascii=False)},
    )
    if not isinstance(page, bytes):
        raise TypeError(f"Typst returned {type(page).__name__}, not the bytes of one PDF.")
    return page


@cache
def _fonts() -> typst.Fonts:
    """The fonts of static/fonts/print alone: a page looks the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(letters.FONTS_DIR)],
    )


def _told(document: Document) -> dict[str, Any]:
    facts, language = document.facts, document.facts.language
    simulated = facts.is_simulated
    return {
        "language": language,
        "title": _words(document.title),
        "subtitle": _words(document.subtitle),
        "scope": _words(facts.scope),
        "author": "Tepat",
        "kicker": _words(f"{facts.election_name} · {facts.scope}"),
        "date": _date(facts),
        "facts": [_words(fact) for fact in picture.fact_words(facts)],
        "running-head": _words(f"Tepat · {document.title} · {facts.scope}"),
        "running-foot": _words(_foot(facts)),
        "page": say(language, "print.page", page="{page}", pages="{pages}"),
        "simulated": say(language, "print.simulated") if simulated else "",
        "simulated-long": say(language, "print.simulated_long") if simulated else "",
        "compact": document.template == COMPACT,
        "has-contents": len(document.sections) >= CONTENTS_FROM,
        "contents": say(language, "print.contents"),
        "fineprint": say(language, "print.fineprint"),
        "colours": _colours(),
        "shapes": dict(SHAPES),
        "sections": [_section(document, section) for section in document.sections],
    }


def _date(facts: Facts) -> dict[str, int]:
    """The moment the board was built, in UTC."""
    names = ("year", "month", "day", "hour", "minute", "second")
    return {name: getattr(facts.built_at, name) for name in names}


def _foot(facts: Facts) -> str:
    return say(
        facts.language,
        "print.foot",
        as_of=formats.moment(facts.language, facts.as_of),
        version=facts.version,
        sequence=facts.ledger_sequence,
        head=facts.ledger_head[:SHOWN_OF_HASH] or formats.UNKNOWN,
    )


def _colours() -> dict[str, Any]:
    """Status as colour, as a pale ground, and as ink dark enough to read on paper."""
    status = COLOURS["light"]
    inked = status | {"amber": "#8A5A00", "grey": PAGE["light"]["soft"]}
    tints = {kind: paint.tint(kind) for kind in status}
    shared = {"brand": status["red"], "status": status, "tints": tints, "inked": inked}
    return PAGE["light"] | shared


def _section(document: Document, section: Section) -> dict[str, Any]:
    return {
        "title": _words(section.title),
        "lead": _words(section.lead),
        "blocks": [_block(document, block) for block in section.blocks],
        "notes": [_words(note) for note in section.notes],
    }


def _block(document: Document, block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": _words(block.text), "status": block.status}
    if isinstance(block, Numbers):
        return _numbers(block)
    is_compact = document.template == COMPACT
    language = document.facts.language
    if isinstance(block, Chart):
        return _chart(language, block, COMPACT_CHART_MM if is_compact else HIGHEST_CHART_MM)
    if is_compact:
        fits = len(block.frame) <= COMPACT_ROWS
        return _table(language, block, COMPACT_ROWS if fits else COMPACT_FIRST_ROWS, COMPACT_PT)
    return _table(language, block, MOST_ROWS, TABLE_PT)


def _numbers(block: Numbers) -> dict[str, Any]:
    told = [
        {
            "label": _words(one.label),
            "value": _words(one.value),
            "basis": _words(one.basis),
            "status": one.status,
        }
        for one in block.numbers
    ]
    return {"kind": "numbers", "numbers": told, "across": min(NUMBERS_ACROSS, max(1, len(told)))}


def _chart(language: str, chart: Chart, highest_mm: float) -> dict[str, Any]:
    high = min(highest_mm, plot.natural_mm(chart, language, TEXT_MM))
    return {
        "kind": "chart",
        "title": _words(chart.title),
        "question": _words(chart.question),
        "note": _words(chart.note),
        "alt": _words(chart.alt or chart.title),
        "svg": plot.svg(chart, language, TEXT_MM, high).decode("utf-8"),
        "width": TEXT_MM,
    }


def _table(language: str, table: Table, most_rows: int, size_pt: float) -> dict[str, Any]:
    found = columns.of_table(language, table, most_rows)
    count = min(len(table.frame), table.shown, most_rows)
    # What is the same in all rows that are shown may still differ in the others.
    is_whole = count == len(table.frame)
    varied, same = columns.without_constant(found) if is_whole else (found, [])
    shown = columns.leading(varied, TEXT_MM, size_pt)
    told = len(shown) + len(same)
    rows = [[_cell(column, at) for column in shown] for at in range(count)]
    return {
        "kind": "table",
        "title": _words(table.title),
        "question": _words(table.question),
        "note": _words(" ".join([*same, cuts.table_note(language, table, count, told)]).strip()),
        "empty": _words(table.empty or say(language, "print.nothing")),
        "heads": [_words(column.head) for column in shown],
        "numeric": [column.is_number for column in shown],
        "widths": columns.widths_mm(shown, TEXT_MM, size_pt),
        "size": size_pt,
        "rows": rows,
    }


def _cell(column: Column, at: int) -> dict[str, str]:
    status = column.statuses[at] if column.statuses else ""
    known = status if status in COLOURS["light"] else ""
    return {"text": _words(column.texts[at]), "status": known}


def _words(text: str) -> str:
    """Printable, and breakable where a word has no end."""
    return LONGEST_WORD.sub(lambda found: found.group() + MAY_BREAK, letters.printable(text))
