"""How do the numbers behind one picture or table leave as a file? XLSX for people, CSV for both."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import Final

import xlsxwriter

from data_pipeline.figures import legible, sheet_pages, sheet_values
from data_pipeline.figures.chart import Chart, Table
from data_pipeline.figures.facts import Facts
from data_pipeline.figures.legible import one_line
from data_pipeline.figures.sheet_values import Column, Value
from data_pipeline.text import say

# As Excel reads a CSV of that language: separator of cells and decimal sign.
NOTATIONS: Final = {"id": (";", ","), "en": (",", ".")}
FACT_COLUMNS: Final = ("board_as_of", "board_scope", "board_version", "board_rules", "board_mark")


def table_xlsx(shown: Chart | Table, facts: Facts) -> bytes:
    """A workbook of one sheet with facts on top, and a second that explains the columns."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, sheet_pages.OPTIONS) as book:
        style = sheet_pages.Style(book, facts)
        sheet_pages.data_sheet(style, shown, say(facts.language, "writers.sheet.data"))
        sheet_pages.column_sheet(style, [shown])
    return file.getvalue()


def table_csv(shown: Chart | Table, facts: Facts) -> bytes:
    """UTF-8 with BOM; the first line names the columns as the catalogue does, in any language.

    Indonesian: `;` and decimal comma; English: `,` and point. Days as 2024-01-08, moments with
    their zone. The last columns repeat in each row which board it is from. Text that a
    spreadsheet would take for a formula begins with an apostrophe.
    """
    separator, decimal = NOTATIONS[facts.language]
    columns = sheet_values.columns(facts.language, shown)
    told = list(_facts(facts).values())
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow([*(column.name for column in columns), *FACT_COLUMNS])
    for row in zip(*(column.values for column in columns), strict=True):
        values = zip(row, columns, strict=True)
        writer.writerow([*(_cell(value, column, decimal) for value, column in values), *told])
    return text.getvalue().encode("utf-8-sig")


def inert(text: object) -> str:
    """The text on one line, with an apostrophe where it would run as a formula."""
    return legible.inert(one_line(text))


def _cell(value: Value, column: Column, decimal: str) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.isoformat(timespec='seconds')}+07:00"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, decimal)
    return inert(value)


def _number(value: float, decimal: str) -> str:
    """A plain number: no thousands, no exponent, as many decimals as it has."""
    if isinstance(value, int):
        return str(value)
    return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", decimal)


def _facts(facts: Facts) -> dict[str, str]:
    """Which board a row is from, repeated in each row: rows are cut out and passed on."""
    mark = say(facts.language, "writers.mark") if facts.is_simulated else ""
    told = (
        f"{(facts.as_of + sheet_values.WIB).isoformat(timespec='seconds')}+07:00",
        inert(facts.scope),
        str(facts.version),
        inert(facts.rules_version),
        inert(mark),
    )
    return dict(zip(FACT_COLUMNS, told, strict=True))
