"""What does a sheet of a workbook look like: its head, its totals, its columns, its paper?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from xlsxwriter.utility import xl_range

from data_pipeline import catalog, cells, formats
from data_pipeline.cells import NUMERIC
from data_pipeline.figures import sheet_values
from data_pipeline.figures.chart import Chart, Table
from data_pipeline.figures.facts import Facts
from data_pipeline.figures.legible import inert, legible, one_line, shortened
from data_pipeline.figures.sheet_values import Column, Value
from data_pipeline.house import COLOURS, INKS, ORDER, PAGE, SHAPES
from data_pipeline.text import say

# Never a formula from data: only this module writes formulas, on purpose.
OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
FONT: Final = "Inter"
TITLE_ROW, QUESTION_ROW, FACTS_ROW, MARK_ROW, TOTALS_ROW, HEAD_ROW = range(6)
NARROWEST, WIDEST = 9, 60
WIDTHS: Final = {
    "integer": 13,
    "integer_up": 13,
    "integer_signed": 13,
    "ratio": 11,
    "date": 13,
    "moment": 18,
    "status": 16,
}
A4: Final = 9
HEADING: Final = {
    "bold": True,
    "text_wrap": True,
    "valign": "bottom",
    "bottom": 1,
    "bg_color": "#F1EEE8",
}
LONGEST_FOOT: Final = 110
ROW_POINTS: Final = 17
LINE_POINTS: Final = 14


class Style:
    """A workbook with its formats: the house style, once a book."""

    def __init__(self, book: Any, facts: Facts) -> None:
        self.book = book
        self.facts = facts
        self.language = facts.language
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}
        # The day of the board, not of the writing: the same board gives the same file.
        book.set_properties({"title": "Tepat", "author": "Tepat", "created": facts.built_at})

    def look(self, **properties: object) -> Any:
        """A cell format; each is written into the book once."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            face = {"font_name": FONT, "font_size": 10, "font_color": PAGE["light"]["ink"]}
            self._made[key] = self.book.add_format(face | properties)
        return self._made[key]

    @property
    def soft(self) -> Any:
        return self.look(font_color=PAGE["light"]["soft"])

    @property
    def title(self) -> Any:
        return self.look(bold=True, font_size=14)

    @property
    def mark(self) -> Any:
        return self.look(bold=True, font_color=COLOURS["light"]["red"])

    @property
    def head(self) -> Any:
        return self.look(**HEADING)


def data_sheet(style: Style, shown: Chart | Table, name: str) -> Any:
    """All rows behind a picture or a table: facts, totals, frozen headings, filter, colours."""
    sheet = style.book.add_worksheet(name)
    columns = sheet_values.columns(style.language, shown)
    rows = len(columns[0].values) if columns else 0
    head(style, sheet, shown.title, shown.question)
    widths = [_width(column) for column in columns]
    for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
        _column(style, sheet, place, column, width)
    _heights(sheet, columns, widths)
    _totals(style, sheet, columns, rows)
    if rows:
        sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + rows, len(columns) - 1)
        colour(style, sheet, HEAD_ROW + 1, 0, HEAD_ROW + rows, len(columns) - 1)
    else:
        sheet.write_string(HEAD_ROW + 1, 0, say(style.language, "writers.no_rows"), style.soft)
    sheet.freeze_panes(HEAD_ROW + 1, _frozen(columns))
    paper(style, sheet, repeated=(TOTALS_ROW, HEAD_ROW))
    return sheet


def head(style: Style, sheet: Any, title: str, question: str) -> None:
    """Title, question, where the numbers come from, and SIMULASI where it applies."""
    sheet.hide_gridlines(2)
    sheet.set_default_row(ROW_POINTS)
    sheet.set_row(TITLE_ROW, 22)
    sheet.write_string(TITLE_ROW, 0, inert(one_line(title)), style.title)
    sheet.write_string(QUESTION_ROW, 0, inert(one_line(question)), style.soft)
    sheet.write_string(FACTS_ROW, 0, inert(foot(style.facts)), style.soft)
    if style.facts.is_simulated:
        sheet.write_string(MARK_ROW, 0, say(style.language, "writers.mark"), style.mark)


def foot(facts: Facts) -> str:
    """Scope, as-of, age, version and source on one line."""
    as_of = formats.moment(facts.language, facts.as_of)
    told = {"scope": facts.scope, "as_of": as_of, "age": facts.age, "version": facts.version}
    return one_line(say(facts.language, "writers.foot", source=facts.source, **told))


def paper(style: Style, sheet: Any, *, repeated: tuple[int, int] | None = None) -> None:
    """A4 on its side, one page wide, headings on every page, SIMULASI in the page's own head."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    if repeated:
        sheet.repeat_rows(*repeated)
    mark = say(style.language, "writers.mark") if style.facts.is_simulated else ""
    sheet.set_header(f'&C&"{FONT},Bold"{mark}')
    # "&" begins a code in the head and foot of a page.
    sheet.set_footer(f"&L{shortened(foot(style.facts), LONGEST_FOOT).replace('&', '&&')}&R&P / &N")


def colour(style: Style, sheet: Any, *area: int) -> None:
    """Cells that begin with a status's shape take its colour, also after they are edited."""
    for status in ORDER:
        fill, ink = COLOURS["light"][status], INKS["light"][status]
        look = style.book.add_format({"bg_color": fill, "font_color": ink, "bold": True})
        rule = {"type": "text", "criteria": "begins with", "value": SHAPES[status], "format": look}
        sheet.conditional_format(*area, rule)


