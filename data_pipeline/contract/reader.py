"""What does a snapshot file say, row by row, and why was the rest refused?

    reading = reader.read(path, file_name=…, profile=…, registers=…, now=…)

Every row that holds anything is either in `rows` or in `refused`; a file that breaks the contract
as a whole is a `refusal`. Nothing in a file raises.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from operator import itemgetter
from pathlib import Path

import pyarrow as pa

from data_pipeline.contract import containers, headers, rows, rules
from data_pipeline.contract.cells import Sheet
from data_pipeline.contract.columns import Feed
from data_pipeline.contract.limits import LINE_TEXTS
from data_pipeline.contract.profiles import Profile
from data_pipeline.contract.reading import REFUSED_SCHEMA, Reading
from data_pipeline.contract.reasons import Fault, FileRefused, Refusal, as_json
from data_pipeline.contract.registers import Registers
from data_pipeline.contract.values import Context

# Every refused line at once would take more memory than the file itself.
LINES_AT_ONCE = 10_000


def read(
    path: Path, *, file_name: str, profile: Profile, registers: Registers, now: datetime
) -> Reading:
    """Read one file strictly; `now` is naive UTC, `rows` has the columns of `schema`."""
    try:
        sheet = containers.read(path, file_name)
        heading = headers.match(sheet.header) or _no_feed(sheet)
    except FileRefused as fault:
        return Reading(None, pa.table({}), REFUSED_SCHEMA.empty_table(), 0, fault.refusal)
    if not sheet.row_count and not sheet.broken:
        return Reading(
            heading.feed.feed_code,
            pa.table({}),
            REFUSED_SCHEMA.empty_table(),
            0,
            Refusal("NO_ROWS", {"feed": heading.feed.feed_code}),
        )
    return _judged(sheet, heading, Context(profile, registers, now))


def schema(feed: Feed) -> pa.Schema:
    """The columns of Reading.rows: line_number, then the feed's columns as in its raw table."""
    typed = [(column.name, rows.arrow_type(column)) for column in feed.columns]
    return pa.schema([("line_number", pa.int32()), *typed])


def _no_feed(sheet: Sheet) -> headers.Heading:
    raise headers.refused(sheet.header)


def _judged(sheet: Sheet, heading: headers.Heading, context: Context) -> Reading:
    columns = rows.read_columns(sheet, heading, context)
    faults = rules.judge(heading.feed, columns, sheet.line_numbers, context.registers)
    kept = faults.kept(sheet.row_count)
    typed = [column.array(kept) for column in columns.values()]
    return Reading(
        feed_code=heading.feed.feed_code,
        rows=pa.Table.from_arrays(
            [pa.array(sheet.line_numbers[kept]), *typed], schema=schema(heading.feed)
        ),
        refused=_refused(sheet, faults),
        row_count=sheet.row_count + len(sheet.broken),
    )


def _refused(sheet: Sheet, faults: rows.Faults) -> pa.Table:
    """One line per fault, in the order of the file."""
    found = heapq.merge(_broken_lines(sheet), _faulty_rows(sheet, faults), key=itemgetter(0))
    batches = []
    while lines := list(islice(found, LINES_AT_ONCE)):
        columns = dict(zip(REFUSED_SCHEMA.names, zip(*lines, strict=True), strict=True))
        batches.append(pa.RecordBatch.from_pydict(columns, REFUSED_SCHEMA))
    return pa.Table.from_batches(batches, REFUSED_SCHEMA)


RefusedLine = tuple[int, str, str, str, str, str]


def _broken_lines(sheet: Sheet) -> Iterator[RefusedLine]:
    for broken in sheet.broken:
        yield _line(broken.line_number, "", broken.fault, broken.line_text)


def _faulty_rows(sheet: Sheet, faults: rows.Faults) -> Iterator[RefusedLine]:
    room = LINE_TEXTS
    for row, by_column in sorted(faults.by_row.items()):
        text = sheet.text_of(row) if room > 0 else ""
        room -= len(text) * len(by_column)
        for name, fault in by_column.items():
            yield _line(int(sheet.line_numbers[row]), name, fault, text)


def _line(line_number: int, column_name: str, fault: Fault, text: str) -> RefusedLine:
    value = str(fault.facts.get("value", ""))
    return line_number, column_name, value, fault.reason_code, as_json(fault.facts), text
