"""How is a warehouse with a long past made? Rows by SQL, with receipts and a ledger that fit."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from benchmarks.national import ELECTION, READINGS, country
from data_pipeline import ledger, loading, publish
from data_pipeline import warehouse as database
from data_pipeline.chain import Facts
from data_pipeline.contract.feeds import CONTRACT_VERSION
from data_pipeline.contract.reading import REFUSED_SCHEMA, Reading
from data_pipeline.receipts import Receipt
from data_pipeline.settings import ROOT, Settings

SQL_DIR = ROOT / "benchmarks" / "sql"
NOW = datetime(2024, 1, 8, 3)  # the hour the history ends
AT_A_TIME = 100  # deliveries in one transaction
REFUSED = 360


@dataclass
class World:
    """A data directory with its open warehouse; `as_of` moves on with every new delivery."""

    row_count: int
    settings: Settings
    warehouse: duckdb.DuckDBPyConnection
    as_of: datetime = NOW


def rows_an_hour() -> int:
    return READINGS * int(country().needs.sum())


def make(folder: Path, row_count: int) -> World:
    """Hourly snapshots of the whole country up to NOW, about that many rows; no board yet."""
    hours = round(row_count / rows_an_hour())
    settings = Settings(folder)
    warehouse = database.open(settings)
    regions = np.repeat(country().regions, country().needs).tolist()
    units = {"regions": regions, "items": country().items.tolist()}
    units["dapils"] = country().dapils.tolist()
    warehouse.execute(f"create temp table history_unit as {_text('history_unit')}", units)
    for first in range(1, hours + 1, AT_A_TIME):
        span = {"first": first, "last": min(first + AT_A_TIME - 1, hours)}
        when = {"hours": hours, "until": NOW}
        rows = f"insert into raw_stock_count by name {_text('history_rows')}"
        warehouse.execute(rows, span | when)
        warehouse.execute(f"insert into raw_refused_row {_text('history_refused')}", span)
    _acknowledge(settings, warehouse, hours)
    warehouse.execute("checkpoint")
    publish.attach_seeds(warehouse, ELECTION)
    return World(hours * rows_an_hour(), settings, warehouse)


def _acknowledge(settings: Settings, warehouse: duckdb.DuckDBPyConnection, hours: int) -> None:
    made = [_receipt(number) for number in range(1, hours + 1)]

    def facts(last: Facts | None) -> list[Facts]:
        return [receipt.to_facts() for receipt in made]

    ledger.CHAIN.append(settings.ledger_path, facts)
    nothing = Reading("stock_snapshot", pa.table({}), REFUSED_SCHEMA.empty_table(), 0)
    loading.commit(warehouse, [(receipt, nothing) for receipt in made])


def _receipt(number: int) -> Receipt:
    return Receipt(
        delivery_sha256=hashlib.sha256(f"history-{number}".encode()).hexdigest(),
        sequence=number,
        file_name=f"{number}.csv",
        feed_code="stock_snapshot",
        contract_version=CONTRACT_VERSION,
        profile_code="standard",
        byte_count=4_500_000,
        row_count=rows_an_hour() + REFUSED,
        loaded_count=rows_an_hour(),
        refused_count=REFUSED,
        outcome="partly",
        refusal_code=None,
        received_at=NOW,
        sender="benchmark",
        election_code=ELECTION,
        reasons={"NEGATIVE": REFUSED},
    )


def _text(name: str) -> str:
    return (SQL_DIR / f"{name}.sql").read_text(encoding="utf-8")
