"""What must hold between the cells of one row, and between the rows of one file?

Only what cannot be true is refused. More usable than received, or an arrival before its
departure, is a contradiction the models raise as an alarm: the report itself is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from data_pipeline.contract import keys
from data_pipeline.contract.columns import Feed
from data_pipeline.contract.limits import FAULTS
from data_pipeline.contract.reasons import Fault
from data_pipeline.contract.registers import Registers
from data_pipeline.contract.rows import Faults, ReadColumn

Columns = Mapping[str, ReadColumn]
RowFault = tuple[int, str, Fault]  # row, column name ('' = the row as a whole), fault


def judge(feed: Feed, columns: Columns, lines: NDArray[np.int32], registers: Registers) -> Faults:
    """Every fault of every row: values first, then rows, then repeated keys among sound rows."""
    faults = Faults()
    for row, name, fault in unreadable_cells(columns, len(lines)):
        faults.add(row, name, fault)
    for row, name, fault in within_rows(feed, columns, registers, len(lines)):
        faults.add(row, name, fault)
    for row, fault in repeated_keys(feed, columns, faults.kept(len(lines)), lines):
        faults.add(row, "", fault)
    return faults


def unreadable_cells(columns: Columns, row_count: int) -> Iterator[RowFault]:
    """Cells that could not be read; of a file that is full of them, the first of each row."""
    faulty_rows = {name: column.is_faulty() for name, column in columns.items() if column.faults}
    is_crowded = sum(int(faulty.sum()) for faulty in faulty_rows.values()) > FAULTS
    told = np.zeros(row_count, dtype=np.bool_)
    for name, faulty in faulty_rows.items():
        for row in np.flatnonzero(faulty & ~told if is_crowded else faulty):
            yield int(row), name, columns[name].fault_at(int(row))
        told |= faulty


def within_rows(
    feed: Feed, columns: Columns, registers: Registers, row_count: int
) -> Iterator[RowFault]:
    """Rows that contradict themselves, as (row, column, fault)."""
    if "dapil_code" in columns:
        yield from foreign_dapils(columns, registers)
    for pair in feed.pairs:
        yield from half_pairs(columns, *pair)
    for need in feed.needs:
        yield from unmet_needs(columns, *need)
    for span in feed.spans:
        yield from long_spans(columns, *span)
    if feed.one_of:
        yield from silent_rows(columns, feed.one_of, row_count)


def foreign_dapils(columns: Columns, registers: Registers) -> Iterator[RowFault]:
    """A contest area must belong to the row's item."""
    items, dapils = columns["item_code"], columns["dapil_code"]
    width = len(dapils.values)
    pairs = items.codes.astype(np.int64) * width + dapils.codes
    distinct, places = keys.distinct(pairs, len(items.values) * width)
    item_codes, dapil_codes = items.values.to_pylist(), dapils.values.to_pylist()
    faults: dict[int, Fault] = {}
    for place, pair in enumerate(distinct):
        item, dapil = item_codes[pair // width], dapil_codes[pair % width]
        if item and dapil and (item, dapil) not in registers.dapils:
            facts = {"column": "dapil_code", "value": dapil, "item": item}
            faults[place] = Fault("DAPIL_NOT_OF_ITEM", facts)
    is_foreign = np.zeros(len(distinct), np.bool_)
    is_foreign[list(faults)] = True
    for row in np.flatnonzero(is_foreign[places]):
        yield int(row), "dapil_code", faults[int(places[row])]


def half_pairs(columns: Columns, first: str, second: str) -> Iterator[RowFault]:
    """A latitude without its longitude is no position, and the reverse."""
    gaps = {first: columns[first].is_null(), second: columns[second].is_null()}
    for missing, present in ((first, second), (second, first)):
        for row in np.flatnonzero(gaps[missing] & ~gaps[present]):
            facts = {"column": missing, "value": "", "other": present}
            yield int(row), missing, Fault("HALF_POSITION", facts)


def unmet_needs(columns: Columns, name: str, value: str, other: str) -> Iterator[RowFault]:
    """An override without a reason, an assignment to nobody: the other column must be filled."""
    asks = columns[name].equals(value)
    for row in np.flatnonzero(asks & columns[other].is_null()):
        yield int(row), other, Fault("NEEDED_FOR", {"column": other, "other": name, "value": value})


def long_spans(columns: Columns, start: str, end: str, hours: int) -> Iterator[RowFault]:
    """What holds until a moment ends after it began, and within its limit."""
    begins, ends = columns[start].moments(), columns[end].moments()
    is_given = ~np.isnat(begins) & ~np.isnat(ends)
    is_fair = (ends > begins) & (ends - begins <= np.timedelta64(hours, "h"))
    for row in np.flatnonzero(is_given & ~is_fair):
        facts: dict[str, str | int] = {"column": end, "value": str(ends[row])}
        facts |= {"other": start, "limit": hours}
        yield int(row), end, Fault("SPAN_OUT_OF_LIMIT", facts)


def silent_rows(columns: Columns, names: Sequence[str], row_count: int) -> Iterator[RowFault]:
    """A row that reports nothing must not make its region look fresh."""
    telling = [columns[name].is_null() for name in names if not columns[name].is_void()]
    silent = np.logical_and.reduce(telling) if telling else np.ones(row_count, np.bool_)
    for row in np.flatnonzero(silent):
        yield int(row), "", Fault("NOTHING_REPORTED", {"columns": ", ".join(names)})


def repeated_keys(
    feed: Feed, columns: Columns, kept: NDArray[np.int64], lines: NDArray[np.int32]
) -> Iterator[tuple[int, Fault]]:
    """Rows whose key stands on more than one line, with the line they clash with."""
    repeats = keys.repeated(*combined(feed.names("key"), columns, kept))
    rows = kept[repeats]
    row_keys, _ = combined(feed.names("key"), columns, rows)
    facts, _ = combined(feed.names("fact"), columns, rows)
    order = np.argsort(row_keys, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(row_keys[order])) + 1):
        if len(group):
            yield from clashes(rows[group], facts[group], lines)


def clashes(
    rows: NDArray[np.int64], facts: NDArray[np.int64], lines: NDArray[np.int32]
) -> Iterator[tuple[int, Fault]]:
    """The faults of rows with one key: repeats of equal facts, or a conflict that spares none."""
    first = int(lines[rows[0]])
    if (facts == facts[0]).all():
        for row in rows[1:]:
            yield int(row), Fault("DUPLICATE_ROW", {"line": first})
        return
    other = int(lines[rows[facts != facts[0]][0]])
    for row, fact in zip(rows, facts, strict=True):
        line = other if fact == facts[0] else first
        yield int(row), Fault("CONFLICT_IN_FILE", {"line": line})


def combined(
    names: Sequence[str], columns: Columns, rows: NDArray[np.int64]
) -> tuple[keys.Numbers, int]:
    """Rows that agree in those columns as equal integers, and how many are possible."""
    return keys.combined((columns[name].surrogates(rows) for name in names), len(rows))
