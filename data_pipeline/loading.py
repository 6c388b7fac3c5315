"""How do deliveries get into the raw tables, each with all of its rows or not at all?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from data_pipeline import warehouse as database
from data_pipeline.contract import feeds
from data_pipeline.contract.reading import Reading
from data_pipeline.receipts import Receipt
from data_pipeline.settings import Settings

DELIVERY_SCHEMA = pa.schema(
    [
        ("delivery_sha256", pa.string()),
        ("sequence", pa.int32()),
        ("file_name", pa.string()),
        ("feed_code", pa.string()),
        ("contract_version", pa.string()),
        ("profile_code", pa.string()),
        ("byte_count", pa.int64()),
        ("row_count", pa.int32()),
        ("loaded_count", pa.int32()),
        ("refused_count", pa.int32()),
        ("outcome", pa.string()),
        ("refusal_code", pa.string()),
        ("refusal_facts_json", pa.string()),
        ("received_at", pa.timestamp("us")),
        ("sender", pa.string()),
    ]
)


def commit(warehouse: duckdb.DuckDBPyConnection, taken: Sequence[tuple[Receipt, Reading]]) -> None:
    """Load deliveries in one transaction: all of their rows, refused rows and receipts, or none.

    What was refused of the same bytes before gives way: a file counts once.
    """
    with warehouse.cursor() as cursor:
        cursor.begin()
        try:
            database.give_way(cursor, [receipt.delivery_sha256 for receipt, _ in taken])
            for table_name, table in _tables(cursor, taken):
                database.append(cursor, table_name, table)
            cursor.commit()
        except BaseException:
            cursor.rollback()
            raise


def from_row(settings: Settings, row: Sequence[Any], reasons: dict[str, int]) -> Receipt:
    """The receipt that a row of raw_delivery records."""
    facts = dict(zip(DELIVERY_SCHEMA.names, row, strict=True))
    refusal_facts = json.loads(facts.pop("refusal_facts_json") or "{}")
    return Receipt(
        **facts,
        election_code=settings.election_code,
        refusal_facts=refusal_facts,
        reasons=reasons,
    )


def _tables(
    warehouse: duckdb.DuckDBPyConnection, taken: Sequence[tuple[Receipt, Reading]]
) -> list[tuple[str, pa.Table]]:
    """Everything to append as (table name, rows); deliveries of one table are put together."""
    loaded = [
        (_home_of(warehouse, reading.feed_code, reading.rows), _of(receipt, reading.rows))
        for receipt, reading in taken
        if reading.feed_code and reading.loaded_count
    ]
    names = sorted({name for name, _ in loaded})
    together = [(name, _joined(t for n, t in loaded if n == name)) for name in names]
    refused = _joined(_of(receipt, reading.refused) for receipt, reading in taken)
    deliveries = pa.Table.from_pylist([_row(receipt) for receipt, _ in taken], DELIVERY_SCHEMA)
    return [*together, ("raw_refused_row", refused), ("raw_delivery", deliveries)]


def _home_of(warehouse: duckdb.DuckDBPyConnection, feed_code: str, rows: pa.Table) -> str:
    """The table the rows of one delivery lie in, whatever it is loaded together with."""
    return database.home_of(warehouse, feeds.feed(feed_code).table_name, rows.column_names)


def _joined(tables: Iterable[pa.Table]) -> pa.Table:
    """The rows of all; where one has a column that another lacks, null."""
    return pa.concat_tables(tables, promote_options="default")


def _of(receipt: Receipt, table: pa.Table) -> pa.Table:
    """The rows with the sha256 of their delivery, held once."""
    codes = pa.array(np.zeros(table.num_rows, np.int8))
    sha256 = pa.DictionaryArray.from_arrays(codes, [receipt.delivery_sha256])
    return table.append_column("delivery_sha256", sha256)


def _row(receipt: Receipt) -> dict[str, Any]:
    facts = json.dumps(receipt.refusal_facts, ensure_ascii=False, sort_keys=True)
    return vars(receipt) | {"refusal_facts_json": facts if receipt.refusal_code else None}
