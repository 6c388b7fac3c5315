"""What does one cell mean under each profile, and which reason is given when it means nothing?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.unit.contract.kit import PROFILES, SHIPMENT, STOCK, faults, read_rows

COUNTS = [
    ("standard", "1234", 1234),
    ("standard", " 1234 ", 1234),
    ("standard", "0", 0),
    ("standard", "", None),
    ("standard", "  ", None),
    ("standard", "007", 7),
    ("standard", "10000000000", 10_000_000_000),
    ("standard", "1.234", "GROUPED_NUMBER"),
    ("standard", "1,234", "WRONG_CELL_COUNT"),
    ("standard", "900.5", "NOT_A_WHOLE_NUMBER"),
    ("standard", "35.7", "NOT_A_WHOLE_NUMBER"),
    ("standard", "1e3", "NOT_A_WHOLE_NUMBER"),
    ("standard", "0x10", "NOT_A_WHOLE_NUMBER"),
    ("standard", "1_000", "NOT_A_WHOLE_NUMBER"),
    ("standard", "+5", "NOT_A_WHOLE_NUMBER"),
    ("standard", "٣", "NOT_A_WHOLE_NUMBER"),
    ("standard", "１２", "NOT_A_WHOLE_NUMBER"),
    ("standard", "5²", "NOT_A_WHOLE_NUMBER"),
    ("standard", "n/a", "NOT_A_WHOLE_NUMBER"),
    ("standard", "NULL", "NOT_A_WHOLE_NUMBER"),
    ("standard", "-", "NOT_A_WHOLE_NUMBER"),
    ("standard", "=1+1", "NOT_A_WHOLE_NUMBER"),
    ("standard", "\u00a05", "NOT_A_WHOLE_NUMBER"),
    ("standard", "-1", "NEGATIVE"),
    ("standard", "-0", "NEGATIVE"),
    ("standard", "10000000001", "TOO_LARGE"),
    ("standard", "9" * 5000, "TOO_LARGE"),
    ("id-ID", "1234", 1234),
    ("id-ID", "1.234", 1234),
    ("id-ID", "12.345.678", 12_345_678),
    ("id-ID", "1.23", "NOT_A_WHOLE_NUMBER"),
    ("id-ID", "1.2345", "NOT_A_WHOLE_NUMBER"),
    ("id-ID", "1 234", "GROUPED_NUMBER"),
    ("id-ID", "35.7", "NOT_A_WHOLE_NUMBER"),
    ("id-ID", "-1.234", "NEGATIVE"),
]


@pytest.mark.parametrize(("profile", "text", "expected"), COUNTS)
def test_a_quantity(profile: str, text: str, expected: int | str | None, tmp_path: Path) -> None:
    row = STOCK | {"usable_pcs": text, "damaged_pcs": "1"}
    assert outcome(tmp_path, row, "usable_pcs", profile) == expected


TIMES = [
    ("standard", "2024-01-08T08:00:00+07:00", datetime(2024, 1, 8, 1)),
    ("standard", "2024-01-08 08:00+0700", datetime(2024, 1, 8, 1)),
    ("standard", "2024-01-08T01:00:00Z", datetime(2024, 1, 8, 1)),
    ("standard", "2024-01-07T18:00:00.25-07:00", datetime(2024, 1, 8, 1, 0, 0, 250_000)),
    ("standard", "2024-01-08T03:05:00Z", datetime(2024, 1, 8, 3, 5)),
    ("standard", "2024-01-08T03:05:01Z", "FUTURE_TIME"),
    ("standard", "1999-12-31T23:59:59Z", "TIME_TOO_OLD"),
    ("standard", "2024-01-08T08:00:00", "TIME_WITHOUT_ZONE"),
    ("standard", "2024-01-08", "NOT_A_TIME"),
    ("standard", "2023-02-31T08:00:00+07:00", "NO_SUCH_TIME"),
    ("standard", "2023-12-31T24:00:00+07:00", "NO_SUCH_TIME"),
    ("standard", "2023-12-31T08:00:00+99:00", "NO_SUCH_TIME"),
    ("standard", "0001-01-01T00:00:00+07:00", "NO_SUCH_TIME"),
    ("standard", "2024-01-08T08:00:00 WIB", "NOT_A_TIME"),
    ("standard", "08/01/2024 08:00", "NOT_A_TIME"),
    ("standard", "45299.33", "NOT_A_TIME"),
    ("standard", "٢٠٢٤-01-08T08:00:00+07:00", "NOT_A_TIME"),
    ("standard", "Total", "TOTALS_ROW"),
    ("standard", "", "MISSING_VALUE"),
    ("id-ID", "07/01/2024 08:00", datetime(2024, 1, 7, 1)),
    ("id-ID", "7-1-2024 08.30", datetime(2024, 1, 7, 1, 30)),
    ("id-ID", "2024-01-08 08:00", datetime(2024, 1, 8, 1)),
    ("id-ID", "2024-01-08T08:00:00+09:00", datetime(2024, 1, 7, 23)),
    ("id-ID", "31/02/2023 08:00", "NO_SUCH_TIME"),
    ("id-ID", "01/13/2023 08:00", "NO_SUCH_TIME"),
    ("id-ID", "07/01/24 08:00", "NOT_A_TIME"),
    ("id-ID", "JUMLAH", "TOTALS_ROW"),
]


@pytest.mark.parametrize(("profile", "text", "expected"), TIMES)
def test_a_time(profile: str, text: str, expected: datetime | str, tmp_path: Path) -> None:
    assert outcome(tmp_path, STOCK | {"snapshot_at": text}, "snapshot_at", profile) == expected


CODES = [
    ("region_code", "35.78", "35.78"),
    ("region_code", "990101", "990101"),
    ("region_code", "35.7", "ZERO_LOST"),
    ("region_code", "3578", "UNKNOWN_REGION"),
    ("region_code", "35.78.01", "UNKNOWN_REGION"),
    ("region_code", "SURABAYA", "UNKNOWN_REGION"),
    ("region_code", "Jumlah", "TOTALS_ROW"),
    ("region_code", "", "MISSING_VALUE"),
    ("item_code", "SS_DPR", "UNKNOWN_ITEM"),
    ("item_code", "tinta", "DAPIL_NOT_OF_ITEM"),
    ("dapil_code", "36", "UNKNOWN_DAPIL"),
    ("dapil_code", "", "DAPIL_NOT_OF_ITEM"),
    ("hazard_code", "banjir", "flood"),
    ("hazard_code", "flood", "flood"),
    ("hazard_code", "Banjir", "NOT_A_CHOICE"),
    ("revision", "", 0),
    ("revision", "2", 2),
    ("revision", "1000001", "TOO_LARGE"),
    ("reporter_name", "=HYPERLINK(1)", "=HYPERLINK(1)"),
    ("reporter_name", " Siti ", " Siti "),
    ("reporter_name", "x" * 200, "x" * 200),
    ("reporter_name", "x" * 201, "TEXT_TOO_LONG"),
    ("reporter_name", "a\u202eb", "CONTROL_CHARACTER"),
    ("reporter_name", "a\tb", "CONTROL_CHARACTER"),
    ("reporter_name", "CONTOH / EXAMPLE", "EXAMPLE_ROW"),
]


@pytest.mark.parametrize(("column", "text", "expected"), CODES)
def test_a_code_or_text(column: str, text: str, expected: str | int, tmp_path: Path) -> None:
    assert outcome(tmp_path, STOCK | {column: text}, column) == expected


SHIPMENTS = [
    ("is_sealed", "ya", True),
    ("is_sealed", "FALSE", False),
    ("is_sealed", "mungkin", "NOT_A_FLAG"),
    ("destination_code", "35.78", "35.78"),
    ("destination_code", "35.78.1", "UNKNOWN_DESTINATION"),
    ("shipment_code", "SJ 1", "NOT_A_CODE"),
    ("shipment_code", "x" * 61, "TEXT_TOO_LONG"),
    ("transport_mode", "laut", "sea"),
    ("shipment_status", "", "MISSING_VALUE"),
    ("received_place", "G-nowhere", "G-nowhere"),
    ("received_item_code", "ss_dpr", "ss_dpr"),
    ("received_dapil_code", "99", "UNKNOWN_DAPIL"),
    ("eta_at", "2024-03-01T08:00:00+07:00", datetime(2024, 3, 1, 1)),
    ("eta_at", "2124-03-01T08:00:00+07:00", "FUTURE_TIME"),
    ("arrived_at", "2024-03-01T08:00:00+07:00", "FUTURE_TIME"),
    ("position_lat", "-6.2", "HALF_POSITION"),
]


@pytest.mark.parametrize(("column", "text", "expected"), SHIPMENTS)
def test_a_shipment_cell(column: str, text: str, expected: object, tmp_path: Path) -> None:
    assert outcome(tmp_path, SHIPMENT | {column: text}, column) == expected


@pytest.mark.parametrize(
    ("latitude", "expected"),
    [("-6.2", -6.2), ("6", 6.0), ("90.1", "OUT_OF_RANGE"), ("6°", "NOT_A_NUMBER")],
)
def test_a_position(latitude: str, expected: float | str, tmp_path: Path) -> None:
    row = SHIPMENT | {"position_lat": latitude, "position_lon": "110"}
    assert outcome(tmp_path, row, "position_lat") == expected


def outcome(folder: Path, row: dict[str, str], column: str, profile: str = "standard") -> object:
    """The value loaded, or the first reason given."""
    reading = read_rows(folder, row, profile=PROFILES[profile])
    if reading.loaded_count:
        return reading.rows[column][0].as_py()
    return faults(reading)[0][2]
