"""Which table do the cells of a worksheet make, given as rows or as a grid of distinct cells?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from data_pipeline.contract import keys
from data_pipeline.contract.cells import (
    EMPTY,
    BrokenLine,
    Cell,
    Cells,
    Sheet,
    Unread,
    as_line,
    from_objects,
)
from data_pipeline.contract.limits import ROWS
from data_pipeline.contract.reasons import Fault, FileRefused, shorten

if TYPE_CHECKING:
    from data_pipeline.contract.sheet_cells import Grid, Parser

Row = tuple[int, dict[int, Cell]]
Numbers = NDArray[np.int64]

LAST_ROW = 1_048_576
LAST_COLUMN = 18_278  # ZZZ, the last one three letters can name


def of_rows(header: tuple[str, ...], rows: Iterator[Row], parser: Parser, title: str) -> Sheet:
    """Rows as columns; merged cells are known only when the whole sheet has been parsed."""
    width = len(header)
    whole: list[list[Cell]] = []
    numbers: list[int] = []
    broken: list[BrokenLine] = []
    for number, cells in within_limit(rows):
        last = max(cells)
        values = [cells.get(place, EMPTY) for place in range(1, min(last, width) + 1)]
        if last > width:
            broken.append(broken_line(number, last, width, values))
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


def of_grid(grid: Grid, title: str) -> Sheet | None:
    """The same from a grid; None where a row is beyond the last or has one cell twice."""
    is_held = np.array([holds(value) for value in grid.values], np.bool_)[grid.codes]
    rows, columns, codes = grid.rows[is_held], grid.columns[is_held], grid.codes[is_held]
    last = np.zeros(len(grid.row_numbers), np.int64)
    np.maximum.at(last, rows, columns)
    filled = np.flatnonzero(last)
    if not len(filled) or grid.row_numbers[-1] > LAST_ROW or has_repeats(rows, columns):
        return None
    if len(filled) > ROWS + 1:
        raise too_many(ROWS + 1)
    refuse_merged(grid.parser, title)
    values = [*(tidy(value) for value in grid.values), EMPTY]
    is_first = rows == filled[0]
    header = names(dict(zip(columns[is_first], (values[n] for n in codes[is_first]), strict=True)))
    table = np.full((len(filled), len(header)), len(grid.values))
    inside = columns <= len(header)
    places = np.searchsorted(filled, rows[inside])
    table[places, columns[inside] - 1] = codes[inside]
    return _sheet(header, table[1:], values, grid.row_numbers[filled[1:]], last[filled[1:]])


def _sheet(
    header: tuple[str, ...], table: Numbers, values: list[Cell], numbers: Numbers, last: Numbers
) -> Sheet:
    width = len(header)
    whole = table[last <= width]
    return Sheet(
        header=header,
        columns=tuple(_cells(column, values) for column in whole.T),
        line_numbers=numbers[last <= width].astype(np.int32),
        broken=tuple(
            broken_line(int(numbers[row]), int(last[row]), width, [values[n] for n in table[row]])
            for row in np.flatnonzero(last > width)
        ),
        text_of=lambda row: as_line([values[n] for n in whole[row]]),
    )


def _cells(codes: Numbers, values: list[Cell]) -> Cells:
    present, places = keys.distinct(codes, len(values))
    return Cells(places.astype(np.int32), [values[n] for n in present])


def has_repeats(rows: Numbers, columns: Numbers) -> bool:
    """Whether two cells stand in one place."""
    places = rows * (LAST_COLUMN + 1) + columns
    is_ordered = bool((np.diff(places) > 0).all())
    return not is_ordered and len(np.unique(places)) < len(places)


def broken_line(number: int, last: int, width: int, values: list[Cell]) -> BrokenLine:
    """A row with cells beyond the header."""
    fault = Fault("WRONG_CELL_COUNT", {"came": last, "limit": width})
    return BrokenLine(number, fault, as_line(values))


def within_limit(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows, until there are too many."""
    for place, row in enumerate(rows, 1):
        if place > ROWS:
            raise too_many(place)
        yield row


def too_many(came: int) -> FileRefused:
    return FileRefused("TOO_MANY_ROWS", came=came, limit=ROWS)


def names(cells: dict[int, Cell]) -> tuple[str, ...]:
    """The texts of a header row, '' where a cell between them is empty."""
    last = max(cells, default=0)
    return tuple(str(cells.get(place, EMPTY)).strip(" ") for place in range(1, last + 1))


def holds(value: object) -> bool:
    """Whether a cell holds more than spaces."""
    return value is not None and not (isinstance(value, str) and not value.strip(" "))


def tidy(value: object) -> Cell:
    """A cell as the reader knows it; durations and clock times become the text they show."""
    is_known = isinstance(value, str | int | float | bool | datetime | Unread)
    return value if is_known else str(value)  # type: ignore[return-value]  # just tested


def refuse_merged(parser: Parser, title: str) -> None:
    """Raise FileRefused when cells are merged: all but the first would silently be empty."""
    if parser.merged_cells is not None and parser.merged_cells.mergeCell:
        ranges = ", ".join(str(cell.ref) for cell in parser.merged_cells.mergeCell)
        raise FileRefused("MERGED_CELLS", sheet=shorten(title), came=shorten(ranges))
