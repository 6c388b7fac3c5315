"""Which table does an XLSX workbook hold, cell by cell, without trusting its own sizes?"""

from __future__ import annotations

import re
import warnings
from collections import deque
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from data_pipeline.contract import headers, sheet_cells, sheet_table, zip_guard
from data_pipeline.contract.cells import Sheet, Unread
from data_pipeline.contract.reasons import FileRefused, shorten
from data_pipeline.contract.sheet_table import LAST_ROW, Row, holds, tidy

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# int() and float() also take 1_000, other scripts' digits and the text before the first (-1)
ROW_NUMBER = re.compile(r"[0-9]{1,7}")
STORED = {
    "n": re.compile(r"\s*[+-]?[0-9.]+(?:[Ee][+-]?[0-9]+)?\s*", re.ASCII),
    "s": re.compile(r"\s*[0-9]+\s*", re.ASCII),
    "b": re.compile(r"\s*[01]\s*", re.ASCII),
}


class Worksheet(ReadOnlyWorksheet):  # type: ignore[misc]  # openpyxl has no types
    """openpyxl's worksheet, which does not go through the file to look for its size."""

    def _get_size(self) -> None:
        pass


class Workbook(ExcelReader):  # type: ignore[misc]  # openpyxl has no types
    """openpyxl's reader of a workbook whose sheets are worksheets of ours, without chart sheets."""

    def read_worksheets(self) -> None:
        for sheet, relation in self.parser.find_sheets():
            if relation.target in self.valid_files and "chartsheet" not in relation.Type:
                found = Worksheet(self.wb, sheet.name, relation.target, self.shared_strings)
                self.wb._sheets.append(found)


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
        workbook = Workbook(file, read_only=True, data_only=True, keep_links=False)
        workbook.read()
        return read_sheet(the_sheet(workbook.wb))


def the_sheet(workbook: Any) -> Any:
    """The only worksheet whose first row fits a feed."""
    found = {sheet.title: header_of(sheet) for sheet in workbook.worksheets}
    fitting = [title for title, header in found.items() if headers.match(header)]
    if len(fitting) == 1:
        return workbook[fitting[0]]
    if fitting:
        raise FileRefused("SEVERAL_MATCHING_SHEETS", came=shorten(", ".join(fitting)))
    for sheet in workbook.worksheets:
        read_through(sheet)
    nearest = max(found.values(), key=headers.known, default=())
    if headers.known(nearest):
        raise headers.refused(nearest)
    raise FileRefused("NO_MATCHING_SHEET", came=shorten(", ".join(found)))


def header_of(sheet: Any) -> tuple[str, ...]:
    """The names in the first row that holds anything; nothing for an empty sheet."""
    with sheet._get_source() as source:
        _, cells = next(filled_rows(parser_of(sheet, source)), (0, {}))
        return sheet_table.names(cells)


def read_through(sheet: Any) -> None:
    """Raise what is wrong with its XML: a header that fits nothing may only come of that."""
    with sheet._get_source() as source:
        deque(parser_of(sheet, source).parse(), maxlen=0)


def read_sheet(sheet: Any) -> Sheet:
    """Every row below the header, with the row numbers the spreadsheet shows."""
    with sheet._get_source() as source:
        grid = sheet_cells.read(source.read(), partial(parser_of, sheet))
    found = sheet_table.of_grid(grid, sheet.title) if grid else None
    return found or read_whole(sheet)


def read_whole(sheet: Any) -> Sheet:
    """The slow route, and the measure for the fast one: every cell through the parser."""
    with sheet._get_source() as source:
        parser = parser_of(sheet, source)
        rows = filled_rows(parser)
        _, header = next(rows)
        return sheet_table.of_rows(sheet_table.names(header), rows, parser, sheet.title)


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
