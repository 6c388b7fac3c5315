"""Which cells does a worksheet hold? Each distinct cell is parsed once, however often it stands.

The sheet is cut apart as bytes. The cells that differ are put into a small sheet, and that one is
parsed as any sheet is. Of whole numbers with the same attributes one stands for all: what the
parser makes of the digits depends on nothing else. A sheet that is not plainly row after row and
cell after cell is left alone: its parser has to take it as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
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
WHOLE_NUMBER = re.compile(rb"([^<>]*)><v>([0-9]{1,15})</v></c>[ \t\r\n]*")
SMALL_COLUMNS = b"ABCDEFGHIJKLMNOP"
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


SmallParser = Callable[[Sequence[bytes], Collection[bytes]], Parser]


class NotPlain(Exception):
    """The sheet cannot be cut apart without parsing it."""


def read(data: bytes, parser_of: Callable[[BinaryIO], Parser]) -> Grid | None:
    """The cells of a sheet's XML; None when it has to be parsed as a whole."""
    try:
        start, end = cut_out(data)
        pieces = cut(data, start, end)

        def parser_of_small(cells: Sequence[bytes], row_starts: Collection[bytes]) -> Parser:
            rows = small_sheet(cells, row_starts)
            return parser_of(BytesIO(data[:start] + rows + data[end:]))

        return grid(pieces, parser_of_small)
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


def small_sheet(cells: Sequence[bytes], row_starts: Collection[bytes]) -> bytes:
    """The cells, so many a row as fit, then an empty row for each distinct way to begin one."""
    width = len(SMALL_COLUMNS)
    filled = [cells[first : first + width] for first in range(0, len(cells), width)]
    rows = [
        b'<row r="%d">%b</row>' % (number, b"".join(map(_cell(number), SMALL_COLUMNS, row)))
        for number, row in enumerate(filled, 1)
    ]
    starts = (b'<row r="%d"%b></row>' % it for it in enumerate(row_starts, 1 + len(filled)))
    return b"".join(rows) + b"".join(starts)


def _cell(number: int) -> Callable[[int, bytes], bytes]:
    return lambda letter, content: b'<c r="%c%d"%b' % (letter, number, content)


def values(parser: Parser, cell_count: int, start_count: int) -> list[object]:
    """The value of each cell of a small sheet; NotPlain unless exactly those cells came.

    Cells that lie in one another are fewer than were written, so none can hide another.
    """
    width = len(SMALL_COLUMNS)
    found: list[object] = []
    last = 0
    for number, cells in parser.parse():
        count = min(width, cell_count - len(found))
        places = [(cell["row"], cell["column"]) for cell in cells]
        if number != last + 1 or places != [(number, place) for place in range(1, count + 1)]:
            raise NotPlain
        found += [cell["value"] for cell in cells]
        last = number
    if last != -(-cell_count // width) + start_count:
        raise NotPlain
    return found


def whole_numbers(cells: Sequence[bytes], parser_of_small: SmallParser) -> dict[int, int]:
    """The places of cells that are numbers and nothing else, and the numbers.

    The first of those with the same attributes is parsed: it may be a date, or a text by number.
    """
    alike: dict[bytes, list[tuple[int, int]]] = {}
    for place, cell in enumerate(cells):
        if found := WHOLE_NUMBER.fullmatch(cell):
            alike.setdefault(found[1], []).append((place, int(found[2])))
    firsts = [members[0] for members in alike.values()]
    parser = parser_of_small([cells[place] for place, _ in firsts], ())
    told = values(parser, len(firsts), 0)
    groups = zip(alike.values(), told, strict=True)
    return {
        place: number
        for members, value in groups
        if type(value) is int and value == members[0][1]
        for place, number in members
    }


def grid(pieces: Pieces, parser_of_small: SmallParser) -> Grid:
    """The pieces in place."""
    cells = list(pieces.cells)
    known: dict[int, object] = dict(whole_numbers(cells, parser_of_small))
    others = [place for place in range(len(cells)) if place not in known]
    parser = parser_of_small([cells[place] for place in others], pieces.row_starts)
    told = values(parser, len(others), len(pieces.row_starts))
    known |= zip(others, told, strict=True)
    return Grid(
        row_numbers=np.array(pieces.row_numbers, np.int64),
        rows=np.repeat(np.arange(len(pieces.row_numbers)), pieces.cell_counts),
        columns=np.array(pieces.columns, np.int64),
        codes=np.array(pieces.codes, np.int64),
        values=[known[place] for place in range(len(cells))],
        parser=parser,
    )
