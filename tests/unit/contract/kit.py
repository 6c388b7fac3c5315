"""What the tests of the contract share: a small register, two profiles, and rows to spoil."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from data_pipeline.contract import reader
from data_pipeline.contract.profiles import Profile
from data_pipeline.contract.reading import Reading
from data_pipeline.contract.registers import Registers

NOW = datetime(2024, 1, 8, 3)
STANDARD = Profile("standard", ".", "", "ymd", None)
INDONESIAN = Profile("id-ID", ",", ".", "dmy", "WIB")
PROFILES = {profile.profile_code: profile for profile in (STANDARD, INDONESIAN)}
REGISTERS = Registers(
    regions=frozenset({"35.70", "35.78", "990101"}),
    kecamatan=frozenset({"35.78.01"}),
    items=frozenset({"ss_dpr", "tinta"}),
    dapils=frozenset({("ss_dpr", "35"), ("tinta", "-")}),
)
STOCK = {
    "snapshot_at": "2024-01-08T08:00:00+07:00",
    "region_code": "35.78",
    "item_code": "ss_dpr",
    "dapil_code": "35",
    "usable_pcs": "1000",
    "source_name": "SILOG",
}
SHIPMENT = {
    "snapshot_at": "2024-01-08T08:00:00+07:00",
    "shipment_code": "SJ-1",
    "item_code": "tinta",
    "quantity_pcs": "40",
    "destination_code": "35.78.01",
    "shipment_status": "in_transit",
}
FaultSeen = tuple[int, str, str]


def read(
    path: Path, *, profile: Profile = STANDARD, file_name: str = "", now: datetime = NOW
) -> Reading:
    """The reading of a file by the small register."""
    name = file_name or path.name
    return reader.read(path, file_name=name, profile=profile, registers=REGISTERS, now=now)


def read_bytes(folder: Path, data: bytes, name: str = "stock.csv") -> Reading:
    path = folder / "delivered"
    path.write_bytes(data)
    return read(path, file_name=name)


def csv(*rows: Mapping[str, str], delimiter: str = ",") -> str:
    """The rows as CSV; all have the columns of the first."""
    lines = [delimiter.join(rows[0])]
    return "\n".join([*lines, *(delimiter.join(row.values()) for row in rows)])


def read_rows(folder: Path, *rows: Mapping[str, str], profile: Profile = STANDARD) -> Reading:
    """The reading of rows sent as CSV."""
    path = folder / "rows.csv"
    path.write_text(csv(*rows), encoding="utf-8")
    return read(path, profile=profile)


def faults(reading: Reading) -> list[FaultSeen]:
    """Each fault as (line, column, reason)."""
    seen = reading.refused.select(["line_number", "column_name", "reason_code"]).to_pylist()
    return [tuple(row.values()) for row in seen]


def refusal(reading: Reading) -> str:
    """Why the file was refused as a whole; '' when it was not."""
    return reading.refusal.reason_code if reading.refusal else ""
