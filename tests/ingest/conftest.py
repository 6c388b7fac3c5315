"""A data directory of its own for every test, with the real database, files and child processes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from data_pipeline import ingest, recovery
from data_pipeline import warehouse as database
from data_pipeline.receipts import Receipt
from data_pipeline.recovery import Recovery
from data_pipeline.settings import Settings

HEADER = "snapshot_at,region_code,item_code,received_pcs,usable_pcs"
GOOD = "2024-01-08T08:00:00+07:00,35.78,tinta,100,90"
OTHER = "2024-01-08T08:00:00+07:00,35.79,tinta,40,40"
BAD = "2024-01-08T08:00:00+07:00,35.00,tinta,100,90"


def csv(*rows: str) -> bytes:
    """A stock snapshot with those rows."""
    return ("\n".join([HEADER, *rows]) + "\n").encode()


@dataclass
class Station:
    """A data directory with its open database, without a worker process."""

    settings: Settings
    warehouse: duckdb.DuckDBPyConnection

    def deliver(
        self, content: bytes, *, name: str = "stok.csv", profile: str = "standard"
    ) -> Receipt:
        path = self.settings.data_dir / "outside"
        path.write_bytes(content)
        return ingest.deliver(
            self.settings, path, file_name=name, profile_code=profile, warehouse=self.warehouse
        )

    def restart(self) -> Recovery:
        """Close the database and start as the worker does."""
        self.warehouse.close()
        self.warehouse, found = recovery.start(self.settings)
        return found

    def state(self) -> str:
        return database.state_hash(self.warehouse)

    def count(self, table_name: str) -> int:
        return len(self.warehouse.table(table_name).fetchall())


def station_in(data_dir: Path) -> Station:
    settings = Settings(data_dir)
    warehouse, _ = recovery.start(settings)
    return Station(settings, warehouse)


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    found = station_in(tmp_path / "data")
    yield found
    found.warehouse.close()