def column_sheet(style: Style, shown: Sequence[Chart | Table]) -> Any:
    """What each column means: its label, its name in CSV, its unit and its description."""
    sheet = style.book.add_worksheet(say(style.language, "writers.sheet.columns"))
    title = say(style.language, "writers.sheet.columns_title")
    head(style, sheet, title, say(style.language, "writers.sheet.columns_question"))
    headings = [
        say(style.language, f"writers.column.{name}")
        for name in ("label", "name", "unit", "meaning")
    ]
    for place, (heading, width) in enumerate(zip(headings, (30, 26, 12, 90), strict=True)):
        sheet.write_string(HEAD_ROW, place, heading, style.head)
        sheet.set_column(place, place, width)
    names = dict.fromkeys(name for one in shown for name in one.columns)
    for row, declared in enumerate(map(catalog.column, names), start=HEAD_ROW + 1):
        meaning = declared.description(style.language)
        sheet.set_row(row, LINE_POINTS * lines(meaning, 90) + 4)
        for place, text in enumerate(
            (declared.label(style.language), declared.name, declared.unit, meaning)
        ):
            sheet.write_string(row, place, text, style.look(text_wrap=True, valign="top"))
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    paper(style, sheet, repeated=(HEAD_ROW, HEAD_ROW))
    return sheet


def write(sheet: Any, row: int, place: int, value: Value, look: Any) -> None:
    """One value with its type; an unknown one stays an empty cell in the column's look."""
    if value is None:
        sheet.write_blank(row, place, None, look)
    elif isinstance(value, datetime | date):
        sheet.write_datetime(row, place, value, look)
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value, look)
    else:
        sheet.write_string(row, place, inert(legible(value)), look)


def _column(style: Style, sheet: Any, place: int, column: Column, width: int) -> None:
    sheet.set_column(place, place, width)
    side = {"align": "right"} if column.format in NUMERIC else {"align": "left", "indent": 1}
    sheet.write_string(HEAD_ROW, place, column.label, style.look(**HEADING, **side))
    look = style.look(
        **side,
        num_format=column.number_format,
        valign="vcenter",
        bottom=1,
        bottom_color=PAGE["light"]["line"],
        text_wrap=_longest(column) > width,
    )
    for row, value in enumerate(column.values, start=HEAD_ROW + 1):
        write(sheet, row, place, value, look)


def _width(column: Column) -> int:
    """As wide as the format needs, or the longest text up to a sentence's width."""
    head = max((len(word) for word in column.label.split()), default=0) + 2
    return WIDTHS.get(column.format) or min(WIDEST, max(NARROWEST, head, _longest(column) + 2))


def _longest(column: Column) -> int:
    return max((len(value) for value in column.values if isinstance(value, str)), default=0)


def _heights(sheet: Any, columns: Sequence[Column], widths: Sequence[int]) -> None:
    """Rows high enough for their longest sentence: no program fits them when a file is opened."""
    told = zip(columns, widths, strict=True)
    wrapped = [(column, width) for column, width in told if _longest(column) > width]
    heads = [lines(column.label, width) for column, width in zip(columns, widths, strict=True)]
    sheet.set_row(HEAD_ROW, LINE_POINTS * max(heads, default=1) + 4)
    for at in range(len(columns[0].values) if wrapped else 0):
        most = max(lines(str(column.values[at] or ""), width) for column, width in wrapped)
        if most > 1:
            sheet.set_row(HEAD_ROW + 1 + at, LINE_POINTS * most + 4)


def lines(text: str, width: int) -> int:
    """How many lines a text takes in a cell of that width; words do not break."""
    return max(1, math.ceil(len(text) * 1.02 / max(width, 1)))


def _totals(style: Style, sheet: Any, columns: Sequence[Column], rows: int) -> None:
    """Sums above the headings, where they stay in sight; a status column counts its colours.

    Each formula carries its value: a reader that does not calculate shows it too.
    """
    if not rows:
        return
    label = say(style.language, "writers.sheet.total")
    for place, column in enumerate(columns):
        area = xl_range(HEAD_ROW + 1, place, HEAD_ROW + rows, place)
        if column.is_summed:
            look = style.look(bold=True, num_format=column.number_format)
            total = sum(v for v in column.values if isinstance(v, int | float))
            sheet.write_formula(TOTALS_ROW, place, f"=SUM({area})", look, total)
        elif column.format == "status":
            formula, value = _counted(style.language, column, area)
            sheet.write_formula(
                TOTALS_ROW, place, formula, style.look(bold=True, shrink=True), value
            )
        elif place == 0 or (place == 1 and columns[0].format == "status"):
            sheet.write_string(TOTALS_ROW, place, label, style.look(bold=True))


def _counted(language: str, column: Column, area: str) -> tuple[str, str]:
    """'■ 3 ▲ 5 ◌ 0 ● 12' as a formula over the column, with its value."""
    badges = _badges(language)
    counts = {status: column.values.count(badge) for status, badge in badges.items()}
    parts = [f'"{SHAPES[status]} "&COUNTIF({area},"{badge}")' for status, badge in badges.items()]
    value = "  ".join(f"{SHAPES[status]} {count}" for status, count in counts.items())
    return "=" + '&"  "&'.join(parts), value


@cache
def _badges(language: str) -> dict[str, str]:
    return {status: cells.badge(language, status) for status in ORDER}


def _frozen(columns: Sequence[Column]) -> int:
    """Columns that stay in sight: those up to the first name, two at most."""
    names = [at for at, column in enumerate(columns[:3]) if column.name.endswith("_name")]
    return names[0] + 1 if names else 1
