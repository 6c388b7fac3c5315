"""How does a briefing become a workbook? A summary, a sheet for each picture and table, notes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import xlsxwriter

from data_pipeline.briefing.document import Document, Number, Numbers, Paragraph, Section
from data_pipeline.briefing.sources import facts_told
from data_pipeline.figures import sheet_pages
from data_pipeline.figures.chart import Chart, Table
from data_pipeline.figures.legible import inert, one_line, shortened
from data_pipeline.figures.sheet_pages import HEAD_ROW, Style
from data_pipeline.house import ORDER, SHAPES
from data_pipeline.text import say

LONGEST_NAME: Final = 31
FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\']")
SUMMARY_WIDTHS: Final = (36, 92, 34)
NOTES_WIDTHS: Final = (30, 110)
WHOLE: Final = {"id": re.compile(r"\d{1,3}(\.\d{3})*"), "en": re.compile(r"\d{1,3}(,\d{3})*")}

Figure = Chart | Table


@dataclass(frozen=True)
class Sheet:
    """One picture or table and the name of its sheet."""

    figure: Figure
    name: str


def write(document: Document) -> bytes:
    """The document as XLSX; every number a number, every total a formula."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, sheet_pages.OPTIONS) as book:
        style = Style(book, document.facts)
        sheets = named_sheets(document)
        _summary(style, document, sheets)
        for sheet in sheets:
            sheet_pages.data_sheet(style, sheet.figure, sheet.name)
        sheet_pages.column_sheet(style, [sheet.figure for sheet in sheets])
        _notes(style, document)
    return file.getvalue()


def named_sheets(document: Document) -> list[Sheet]:
    """Each picture and table with the name of its sheet: '3 Kekurangan', '3b Kekurangan'."""
    named: list[Sheet] = []
    for number, section in enumerate(document.sections, start=1):
        title = FORBIDDEN.sub(" ", one_line(section.title))
        for place, figure in enumerate(_figures(section)):
            letter = chr(ord("a") + place) if place else ""
            named.append(Sheet(figure, shortened(f"{number}{letter} {title}", LONGEST_NAME)))
    return named


def _figures(section: Section) -> Iterator[Figure]:
    return (block for block in section.blocks if isinstance(block, Chart | Table))


def _summary(style: Style, document: Document, sheets: list[Sheet]) -> None:
    """The answers first: each section's sentence, its figures, and links to its sheets."""
    page = style.book.add_worksheet(say(style.language, "writers.sheet.summary"))
    sheet_pages.head(style, page, document.title, document.subtitle)
    for place, width in enumerate(SUMMARY_WIDTHS):
        page.set_column(place, place, width)
    left = iter(sheets)
    row = HEAD_ROW
    for section in document.sections:
        _row(page, row, (section.title, section.lead, ""), SUMMARY_WIDTHS, style.head)
        row += 1
        for block in section.blocks:
            if isinstance(block, Numbers):
                for number in block.numbers:
                    _number(style, page, row, number)
                    row += 1
            elif isinstance(block, Paragraph):
                wrap = style.look(text_wrap=True, valign="top")
                _row(page, row, ("", _told(block)), SUMMARY_WIDTHS, wrap)
                row += 1
            else:
                _link(style, page, row, next(left), lead=section.lead)
                row += 1
        row += 1
    sheet_pages.colour(style, page, HEAD_ROW, 0, row, 0)
    page.freeze_panes(HEAD_ROW, 0)
    sheet_pages.paper(style, page)


def _row(page: Any, row: int, texts: Sequence[str], widths: Sequence[int], look: Any) -> None:
    """Texts side by side, the row as high as the longest needs."""
    told = [inert(one_line(text)) for text in texts]
    most = max(sheet_pages.lines(text, width) for text, width in zip(told, widths, strict=False))
    page.set_row(row, sheet_pages.LINE_POINTS * most + 4)
    for place, text in enumerate(told):
        page.write_string(row, place, text, look)


def _number(style: Style, page: Any, row: int, number: Number) -> None:
    """Label, value and basis; a whole number is written as one."""
    wrap = style.look(text_wrap=True, valign="top")
    sign = f"{SHAPES[number.status]} " if number.status in SHAPES else ""
    page.write_string(row, 0, inert(sign + one_line(number.label)), wrap)
    look = style.look(bold=True, valign="top", align="left", num_format="#,##0")
    value = whole(style.language, number.value)
    if value is None:
        page.write_string(row, 1, inert(one_line(number.value)), look)
    else:
        page.write_number(row, 1, value, look)
    page.write_string(row, 2, inert(one_line(number.basis)), wrap)


def whole(language: str, text: str) -> int | None:
    """5113 for '5.113' in Indonesian; None for anything but a whole number."""
    if not WHOLE[language].fullmatch(text):
        return None
    return int(re.sub(r"[.,]", "", text))


def _told(paragraph: Paragraph) -> str:
    sign = f"{SHAPES[paragraph.status]} " if paragraph.status in SHAPES else ""
    return sign + one_line(paragraph.text)


def _link(style: Style, page: Any, row: int, sheet: Sheet, *, lead: str) -> None:
    """A way to the sheet, and its title where the section has not said it already."""
    look = style.look(font_color="#1D7F8C", underline=1, valign="top")
    page.write_url(row, 0, f"internal:'{sheet.name}'!A1", look, shortened(sheet.name, LONGEST_NAME))
    if one_line(sheet.figure.title) != one_line(lead):
        wrap = style.look(text_wrap=True, valign="top")
        page.write_string(row, 1, inert(one_line(sheet.figure.title)), wrap)


def _notes(style: Style, document: Document) -> None:
    """Which board this is, what the colours mean, and the definitions of each section."""
    language = style.language
    page = style.book.add_worksheet(say(language, "writers.sheet.notes"))
    title, question = (say(language, f"writers.sources.{name}") for name in ("title", "kicker"))
    sheet_pages.head(style, page, title, question)
    for place, width in enumerate(NOTES_WIDTHS):
        page.set_column(place, place, width)
    meanings = [
        (
            f"{SHAPES[status]} {say(language, f'status.{status}')}",
            say(language, f"writers.meaning.{status}"),
        )
        for status in ORDER
    ]
    definitions = [(section.title, note) for section in document.sections for note in section.notes]
    wrap = style.look(text_wrap=True, valign="top")
    row = HEAD_ROW
    for heading, rows in (
        ("facts", facts_told(document.facts)),
        ("colours", meanings),
        ("definitions", definitions),
    ):
        page.write_string(row, 0, say(language, f"writers.sheet.{heading}"), style.head)
        page.write_blank(row, 1, None, style.head)
        for at, pair in enumerate(rows, start=row + 1):
            _row(page, at, pair, NOTES_WIDTHS, wrap)
        row += len(rows) + 2
    sheet_pages.colour(style, page, HEAD_ROW, 0, row, 0)
    sheet_pages.paper(style, page)
