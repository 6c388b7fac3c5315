"""A small real world for the rules: given raw rows, what do the marts say?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import duckdb
import pytest

from data_pipeline import models, publish, warehouse
from data_pipeline.settings import SQL_DIR

WIB = timedelta(hours=7)
KEPT_REGIONS = ("35.78", "91.71", "51.05", "991301", "33.21")


def wib(text: str) -> datetime:
    """'2024-01-08 10:00' in Jakarta as naive UTC."""
    return datetime.fromisoformat(text) - WIB


class World:
    """Raw rows in an in-memory warehouse of a few regions, and the marts built from them."""

    def __init__(self, election_code: str = "pemilu_2024") -> None:
        self.connection = duckdb.connect()
        warehouse.create_tables(self.connection)
        publish.attach_seeds(self.connection, election_code)
        for table in ("seed_regions", "seed_voter_counts"):
            self.connection.execute(
                f"delete from seed.main.{table} where region_code not in {KEPT_REGIONS}"  # noqa: S608 - our own names
            )
        self.as_of = wib("2024-01-08 10:00")
        self._numbers = count(1)

    def given(self, table_name: str, **row: Any) -> None:
        """One raw row of a delivery of its own; what is left out is null."""
        self.delivery([row], table_name)

    def delivery(
        self,
        rows: Sequence[dict[str, Any]],
        table_name: str = "raw_stock_snapshot",
        sha256: str = "",
    ) -> None:
        """One delivery with those raw rows; without a sha256 its number stands for one."""
        number = next(self._numbers)
        sha256 = sha256 or f"{number:064d}"
        delivery = {
            "delivery_sha256": sha256,
            "sequence": number,
            "file_name": "a.csv",
            "profile_code": "standard",
            "byte_count": 1,
            "row_count": len(rows),
            "loaded_count": len(rows),
            "refused_count": 0,
            "outcome": "accepted",
            "received_at": self.as_of,
            "sender": "test",
        }
        self._insert("raw_delivery", delivery)
        for line, row in enumerate(rows, 2):
            self._insert(table_name, {"delivery_sha256": sha256, "line_number": line} | row)

    def stock(self, region_code: str, item_code: str, at: str, **row: Any) -> None:
        """What a region said about one item at a moment in WIB."""
        row = {"dapil_code": "-", "revision": 0} | row
        self.given(
            "raw_stock_snapshot",
            snapshot_at=wib(at),
            region_code=region_code,
            item_code=item_code,
            **row,
        )

    def complete(
        self, region_code: str, item_code: str, dapil_code: str, pcs: int, at: str
    ) -> None:
        """The region reports that many pieces at every stage up to packing, none damaged."""
        stages = ("ordered", "shipped", "received", "usable", "sorted", "folded", "packed")
        counts = {f"{stage}_pcs": pcs for stage in stages} | {"damaged_pcs": 0}
        self.stock(region_code, item_code, at, dapil_code=dapil_code, **counts)

    def shipment(self, shipment_code: str, item_code: str, at: str, **row: Any) -> None:
        """What was said about one consignment at a moment in WIB."""
        usual = {"dapil_code": "-", "destination_code": "35.78", "transport_mode": "land"}
        row = usual | {"revision": 0} | row
        self.given(
            "raw_shipment_snapshot",
            snapshot_at=wib(at),
            shipment_code=shipment_code,
            item_code=item_code,
            **row,
        )

    def need(self, region_code: str, item_code: str) -> int:
        """Pieces the region needs of the item (its first contest area)."""
        return next(pcs for item, _, pcs in self.needs(region_code) if item == item_code)

    def needs(self, region_code: str) -> list[tuple[str, str, int]]:
        """(item, contest area, pieces) the region needs, from the model itself."""
        with self.connection.cursor() as cursor:
            cursor.execute("set search_path = 'seed.main'")
            need = cursor.sql((SQL_DIR / "core" / "core_need.sql").read_text(encoding="utf-8"))
            current = need.join(cursor.table("seed_voter_lists"), "voter_list_code")
            found = current.filter(f"is_current and region_code = '{region_code}'")
            return sorted(found.select("item_code", "dapil_code", "need_pcs").fetchall())

    def rows(self, model: str, *columns: str, **where: Any) -> list[tuple[Any, ...]]:
        """The model's rows at the newest moment, built from what was given so far, sorted."""
        with publish.catalogs(self.connection, None):
            self.build()
            self.connection.execute("select 1").fetchall()  # an undrained answer blocks relations
            relation = self.connection.table(model)
            if "unit_id" in relation.columns and "region_code" not in relation.columns:
                names = self.connection.table("core_needed_unit")
                relation = relation.join(
                    names.select("unit_id, region_code, item_code, dapil_code"), "unit_id"
                )
            if "as_of" in relation.columns:
                where = {"as_of": self.as_of} | where
            for name, value in where.items():
                relation = relation.filter(
                    duckdb.ColumnExpression(name) == duckdb.ConstantExpression(value)
                )
            return sorted(relation.select(*columns).fetchall(), key=str)

    def build(self) -> None:
        """Every model at the points of `as_of`, within `publish.catalogs`."""
        moments = models.points_of(self.connection, self.as_of)
        models.build(self.connection, moments, models.voting_on(self.connection))

    def status(self, region_code: str, *columns: str) -> tuple[Any, ...]:
        """The region's status and the columns asked for."""
        return self.rows("mart_region_status", "status", *columns, region_code=region_code)[0]

    def unit(self, region_code: str, item_code: str, *columns: str) -> tuple[Any, ...]:
        """The unit's status and the columns asked for."""
        found = self.rows(
            "mart_unit_status", "status", *columns, region_code=region_code, item_code=item_code
        )
        return found[0]

    def _insert(self, table_name: str, row: dict[str, Any]) -> None:
        names = ", ".join(row)
        marks = ", ".join(f"${name}" for name in row)
        home = warehouse.home_of(self.connection, table_name, row)
        self.connection.execute(f"insert into {home} ({names}) values ({marks})", row)  # noqa: S608 - our own names


@pytest.fixture
def world() -> Iterator[World]:
    made = World()
    yield made
    made.connection.close()
