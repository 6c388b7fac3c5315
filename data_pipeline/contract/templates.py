"""What does a sender start from: an empty file of the contract in either language?"""

from __future__ import annotations

import csv
import io

import xlsxwriter

from data_pipeline.contract.columns import Column, Feed
from data_pipeline.contract.feeds import CONTRACT_VERSION
from data_pipeline.text import say

AS_TEXT = {"time", "code", "text"}  # a spreadsheet turns 35.70 into 35.7 in any other format
NOTES = ("header", "required", "allowed", "description")


def as_csv(feed: Feed, language: str) -> bytes:
    """The header and one example row, UTF-8 with BOM for spreadsheets."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.header(language) for column in feed.columns)
    writer.writerow(column.example for column in feed.columns)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(feed: Feed, language: str) -> bytes:
    """The same as a workbook, code and time columns as text, with a sheet that explains them."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        _write_table(book, feed, language)
        _write_notes(book, feed, language)
    return file.getvalue()


def allowed(column: Column, language: str) -> str:
    """What a cell of the column may hold, in words."""
    words = [word for choice in column.choices for word in choice]
    facts = {"limit": column.longest, "known": ", ".join(words)}
    return say(language, f"reader.notes.{column.kind}", **facts)


def _write_table(book: xlsxwriter.Workbook, feed: Feed, language: str) -> None:
    sheet = book.add_worksheet(feed.feed_code)
    heading = book.add_format({"bold": True, "num_format": "@"})
    formats = {True: book.add_format({"num_format": "@"}), False: None}
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(feed.columns):
        sheet.set_column(place, place, 22, formats[column.kind in AS_TEXT])
        sheet.write_string(0, place, column.header(language), heading)
        if column.kind == "count" and column.example:
            sheet.write_number(1, place, int(column.example))
        elif column.example:
            sheet.write_string(1, place, column.example)


def _write_notes(book: xlsxwriter.Workbook, feed: Feed, language: str) -> None:
    sheet = book.add_worksheet(say(language, "reader.notes.sheet"))
    opening = {"title": feed.title(language), "version": CONTRACT_VERSION}
    rows = [
        [say(language, "reader.notes.opening", **opening)],
        [say(language, f"reader.notes.{name}") for name in NOTES],
        *([*_note(column, language)] for column in feed.columns),
    ]
    for row, cells in enumerate(rows):
        for place, text in enumerate(cells):
            sheet.write_string(row, place, text)
    sheet.set_column(0, 3, 30)


def _note(column: Column, language: str) -> tuple[str, str, str, str]:
    required = say(language, f"reader.notes.{'yes' if column.is_required else 'no'}")
    texts = (allowed(column, language), column.description(language))
    return column.header(language), required, *texts
