"""What does the database hold of one delivery, and is every row of it accounted for?"""

from __future__ import annotations

import json
from typing import Any

import duckdb
from duckdb import ColumnExpression, ConstantExpression

from data_pipeline.contract import feeds
from data_pipeline.contract.reasons import sentence
from data_pipeline.receipts import Receipt
from data_pipeline.text import LANGUAGES

FAULT_COLUMNS = "line_number, column_name, reason_code"


def of(warehouse: duckdb.DuckDBPyConnection, table: str, sha256: str) -> duckdb.DuckDBPyRelation:
    """The rows of that delivery."""
    is_its = ColumnExpression("delivery_sha256") == ConstantExpression(sha256)
    return warehouse.table(table).filter(is_its)


def loaded(warehouse: duckdb.DuckDBPyConnection, receipt: Receipt) -> dict[int, dict[str, Any]]:
    """The rows loaded from that delivery by their line."""
    if receipt.feed_code is None:
        return {}
    found = of(warehouse, feeds.feed(receipt.feed_code).table_name, receipt.delivery_sha256)
    rows = found.to_arrow_table().to_pylist()
    by_line = {row["line_number"]: row for row in rows}
    assert len(by_line) == len(rows), "one line was loaded twice"
    return by_line


def faults(warehouse: duckdb.DuckDBPyConnection, receipt: Receipt) -> list[tuple[int, str, str]]:
    """Every fault kept of that delivery as (line, column, reason), in order."""
    found = of(warehouse, "raw_refused_row", receipt.delivery_sha256)
    return sorted(found.select(FAULT_COLUMNS).fetchall())


def check(warehouse: duckdb.DuckDBPyConnection, receipt: Receipt) -> None:
    """Rows in = loaded + refused, no line in both, every refused one with line and reason."""
    taken = set(loaded(warehouse, receipt))
    told = faults(warehouse, receipt)
    refused = {line for line, _, _ in told}
    assert len(taken) == receipt.loaded_count
    assert len(refused) == receipt.refused_count
    assert receipt.row_count == receipt.loaded_count + receipt.refused_count
    assert not taken & refused
    assert all(line >= 1 and reason for line, _, reason in told)
    assert (receipt.row_count == 0) == (receipt.refusal_code is not None)
    say_everything(warehouse, receipt)


def say_everything(warehouse: duckdb.DuckDBPyConnection, receipt: Receipt) -> None:
    """Every reason can be said in both languages from what was kept."""
    kept = of(warehouse, "raw_refused_row", receipt.delivery_sha256)
    reasons = kept.select("reason_code, facts_json").distinct().limit(50).fetchall()
    for language in LANGUAGES:
        for reason, facts in reasons:
            assert sentence(language, reason, json.loads(facts))
        if receipt.refusal_code:
            assert sentence(language, receipt.refusal_code, receipt.refusal_facts)
