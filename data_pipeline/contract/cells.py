"""How is a file held between its container format and its typed rows?

As columns of distinct values: a parser runs once per distinct value, not once per row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data_pipeline.contract.reasons import Fault, shorten

Codes = NDArray[np.int32]
EMPTY = ""


@dataclass(frozen=True)
class Unread:
    """A cell whose container holds no value to read, such as a formula never calculated."""

    reason_code: str
    text: str

    def __str__(self) -> str:
        return self.text


Cell = str | int | float | bool | datetime | Unread


@dataclass(frozen=True)
class Cells:
    """One column: `codes[row]` is the place of the row's value among the distinct ones.

    `values` is an Arrow string array when every cell is text, else a list of typed cells.
    An empty cell is the text ''.
    """

    codes: Codes
    values: pa.StringArray | list[Cell]

    def listed(self) -> list[Cell]:
        """The distinct values as Python objects."""
        return self.values if isinstance(self.values, list) else list(self.values.to_pylist())

    def is_empty(self) -> NDArray[np.bool_]:
        """For each row, whether its cell holds nothing but spaces."""
        empty = [isinstance(value, str) and not value.strip(" ") for value in self.listed()]
        return np.array(empty, dtype=np.bool_)[self.codes]


@dataclass(frozen=True)
class BrokenLine:
    """A line that cannot be cut into the columns of its header."""

    line_number: int
    fault: Fault
    line_text: str


@dataclass(frozen=True)
class Sheet:
    """The table a container held: header, columns, where each row stood, and the broken lines."""

    header: tuple[str, ...]
    columns: tuple[Cells, ...]
    line_numbers: Codes
    broken: tuple[BrokenLine, ...]
    text_of: Callable[[int], str]

    @property
    def row_count(self) -> int:
        return len(self.line_numbers)


def from_texts(texts: Sequence[str]) -> Cells:
    """A column of texts, encoded by Arrow."""
    return from_dictionary(pa.array(texts, pa.string()).dictionary_encode())


def from_dictionary(column: pa.DictionaryArray) -> Cells:
    """A dictionary-encoded Arrow column of texts without nulls."""
    return Cells(column.indices.to_numpy(), column.dictionary)


def from_objects(objects: Iterable[Cell | None]) -> Cells:
    """A column of typed cells, None for an empty one; 1, 1.0 and True stay three values."""
    places: dict[tuple[type, Cell], int] = {}
    codes = [
        places.setdefault((type(cell), cell), len(places))
        for cell in (EMPTY if cell is None else cell for cell in objects)
    ]
    return Cells(np.array(codes, dtype=np.int32), [cell for _, cell in places])


def as_line(cells: Sequence[Cell]) -> str:
    """Cells of a workbook or a Parquet file as the one line of CSV they would be.

    Shortened: a few bytes there can stand for one long text in every row.
    """
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow([shorten(str(cell)) for cell in cells])
    return line.getvalue()
