"""Which table does an XLSX workbook hold, cell by cell, without trusting its own sizes?"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import numpy as np
import openpyxl
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from data_pipeline.contract import headers, zip_guard
from data_pipeline.contract.cells import (
    EMPTY,
    BrokenLine,
    Cell,
    Sheet,
    Unread,
    as_line,
    from_objects,
)
from data_pipeline.contract.limits import ROWS
from data_pipeline.contract.reasons import Fault, FileRefused, shorten

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Row = tuple[int, dict[int, Cell]]

LAST_ROW = 1_048_576
# int() and float() also take 1_000, other scripts' digits and the text before the first (-1)
ROW_NUMBER = re.compile(r"[0-9]{1,7}")
STORED = {
    "n": re.compile(r"\s*[+-]?[0-9.]+(?:[Ee][+-]?[0-9]+)?\s*", re.ASCII),
    "s": re.compile(r"\s*[0-9]+\s*", re.ASCII),
    "b": re.compile(r"\s*[01]\s*", re.ASCII),
}


class CellParser(WorkSheetParser):  # type: ignore[misc]  # openpyxl has no types
    """openpyxl's parser, which also tells a formula without a value from an empty cell.

    Used directly because iter_rows() pads every row up to the last column any cell claims.
    """

    def parse_row(self, row: Element) -> tuple[int, list[dict[str, Any]]]:
        if not ROW_NUMBER.fullmatch(row.get("r", "1")):
            raise unreadable(f"a row numbered {row.get('r')}")
        found: tuple[int, list[dict[str, Any]]] = super().parse_row(row)
        return found

    def parse_cell(self, element: Element) -> dict[str, Any]:
        stored = STORED.get(element.get("t", "n"))
        text = element.findtext(VALUE_TAG) if stored else None
        if stored and text and not stored.fullmatch(text):
            raise unreadable(f"cell {element.get('r')} stores {text}")
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["data_type"] == "e":
            cell["value"] = Unread("CELL_ERROR", str(cell["value"]))
        elif cell["value"] is None and never_calculated(element):
            formula = element.findtext(FORMULA_TAG) or ""
            cell["value"] = Unread("FORMULA_WITHOUT_VALUE", f"={formula}")
        return cell


def unreadable(detail: str) -> FileRefused:
    """The refusal of a workbook that another program could read otherwise."""
    return FileRefused("UNREADABLE", format="XLSX", detail=shorten(detail))


def never_calculated(cell: Element) -> bool:
    """A formula without a stored result; one whose result is an empty text has one."""
    is_empty_text = cell.get("t") == "str" and cell.find(VALUE_TAG) is not None
    return cell.find(FORMULA_TAG) is not None and not is_empty_text


def read(path: Path) -> Sheet:
    """The one sheet of a workbook that has a feed's header; FileRefused when there is none."""
    with path.open("rb") as file, ZipFile(file) as archive, warnings.catch_warnings():
        # openpyxl warns of styles and extensions it drops; none of them carries a value
        warnings.simplefilter("ignore")
        zip_guard.check(archive)
        workbook = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        return read_sheet(the_sheet(workbook))


def the_sheet(workbook: Any) -> Any:
    """The only worksheet whose first row fits a feed."""
    found = {sheet.title: header_of(sheet) for sheet in workbook.worksheets}
    fitting = [title for title, header in found.items() if headers.match(header)]
    if len(fitting) == 1:
        return workbook[fitting[0]]
    if fitting:
        raise FileRefused("SEVERAL_MATCHING_SHEETS", came=shorten(", ".join(fitting)))
    nearest = max(found.values(), key=headers.known, default=())
    if headers.known(nearest):
        raise headers.refused(nearest)
    raise FileRefused("NO_MATCHING_SHEET", came=shorten(", ".join(found)))


def header_of(sheet: Any) -> tuple[str, ...]:
    """The names in the first row that holds anything; nothing for an empty sheet."""
    with sheet._get_source() as source:
        return names(next(filled_rows(parser_of(sheet, source)), (0, {})))


def read_sheet(sheet: Any) -> Sheet:
    """Every row below the header, with the row numbers the spreadsheet shows."""
    with sheet._get_source() as source:
        parser = parser_of(sheet, source)
        rows = filled_rows(parser)
        header = names(next(rows))
        return table(header, within_limit(rows), parser, sheet.title)


def table(header: tuple[str, ...], rows: Iterator[Row], parser: CellParser, title: str) -> Sheet:
    """Rows as columns; merged cells are known only when the whole sheet has been parsed."""
    width = len(header)
    whole: list[list[Cell]] = []
    numbers: list[int] = []
    broken: list[BrokenLine] = []
    for number, cells in rows:
        last = max(cells)
        values = [cells.get(place, EMPTY) for place in range(1, min(last, width) + 1)]
        if last > width:
            fault = Fault("WRONG_CELL_COUNT", {"came": last, "limit": width})
            broken.append(BrokenLine(number, fault, as_line(values)))
        else:
            numbers.append(number)
            whole.append(values + [EMPTY] * (width - last))
    refuse_merged(parser, title)
    columns = zip(*whole, strict=True) if whole else [()] * width
    return Sheet(
        header=header,
        columns=tuple(from_objects(cells) for cells in columns),
        line_numbers=np.array(numbers, dtype=np.int32),
        broken=tuple(broken),
        text_of=lambda row: as_line(whole[row]),
    )


def parser_of(sheet: Any, source: Any) -> CellParser:
    """A parser over one worksheet's XML."""
    return CellParser(
        source,
        sheet._shared_strings,
        data_only=True,
        epoch=sheet.parent.epoch,
        date_formats=sheet.parent._date_formats,
        timedelta_formats=sheet.parent._timedelta_formats,
    )


def filled_rows(parser: CellParser) -> Iterator[Row]:
    """Each row that holds anything, as its number and its cells by column number."""
    last = 0
    for number, cells in parser.parse():
        if not last < number <= LAST_ROW or any(cell["row"] != number for cell in cells):
            raise unreadable(f"row {number} is out of place")
        last = number
        filled = {cell["column"]: tidy(cell["value"]) for cell in cells if holds(cell["value"])}
        if len(filled) < sum(holds(cell["value"]) for cell in cells):
            raise unreadable(f"row {number} has one cell twice")
        if filled:
            yield number, filled


def within_limit(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows, until there are too many."""
    for place, row in enumerate(rows, 1):
        if place > ROWS:
            raise FileRefused("TOO_MANY_ROWS", came=place, limit=ROWS)
        yield row


def names(row: Row) -> tuple[str, ...]:
    """The texts of a header row, '' where a cell between them is empty."""
    _, cells = row
    last = max(cells, default=0)
    return tuple(str(cells.get(place, EMPTY)).strip(" ") for place in range(1, last + 1))


def holds(value: object) -> bool:
    """Whether a cell holds more than spaces."""
    return value is not None and not (isinstance(value, str) and not value.strip(" "))


def tidy(value: object) -> Cell:
    """A cell as the reader knows it; durations and clock times become the text they show."""
    is_known = isinstance(value, str | int | float | bool | datetime | Unread)
    return value if is_known else str(value)  # type: ignore[return-value]  # just tested


def refuse_merged(parser: CellParser, title: str) -> None:
    """Raise FileRefused when cells are merged: all but the first would silently be empty."""
    if parser.merged_cells is not None and parser.merged_cells.mergeCell:
        ranges = ", ".join(str(cell.ref) for cell in parser.merged_cells.mergeCell)
        raise FileRefused("MERGED_CELLS", sheet=shorten(title), came=shorten(ranges))
