"""How is a delimited text file cut into cells: one physical line, one row, no sniffing?"""

from __future__ import annotations

import codecs
import csv
import re
from functools import cache
from operator import attrgetter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from data_pipeline.contract import headers, text_lines
from data_pipeline.contract.cells import BrokenLine, Cells, Sheet, from_dictionary, from_texts
from data_pipeline.contract.limits import LINE_CHARACTERS, ROWS
from data_pipeline.contract.reasons import Fault, FileRefused, shorten
from data_pipeline.contract.text_lines import Lines, Places

DELIMITERS = (",", ";", "\t", "|")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# the columns, and which of the lines had more or fewer cells and are in none of them
Cut = tuple[tuple[Cells, ...], Places]

BLOCK_BYTES = 1 << 22  # each block has dictionaries of its own, which are then made one


def read(path: Path) -> Sheet:
    """The sheet of a CSV file; FileRefused when its text or its header breaks the contract."""
    lines = text_lines.of(np.fromfile(path, np.uint8))
    delimiter, header = find_header(lines.text(0))
    filled, broken = sort_out(lines, delimiter, len(header))
    columns, misfits = cut(lines.joined(filled), delimiter, len(header))
    broken += [wrong_count(lines, int(place), delimiter, len(header)) for place in filled[misfits]]
    whole = np.delete(filled, misfits)
    return Sheet(
        header=header,
        columns=columns,
        line_numbers=(whole + 1).astype(np.int32),
        broken=tuple(sorted(broken, key=attrgetter("line_number"))),
        text_of=lambda row: lines.text(int(whole[row])),
    )


def is_blank(line: str, delimiter: str) -> bool:
    """A line without any value: nothing, spaces, or delimiters only."""
    return not line.strip(f" {delimiter}")


def find_header(line: str) -> tuple[str, tuple[str, ...]]:
    """The one delimiter that turns the first line into the header of a feed, and its names."""
    if len(line) > LINE_CHARACTERS:
        raise FileRefused("HEADER_NOT_FOUND", came=shorten(line))
    cuts = {delimiter: names(line, delimiter) for delimiter in DELIMITERS}
    for delimiter, found in cuts.items():
        if headers.match(found):
            return delimiter, found
    raise headers.refused(max(cuts.values(), key=lambda found: (headers.known(found), len(found))))


def names(line: str, delimiter: str) -> tuple[str, ...]:
    """The header cells of a line; a line that cannot be cut has none the contract knows."""
    cells = split(line, delimiter)
    return tuple(cell.strip(" ") for cell in cells or [line])


def split(line: str, delimiter: str) -> list[str] | None:
    """The cells of a line; None when its quotes do not enclose whole cells."""
    if '"' not in line:
        return line.split(delimiter)
    if not well_quoted(delimiter).fullmatch(line):
        return None
    return next(csv.reader([line], delimiter=delimiter, strict=True))


@cache
def well_quoted(delimiter: str) -> re.Pattern[str]:
    """A line whose every cell is either free of quotes or enclosed in them, quotes doubled."""
    sign = re.escape(delimiter)
    cell = rf'(?:"(?:[^"]++|"")*+"|[^"{sign}]*+)'
    return re.compile(rf"{cell}(?:{sign}{cell})*+")


def sort_out(lines: Lines, delimiter: str, width: int) -> tuple[Places, list[BrokenLine]]:
    """The places of the lines below the header that can be cut, and those that cannot.

    Only lines that are not plain are looked at one by one; the number of cells of the others is
    told when they are cut. A blank line is neither.
    """
    can_be_cut = lines.plain(delimiter)
    can_be_cut[0] = False
    broken: list[BrokenLine] = []
    for place in np.flatnonzero(~can_be_cut)[1:]:
        line = lines.text(place)
        if is_blank(line, delimiter):
            continue
        fault = line_fault(line, delimiter, width)
        can_be_cut[place] = fault is None
        if fault:
            broken.append(BrokenLine(int(place) + 1, fault, line[:LINE_CHARACTERS]))
    places = np.flatnonzero(can_be_cut)
    if (filled := len(places) + len(broken)) > ROWS:
        raise FileRefused("TOO_MANY_ROWS", came=filled, limit=ROWS)
    return places, broken


def line_fault(line: str, delimiter: str, width: int) -> Fault | None:
    """What keeps one physical line from being one row of that many cells."""
    if len(line) > LINE_CHARACTERS:
        return Fault("LINE_TOO_LONG", {"came": len(line), "limit": LINE_CHARACTERS})
    if not line.isprintable() and CONTROL.search(line):
        return Fault("CONTROL_CHARACTER")
    if '"' not in line:
        found = line.count(delimiter) + 1
    else:
        cells = split(line, delimiter)
        if cells is None:
            return Fault("BAD_QUOTES")
        found = len(cells)
    return None if found == width else Fault("WRONG_CELL_COUNT", {"came": found, "limit": width})


def wrong_count(lines: Lines, place: int, delimiter: str, width: int) -> BrokenLine:
    """A line that was cut into more or fewer cells than the header has."""
    line = lines.text(place)
    found = len(split(line, delimiter) or [])
    fault = Fault("WRONG_CELL_COUNT", {"came": found, "limit": width})
    return BrokenLine(place + 1, fault, line)


def cut(body: bytes | memoryview, delimiter: str, width: int) -> Cut:
    """The columns of lines that can be cut, given as UTF-8 with a line end between."""
    if not body or bytes(body[:3]) == codecs.BOM_UTF8:  # Arrow drops a BOM even here
        return cut_by_hand(body, delimiter, width)
    return cut_by_arrow(body, delimiter, width)


def cut_by_hand(body: bytes | memoryview, delimiter: str, width: int) -> Cut:
    """The slow route, and the measure for the fast one."""
    lines = str(body, "utf-8").split("\n") if body else []
    rows = [split(line, delimiter) or [] for line in lines]
    whole = [row for row in rows if len(row) == width]
    columns = zip(*whole, strict=True) if whole else [()] * width
    misfits = np.flatnonzero([len(row) != width for row in rows])
    return tuple(from_texts(texts) for texts in columns), misfits


def cut_by_arrow(body: bytes | memoryview, delimiter: str, width: int) -> Cut:
    """The fast route: on well-quoted lines without control signs Arrow cuts as `split` does."""
    names = [str(place) for place in range(width)]
    encoded = pa.dictionary(pa.int32(), pa.string())
    misfits: list[int] = []

    def leave_out(row: arrow_csv.InvalidRow) -> str:
        misfits.append(row.number - 1)
        return "skip"

    table = arrow_csv.read_csv(
        pa.BufferReader(pa.py_buffer(body)),
        read_options=arrow_csv.ReadOptions(
            column_names=names, use_threads=False, block_size=BLOCK_BYTES
        ),
        parse_options=arrow_csv.ParseOptions(
            delimiter=delimiter, ignore_empty_lines=False, invalid_row_handler=leave_out
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, encoded),
            null_values=[],
            strings_can_be_null=False,
            check_utf8=False,  # it has been decoded once already
        ),
    ).unify_dictionaries()
    columns = tuple(from_dictionary(column.combine_chunks()) for column in table.columns)
    return columns, np.array(misfits, np.int64)
