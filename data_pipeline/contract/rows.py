"""Which rows of a sheet are sound, and what is wrong with the others?

Faults are collected per column and row; a row with any fault is refused whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data_pipeline.contract.cells import Cell, Cells, Codes, Sheet
from data_pipeline.contract.columns import Column
from data_pipeline.contract.headers import Heading
from data_pipeline.contract.reasons import Fault, shorten
from data_pipeline.contract.values import Context, Value, read_value

ARROW_TYPES: Mapping[str, pa.DataType] = {
    "time": pa.timestamp("us"),
    "count": pa.int64(),
    "degrees": pa.float64(),
    "code": pa.string(),
    "text": pa.string(),
    "choice": pa.string(),
    "flag": pa.bool_(),
}


@dataclass(frozen=True)
class ReadColumn:
    """A column after parsing: per row the place of its value, the typed values, their faults."""

    column: Column
    codes: Codes
    values: pa.Array
    faults: Mapping[int, Fault]

    def array(self, kept: NDArray[np.int64]) -> pa.Array:
        """The typed values of the kept rows."""
        if self.values.null_count == len(self.values):
            return pa.nulls(len(kept), self.values.type)
        return self.values.take(pa.array(self.codes[kept]))

    def is_faulty(self) -> NDArray[np.bool_]:
        """For each row, whether its value has a fault."""
        return self._marked(self.faults)[self.codes]

    def fault_at(self, row: int) -> Fault:
        return self.faults[int(self.codes[row])]

    def is_null(self) -> NDArray[np.bool_]:
        """For each row, whether nothing was reported; a faulty cell did report something."""
        return self._is_null_value()[self.codes]

    def is_void(self) -> bool:
        """Whether no row reported anything."""
        return bool(self._is_null_value().all())

    def equals(self, value: str) -> NDArray[np.bool_]:
        """For each row, whether it holds that code."""
        same = pc.fill_null(pc.equal(self.values, value), False)
        return np.asarray(same.to_numpy(zero_copy_only=False))[self.codes]

    def moments(self) -> NDArray[np.datetime64]:
        """For each row its moment; NaT where none was given."""
        found: NDArray[np.datetime64] = self.values.to_numpy(zero_copy_only=False)
        return found[self.codes]

    def surrogates(self, rows: NDArray[np.int64]) -> tuple[Codes, int]:
        """Equal values of those rows as equal small integers, and how many there may be."""
        encoded = self.values.dictionary_encode(null_encoding="encode")
        return encoded.indices.to_numpy()[self.codes[rows]], len(encoded.dictionary)

    def _is_null_value(self) -> NDArray[np.bool_]:
        null: NDArray[np.bool_] = self.values.is_null().to_numpy(zero_copy_only=False)
        return np.logical_and(null, ~self._marked(self.faults))

    def _marked(self, places: Iterable[int]) -> NDArray[np.bool_]:
        marked = np.zeros(len(self.values), dtype=np.bool_)
        marked[list(places)] = True
        return marked


@dataclass
class Faults:
    """Row → column name → the first fault found there; '' stands for the row as a whole."""

    by_row: dict[int, dict[str, Fault]] = field(default_factory=dict)

    def add(self, row: int, column_name: str, fault: Fault) -> None:
        self.by_row.setdefault(row, {}).setdefault(column_name, fault)

    def kept(self, row_count: int) -> NDArray[np.int64]:
        """The rows without any fault, in order."""
        sound = np.ones(row_count, dtype=np.bool_)
        sound[list(self.by_row)] = False
        return np.flatnonzero(sound)


def arrow_type(column: Column) -> pa.DataType:
    """The type of a column in Arrow and in its raw table; revision is a plain int."""
    return pa.int32() if column.name == "revision" else ARROW_TYPES[column.kind]


def read_columns(sheet: Sheet, heading: Heading, context: Context) -> dict[str, ReadColumn]:
    """Every column of the feed in order; one the file lacks holds its default or null."""
    given = {
        column.name: cells for column, cells in zip(heading.columns, sheet.columns, strict=True)
    }
    absent = Cells(np.zeros(sheet.row_count, dtype=np.int32), pa.array([""]))
    return {
        column.name: read_column(column, given.get(column.name, absent), context)
        for column in heading.feed.columns
    }


def read_column(column: Column, cells: Cells, context: Context) -> ReadColumn:
    """Parse the distinct values of one column; plain counts, by far the most, all at once."""
    if column.kind == "count" and not isinstance(cells.values, list):
        return read_counts(column, cells.codes, cells.values, context)
    return read_each(column, cells.codes, cells.listed(), context)


def read_each(column: Column, codes: Codes, cells: Sequence[Cell], context: Context) -> ReadColumn:
    """Parse the distinct values one by one."""
    values: list[Value] = []
    faults: dict[int, Fault] = {}
    for place, cell in enumerate(cells):
        outcome = read_value(cell, column, context)
        if isinstance(outcome, Fault):
            shown = {"column": column.name, "value": shorten(str(cell))}
            faults[place] = Fault(outcome.reason_code, shown | dict(outcome.facts))
            outcome = None
        values.append(outcome)
    return ReadColumn(column, codes, pa.array(values, arrow_type(column)), faults)


def read_counts(
    column: Column, codes: Codes, texts: pa.StringArray, context: Context
) -> ReadColumn:
    """Texts of at most ten ASCII digits become numbers in one go, the others one by one."""
    plain = pc.match_substring_regex(texts, "^[0-9]{1,10}$")
    numbers = pc.if_else(plain, texts, None).cast(pa.int64())
    numbers = pc.if_else(pc.less_equal(numbers, int(column.highest)), numbers, None)
    mask = numbers.is_null()
    others = np.flatnonzero(mask.to_numpy(zero_copy_only=False))
    rest = read_each(column, codes, texts.take(others).to_pylist(), context)
    filled = pc.replace_with_mask(numbers.cast(rest.values.type), mask, rest.values)
    faults = {int(others[place]): fault for place, fault in rest.faults.items()}
    return ReadColumn(column, codes, filled, faults)
