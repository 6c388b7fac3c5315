"""Which cells does a worksheet hold? Each distinct cell is parsed once, however often it stands.

The sheet is cut apart as bytes. The cells that differ are put into a small sheet of one cell a row,
and that one is parsed as any sheet is. A sheet that is not plainly one row after another and one
cell after another is left alone: its parser has to take it as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, BinaryIO, Protocol
from xml.etree.ElementTree import ParseError

import numpy as np
from numpy.typing import NDArray
from openpyxl.utils import column_index_from_string

from data_pipeline.contract.reasons import FileRefused

DECLARATION = re.compile(
    rb'<\?xml version="1\.0" encoding="UTF-8"(?: standalone="(?:yes|no)")? ?\?>', re.IGNORECASE
)
SHEET_START, SHEET_END = b"<sheetData>", b"</sheetData>"
ROW_START = re.compile(rb'[ \t\r\n]*<row r="([1-9][0-9]{0,6})"([^<>]*)>[ \t\r\n]*')
ROW_END = b"</row>"
SPACE = re.compile(rb"[ \t\r\n]*")
CELL_START = b'<c r="'
LETTERS = re.compile(rb"[A-Z]{1,3}")
# Comments, CDATA and instructions could hide where a cell ends.
HIDING = (b"<!", b"<?")
# What stands around the rows is parsed once more; a sheet may be as large as memory allows.
MOST_AROUND_BYTES = 1 << 20


class Parser(Protocol):
    """What is asked of the parser of a sheet."""

    merged_cells: Any

    def parse(self) -> Iterator[tuple[int, list[dict[str, Any]]]]: ...


@dataclass(frozen=True)
class Grid:
    """Every cell of a sheet as (place of its row, column from 1, place of its value).

    `row_numbers` are ascending. `parser` has seen all of the sheet but repeated cells.
    """

    row_numbers: NDArray[np.int64]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    codes: NDArray[np.int64]
    values: list[object]
    parser: Parser


@dataclass
class Pieces:
    """A sheet cut apart: what distinguishes its rows and its cells, and where each cell stood."""

    row_numbers: list[int] = field(default_factory=list)
    cell_counts: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    cells: dict[bytes, int] = field(default_factory=dict)
    row_starts: set[bytes] = field(default_factory=set)


class NotPlain(Exception):
    """The sheet cannot be cut apart without parsing it."""


def read(data: bytes, parser_of: Callable[[BinaryIO], Parser]) -> Grid | None:
    """The cells of a sheet's XML; None when it has to be parsed as a whole."""
    try:
        start, end = cut_out(data)
        pieces = cut(data, start, end)
        parser = parser_of(BytesIO(data[:start] + small_sheet(pieces) + data[end:]))
        return grid(pieces, values(pieces, parser), parser)
    except (NotPlain, FileRefused, ParseError, ValueError, TypeError, LookupError):
        return None  # what is wrong, the parser of the whole says, with its place


def cut_out(data: bytes) -> tuple[int, int]:
    """Where the rows of a sheet begin and end."""
    declared = DECLARATION.match(data)
    first = declared.end() if declared else 0
    if any(data.find(sign, first) >= 0 for sign in HIDING):
        raise NotPlain
    start, end = data.find(SHEET_START) + len(SHEET_START), data.find(SHEET_END)
    if not len(SHEET_START) <= start <= end or len(data) - (end - start) > MOST_AROUND_BYTES:
        raise NotPlain
    if data.find(SHEET_START, start) >= 0 or data.find(SHEET_END, end + 1) >= 0:
        raise NotPlain
    return start, end


def cut(data: bytes, start: int, limit: int) -> Pieces:
    """The rows of a sheet between two places as pieces."""
    found = Pieces()
    letters: dict[bytes, int] = {}
    while (end := data.find(ROW_END, start, limit)) >= 0:
        first, *cells = data[start:end].split(CELL_START)
        cut_row(first, cells, found, letters)
        start = end + len(ROW_END)
    if not SPACE.fullmatch(data, start, limit) or (np.diff(found.row_numbers) <= 0).any():
        raise NotPlain
    return found


def cut_row(first: bytes, cells: list[bytes], found: Pieces, letters: dict[bytes, int]) -> None:
    """One row: its opening tag, and each cell as what follows `<c r="`."""
    head = ROW_START.fullmatch(first)
    if head is None:
        raise NotPlain
    number, width = head[1], len(head[1])
    for cell in cells:
        reference, _, content = cell.partition(b'"')
        if not reference.endswith(number):
            raise NotPlain
        name = reference[:-width]
        found.columns.append(letters.get(name) or column_of(name, letters))
        found.codes.append(found.cells.setdefault(content, len(found.cells)))
    found.row_starts.add(head[2])
    found.row_numbers.append(int(number))
    found.cell_counts.append(len(cells))


def column_of(name: bytes, letters: dict[bytes, int]) -> int:
    """The number of a column by its letters, which are then known."""
    if not LETTERS.fullmatch(name):
        raise NotPlain
    letters[name] = column_index_from_string(name.decode())
    return letters[name]


def small_sheet(pieces: Pieces) -> bytes:
    """A row for each distinct cell, then an empty one for each distinct way to begin a row."""
    cells = (
        b'<row r="%d"><c r="A%d"%b</row>' % (number, number, content)
        for number, content in enumerate(pieces.cells, 1)
    )
    starts = (
        b'<row r="%d"%b></row>' % (number, start)
        for number, start in enumerate(pieces.row_starts, 1 + len(pieces.cells))
    )
    return b"".join(cells) + b"".join(starts)


def values(pieces: Pieces, parser: Parser) -> list[object]:
    """The value of each distinct cell; NotPlain unless each was one cell, and nothing else came."""
    parsed = list(parser.parse())
    count = len(pieces.cells)
    if [number for number, _ in parsed] != list(range(1, count + len(pieces.row_starts) + 1)):
        raise NotPlain
    places = [[(cell["row"], cell["column"]) for cell in cells] for _, cells in parsed]
    if places != [[(number, 1)] for number in range(1, count + 1)] + [[]] * len(pieces.row_starts):
        raise NotPlain
    return [cells[0]["value"] for _, cells in parsed[:count]]


def grid(pieces: Pieces, values: list[object], parser: Parser) -> Grid:
    """The pieces in place."""
    return Grid(
        row_numbers=np.array(pieces.row_numbers, np.int64),
        rows=np.repeat(np.arange(len(pieces.row_numbers)), pieces.cell_counts),
        columns=np.array(pieces.columns, np.int64),
        codes=np.array(pieces.codes, np.int64),
        values=values,
        parser=parser,
    )
