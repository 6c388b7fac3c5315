"""Which codes exist in this election: regions, subdistricts, items, and the areas of each item?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from data_pipeline.settings import SQL_DIR

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Registers:
    """The closed lists a row is looked up in; `dapils` holds (item_code, dapil_code)."""

    regions: frozenset[str]
    kecamatan: frozenset[str]
    items: frozenset[str]
    dapils: frozenset[tuple[str, str]]

    @cached_property
    def destinations(self) -> frozenset[str]:
        return self.regions | self.kecamatan

    @cached_property
    def dapil_codes(self) -> frozenset[str]:
        return frozenset(dapil for _, dapil in self.dapils)

    def codes(self, register: str) -> frozenset[str]:
        """The codes of a register by the name feeds.py uses."""
        known = {
            "region": self.regions,
            "destination": self.destinations,
            "item": self.items,
            "dapil": self.dapil_codes,
        }
        return known[register]


def from_connection(connection: duckdb.DuckDBPyConnection) -> Registers:
    """The registers of the election whose seeds are loaded on that connection."""
    query = (SQL_DIR / "contract" / "registers.sql").read_text(encoding="utf-8")
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for register, code, dapil in connection.execute(query).fetchall():
        found[register].add((code, dapil))
    return Registers(
        regions=frozenset(code for code, _ in found["region"]),
        kecamatan=frozenset(code for code, _ in found["kecamatan"]),
        items=frozenset(code for code, _ in found["item"]),
        dapils=frozenset(found["dapil"]),
    )
