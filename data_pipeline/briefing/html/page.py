"""In which order does the light page speak: mark, title, contents, sections, sources?"""

from __future__ import annotations

from dataclasses import replace

from data_pipeline import cells, formats
from data_pipeline.briefing.document import Block, Document, Number, Numbers, Paragraph, Section
from data_pipeline.briefing.html import bars, drawings, grids, style
from data_pipeline.briefing.html.words import told
from data_pipeline.briefing.sources import facts_told
from data_pipeline.figures.chart import Chart, Table
from data_pipeline.figures.legible import one_line
from data_pipeline.house import ORDER, SHAPES
from data_pipeline.text import say

LONGEST_TEXT = 900


def made(document: Document, rows: int) -> str:
    """The whole page with at most `rows` rows in each table and picture."""
    language = document.facts.language
    sections = "".join(
        _section(language, at, section, rows) for at, section in enumerate(document.sections, 1)
    )
    title = told(document.title, 200)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">'
        f"<title>{title}</title><style>{style.sheet()}</style></head><body>"
        f"{_mark(document)}{_header(document, title)}<main>{sections}</main>{_footer(document)}"
        "</body></html>"
    )


def sentences_only(document: Document) -> Document:
    """The document without pictures and tables, for one that is too large even without rows."""
    kept = [
        replace(
            section, blocks=tuple(b for b in section.blocks if not isinstance(b, Chart | Table))
        )
        for section in document.sections
    ]
    return replace(document, sections=tuple(kept))


def _mark(document: Document) -> str:
    if not document.facts.is_simulated:
        return ""
    words = told(say(document.facts.language, "writers.mark"))
    return f'<p class="mark" role="note">{words}</p>'


def _header(document: Document, title: str) -> str:
    facts, language = document.facts, document.facts.language
    as_of = {
        "as_of": formats.moment(language, facts.as_of),
        "age": facts.age,
        "version": facts.version,
    }
    contents = "".join(
        f'<li><a href="#s{at}">{told(section.title, 80)}</a></li>'
        for at, section in enumerate(document.sections, 1)
    )
    return (
        f"<header><h1>{title}</h1><p>{told(document.subtitle, 300)}</p>"
        f"<p>{told(facts.election_name, 120)} · {told(facts.scope, 300)}</p>"
        f'<p class="soft">{told(say(language, "writers.as_of", **as_of))}</p>'
        f'<nav aria-label="{told(say(language, "writers.contents"))}"><ol>{contents}</ol></nav>'
        "</header>"
    )


def _section(language: str, number: int, section: Section, rows: int) -> str:
    blocks = "".join(_block(language, section, block, rows) for block in section.blocks)
    return (
        f'<section id="s{number}" aria-labelledby="h{number}">'
        f'<p class="kicker">{told(section.title, 80)}</p>'
        f'<h2 id="h{number}">{told(section.lead, 400)}</h2>'
        f"{blocks}{_notes(language, section)}</section>"
    )


def _notes(language: str, section: Section) -> str:
    if not section.notes:
        return ""
    notes = "".join(f"<p>{told(note, LONGEST_TEXT)}</p>" for note in section.notes)
    return (
        f"<details><summary>{told(say(language, 'writers.definitions'))}</summary>{notes}</details>"
    )


def _block(language: str, section: Section, block: Block, rows: int) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_sign(block.status)}{told(block.text, LONGEST_TEXT)}</p>"
    if isinstance(block, Numbers):
        cards = "".join(_card(language, number) for number in block.numbers)
        return f'<dl class="cards">{cards}</dl>'
    return _figure(language, section, block, rows)


def _card(language: str, number: Number) -> str:
    sign = _sign(number.status)
    if sign:
        sign += f'<span class="hidden">{told(cells.badge(language, number.status))}</span> '
    return (
        f"<div><dt>{told(number.label, 120)}</dt>"
        f'<dd class="value">{sign}{told(number.value, 80)}</dd>'
        f'<dd class="basis">{told(number.basis, 160)}</dd></div>'
    )


def _sign(status: str) -> str:
    if status not in SHAPES:
        return ""
    return f'<span class="sign" aria-hidden="true">{SHAPES[status]}</span> '


def _figure(language: str, section: Section, figure: Chart | Table, rows: int) -> str:
    """A picture or table under its title, which is not said twice."""
    is_said = one_line(figure.title) == one_line(section.lead)
    heading = "" if is_said else f"<h3>{told(figure.title, 300)}</h3>"
    if isinstance(figure, Table):
        return heading + grids.table(language, figure, rows)
    if figure.is_empty:
        return heading + f"<p>{told(figure.note or say(language, 'writers.no_rows'))}</p>"
    draw = {"heatmap": grids.heatmap, "map": drawings.risk_map, "curves": drawings.curves}
    return heading + draw.get(figure.kind, bars.drawn)(language, figure, rows)


def _footer(document: Document) -> str:
    """What the colours mean and where the numbers come from."""
    language = document.facts.language
    meanings = "".join(
        f"<dt>{told(cells.badge(language, status))}</dt>"
        f"<dd>{told(say(language, f'writers.meaning.{status}'))}</dd>"
        for status in ORDER
    )
    facts = "".join(
        f"<dt>{told(name)}</dt><dd>{told(value)}</dd>" for name, value in facts_told(document.facts)
    )
    heading = told(say(language, "writers.sources.title"))
    return f"<footer><h2>{heading}</h2><dl>{meanings}</dl><dl>{facts}</dl></footer>"
