"""Which table does a Parquet file hold, by its own types and never by its statistics?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from data_pipeline.contract import headers
from data_pipeline.contract.cells import EMPTY, Cells, Sheet, as_line, from_dictionary, from_objects
from data_pipeline.contract.limits import COLUMNS, ROWS, UNPACKED_BYTES
from data_pipeline.contract.reasons import FileRefused, shorten

if TYPE_CHECKING:
    from data_pipeline.contract.columns import Column

FOOTER_TEXT_BYTES = 1_000_000
FOOTER_ENTRIES = 100_000


def is_text(kind: pa.DataType) -> bool:
    """A string, plain or dictionary-encoded."""
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(plain) or pa.types.is_large_string(plain))


# Beside text, which is parsed like a CSV cell; a float may hide a rounded code or quantity.
NATIVE: dict[str, tuple[Callable[[pa.DataType], bool], str]] = {
    "time": (pa.types.is_timestamp, "timestamp"),
    "count": (pa.types.is_integer, "integer"),
    "degrees": (pa.types.is_floating, "double"),
    "flag": (pa.types.is_boolean, "boolean"),
}


def read(path: Path) -> Sheet:
    """The table of a Parquet file; line numbers count its rows from 1."""
    with pq.ParquetFile(
        path,
        thrift_string_size_limit=FOOTER_TEXT_BYTES,
        thrift_container_size_limit=FOOTER_ENTRIES,
        arrow_extensions_enabled=False,
    ) as file:
        header = tuple(file.schema_arrow.names)
        check_size(file.metadata)
        check_types(header, file.schema_arrow)
    # texts stay dictionary-encoded: one long value repeated 200,000 times is held once
    table = pq.ParquetFile(path, read_dictionary=list(header)).read()
    table.validate(full=True)
    return as_sheet(header, table)


def check_size(metadata: pq.FileMetaData) -> None:
    """Refuse by the footer; it may lie about bytes, so the number of rows is capped as well."""
    if metadata.num_rows > ROWS:
        raise FileRefused("TOO_MANY_ROWS", came=metadata.num_rows, limit=ROWS)
    if metadata.num_columns > COLUMNS:
        raise FileRefused("HEADER_TOO_WIDE", came=metadata.num_columns, limit=COLUMNS)
    groups = (metadata.row_group(place) for place in range(metadata.num_row_groups))
    unpacked = sum(group.total_byte_size for group in groups)
    if unpacked > UNPACKED_BYTES:
        raise FileRefused("ZIP_TOO_LARGE", came=unpacked, limit=UNPACKED_BYTES)


def check_types(header: tuple[str, ...], schema: pa.Schema) -> None:
    """Refuse a file whose columns are not text, nor of the type their declaration allows."""
    heading = headers.match(header)
    if heading is None:
        raise headers.refused(header)
    for column, kind in zip(heading.columns, schema.types, strict=True):
        fits, native = NATIVE.get(column.kind, (is_text, ""))
        if not (is_text(kind) or fits(kind) or pa.types.is_null(kind)):
            raise wrong_type(column, kind, native)


def wrong_type(column: Column, kind: pa.DataType, native: str) -> FileRefused:
    """The refusal that names the types a column may have."""
    known = ", ".join(["string", native] if native else ["string"])
    return FileRefused(
        "WRONG_COLUMN_TYPE", column=column.name, came=shorten(str(kind)), known=known
    )


def as_sheet(header: tuple[str, ...], table: pa.Table) -> Sheet:
    """The table with its wholly empty rows left out."""
    columns = [as_cells(column) for column in table.columns]
    filled = ~np.logical_and.reduce([column.is_empty() for column in columns])
    kept = np.flatnonzero(filled)
    columns = [Cells(column.codes[kept], column.values) for column in columns]
    listed = [column.listed() for column in columns]
    return Sheet(
        header=header,
        columns=tuple(columns),
        line_numbers=(kept + 1).astype(np.int32),
        broken=(),
        text_of=lambda row: as_line(
            [values[cells.codes[row]] for values, cells in zip(listed, columns, strict=True)]
        ),
    )


def as_cells(column: pa.ChunkedArray) -> Cells:
    """One Arrow column as distinct values; null is an empty cell."""
    if pa.types.is_null(column.type):
        return Cells(np.zeros(len(column), dtype=np.int32), [EMPTY])
    if not is_text(column.type):
        return from_objects(column.to_pylist())
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    merged = column.unify_dictionaries().combine_chunks()
    codes = merged.indices.fill_null(len(merged.dictionary)).cast(pa.int32())
    values = pa.concat_arrays([merged.dictionary.cast(pa.string()), pa.array([EMPTY])])
    return from_dictionary(pa.DictionaryArray.from_arrays(codes, values, safe=False))
