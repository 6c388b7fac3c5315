"""How is a delimited text file cut into cells: one physical line, one row, no sniffing?"""

from __future__ import annotations

import codecs
import csv
import re
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
from numpy.typing import NDArray

from data_pipeline.contract import headers, text_lines
from data_pipeline.contract.cells import BrokenLine, Cells, Sheet, from_dictionary, from_texts
from data_pipeline.contract.limits import LINE_CHARACTERS, ROWS
from data_pipeline.contract.reasons import Fault, FileRefused, shorten
from data_pipeline.contract.text_lines import Lines

DELIMITERS = (",", ";", "\t", "|")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
BLOCK_BYTES = 1 << 22  # each block has dictionaries of its own, which are then made one


def read(path: Path) -> Sheet:
    """The sheet of a CSV file; FileRefused when its text or its header breaks the contract."""
    lines = text_lines.of(path.read_bytes())
    delimiter, header = find_header(lines.text(0))
    whole, broken = sort_out(lines, delimiter, len(header))
    return Sheet(
        header=header,
        columns=cut(lines.joined(whole), delimiter, len(header)),
        line_numbers=(whole + 1).astype(np.int32),
        broken=tuple(broken),
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


def sort_out(
    lines: Lines, delimiter: str, width: int
) -> tuple[NDArray[np.int64], list[BrokenLine]]:
    """The places of the lines below the header that can be cut, and those that cannot.

    Only lines that are not plainly whole are looked at one by one. A blank line is neither.
    """
    is_whole = lines.plain(delimiter, width)
    is_whole[0] = False
    broken: list[BrokenLine] = []
    filled = int(is_whole.sum())
    for place in np.flatnonzero(~is_whole)[1:]:
        line = lines.text(place)
        if is_blank(line, delimiter):
            continue
        filled += 1
        fault = line_fault(line, delimiter, width)
        is_whole[place] = fault is None
        if fault:
            broken.append(BrokenLine(int(place) + 1, fault, line[:LINE_CHARACTERS]))
    if filled > ROWS:
        raise FileRefused("TOO_MANY_ROWS", came=filled, limit=ROWS)
    return np.flatnonzero(is_whole), broken


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


def cut(body: bytes, delimiter: str, width: int) -> tuple[Cells, ...]:
    """The columns of lines that are known to be whole, given as UTF-8 with a line end between."""
    if not body or body.startswith(codecs.BOM_UTF8):  # Arrow drops a BOM even here
        return cut_by_hand(body, delimiter, width)
    return cut_by_arrow(body, delimiter, width)


def cut_by_hand(body: bytes, delimiter: str, width: int) -> tuple[Cells, ...]:
    """The slow route, and the measure for the fast one."""
    rows = [split(line, delimiter) or [] for line in body.decode().split("\n")] if body else []
    columns = zip(*rows, strict=True) if rows else [()] * width
    return tuple(from_texts(texts) for texts in columns)


def cut_by_arrow(body: bytes, delimiter: str, width: int) -> tuple[Cells, ...]:
    """The fast route: on well-quoted lines without control signs Arrow cuts as `split` does."""
    names = [str(place) for place in range(width)]
    encoded = pa.dictionary(pa.int32(), pa.string())
    table = arrow_csv.read_csv(
        pa.BufferReader(body),
        read_options=arrow_csv.ReadOptions(
            column_names=names, use_threads=False, block_size=BLOCK_BYTES
        ),
        parse_options=arrow_csv.ParseOptions(delimiter=delimiter, ignore_empty_lines=False),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, encoded),
            null_values=[],
            strings_can_be_null=False,
            check_utf8=False,  # it has been decoded once already
        ),
    ).unify_dictionaries()
    return tuple(from_dictionary(column.combine_chunks()) for column in table.columns)
