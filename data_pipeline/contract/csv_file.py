"""How is a delimited text file cut into cells: one physical line, one row, no sniffing?"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from data_pipeline.contract import headers
from data_pipeline.contract.cells import BrokenLine, Cells, Sheet, from_dictionary, from_texts
from data_pipeline.contract.limits import LINE_CHARACTERS, LINES, ROWS
from data_pipeline.contract.reasons import Fault, FileRefused, shorten

DELIMITERS = (",", ";", "\t", "|")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
BOM = "\ufeff"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(path: Path) -> Sheet:
    """The sheet of a CSV file; FileRefused when its text or its header breaks the contract."""
    lines = physical_lines(decode(path.read_bytes()))
    delimiter, header = find_header(lines[0])
    numbered = [
        (number, line) for number, line in enumerate(lines[1:], 2) if not is_blank(line, delimiter)
    ]
    if len(numbered) > ROWS:
        raise FileRefused("TOO_MANY_ROWS", came=len(numbered), limit=ROWS)
    whole, broken = sort_out([line for _, line in numbered], delimiter, len(header))
    kept = [numbered[place] for place in whole]
    return Sheet(
        header=header,
        columns=cut([line for _, line in kept], delimiter, len(header)),
        line_numbers=np.array([number for number, _ in kept], dtype=np.int32),
        broken=tuple(
            BrokenLine(numbered[place][0], fault, numbered[place][1][:LINE_CHARACTERS])
            for place, fault in broken
        ),
        text_of=lambda row: kept[row][1],
    )


def decode(data: bytes) -> str:
    """UTF-8 with or without BOM, or UTF-16 with BOM; nothing else and nothing replaced."""
    encoding = "utf-16" if data.startswith(UTF_16) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise FileRefused("NOT_UTF8", line=line, byte=fault.start + 1) from None


def physical_lines(text: str) -> list[str]:
    """The lines as an editor numbers them. Not splitlines(): it also cuts at U+2028 and others."""
    if text.count("\n") > LINES:
        raise FileRefused("TOO_MANY_ROWS", came=text.count("\n"), limit=ROWS)
    return text.replace("\r\n", "\n").split("\n")


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
    lines: Sequence[str], delimiter: str, width: int
) -> tuple[list[int], list[tuple[int, Fault]]]:
    """The places of the lines that can be cut, and of those that cannot with their fault."""
    whole: list[int] = []
    broken: list[tuple[int, Fault]] = []
    for place, line in enumerate(lines):
        fault = line_fault(line, delimiter, width)
        if fault is None:
            whole.append(place)
        else:
            broken.append((place, fault))
    return whole, broken


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


def cut(lines: Sequence[str], delimiter: str, width: int) -> tuple[Cells, ...]:
    """The columns of lines that are known to be whole."""
    text = "\n".join(lines)
    if not lines or text.startswith(BOM):  # Arrow drops a BOM even here
        return cut_by_hand(lines, delimiter, width)
    return cut_by_arrow(text, delimiter, width)


def cut_by_hand(lines: Sequence[str], delimiter: str, width: int) -> tuple[Cells, ...]:
    """The slow route, and the measure for the fast one."""
    rows = [split(line, delimiter) or [] for line in lines]
    columns = zip(*rows, strict=True) if rows else [()] * width
    return tuple(from_texts(texts) for texts in columns)


def cut_by_arrow(text: str, delimiter: str, width: int) -> tuple[Cells, ...]:
    """The fast route: on well-quoted lines without control signs Arrow cuts as `split` does."""
    names = [str(place) for place in range(width)]
    encoded = pa.dictionary(pa.int32(), pa.string())
    table = arrow_csv.read_csv(
        io.BytesIO(text.encode()),
        read_options=arrow_csv.ReadOptions(column_names=names, use_threads=False),
        parse_options=arrow_csv.ParseOptions(delimiter=delimiter, ignore_empty_lines=False),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, encoded), null_values=[], strings_can_be_null=False
        ),
    ).unify_dictionaries()
    return tuple(from_dictionary(column.combine_chunks()) for column in table.columns)
