"""Which rows contradict themselves or one another?"""

from __future__ import annotations

from pathlib import Path

from tests.unit.contract.kit import SHIPMENT, STOCK, faults, read_rows


def test_a_repeat_is_refused_and_the_first_is_kept(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, STOCK, STOCK | {"source_name": "other"}, STOCK)
    assert faults(reading) == [(3, "", "DUPLICATE_ROW"), (4, "", "DUPLICATE_ROW")]
    assert reading.rows["line_number"].to_pylist() == [2]


def test_the_same_moment_in_two_zones_is_one_key(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, STOCK, STOCK | {"snapshot_at": "2024-01-08T01:00:00Z"})
    assert faults(reading) == [(3, "", "DUPLICATE_ROW")]


def test_a_conflict_spares_no_line(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, STOCK, STOCK | {"usable_pcs": "7"}, STOCK)
    assert faults(reading) == [(line, "", "CONFLICT_IN_FILE") for line in (2, 3, 4)]
    assert '"line": 3' in reading.refused["facts_json"][0].as_py()
    assert '"line": 2' in reading.refused["facts_json"][1].as_py()


def test_unknown_against_a_number_is_a_conflict(tmp_path: Path) -> None:
    row = STOCK | {"damaged_pcs": "1"}
    reading = read_rows(tmp_path, row, row | {"damaged_pcs": ""})
    assert len(faults(reading)) == 2


def test_another_revision_is_another_row(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, STOCK | {"revision": ""}, STOCK | {"revision": "1"})
    assert reading.loaded_count == 2


def test_a_refused_row_clashes_with_nobody(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, STOCK, STOCK | {"usable_pcs": "x"})
    assert faults(reading) == [(3, "usable_pcs", "NOT_A_WHOLE_NUMBER")]


def test_every_column_tells_its_first_fault(tmp_path: Path) -> None:
    row = STOCK | {"region_code": "x", "usable_pcs": "-1", "dapil_code": "0"}
    assert faults(read_rows(tmp_path, row)) == [
        (2, "region_code", "UNKNOWN_REGION"),
        (2, "dapil_code", "UNKNOWN_DAPIL"),
        (2, "usable_pcs", "NEGATIVE"),
    ]


def test_a_row_that_reports_nothing_is_no_report(tmp_path: Path) -> None:
    row = STOCK | {"usable_pcs": "", "hazard_code": ""}
    assert faults(read_rows(tmp_path, row)) == [(2, "", "NOTHING_REPORTED")]
    assert read_rows(tmp_path, row | {"hazard_code": "banjir"}).loaded_count == 1


def test_contradictions_that_are_news_are_kept(tmp_path: Path) -> None:
    more_than_received = STOCK | {"received_pcs": "1", "damaged_pcs": "9", "shipped_pcs": "0"}
    assert read_rows(tmp_path, more_than_received).outcome == "accepted"
    backwards = SHIPMENT | {
        "departed_at": "2024-01-05T00:00:00Z",
        "arrived_at": "2024-01-01T00:00:00Z",
    }
    assert read_rows(tmp_path, backwards).outcome == "accepted"


def test_one_waybill_carries_several_items(tmp_path: Path) -> None:
    ballots = SHIPMENT | {"item_code": "ss_dpr", "dapil_code": "35"}
    reading = read_rows(tmp_path, SHIPMENT | {"dapil_code": "-"}, ballots)
    assert (reading.feed_code, reading.loaded_count) == ("shipment_snapshot", 2)


def test_half_a_position_names_the_missing_half(tmp_path: Path) -> None:
    row = SHIPMENT | {"position_lat": "", "position_lon": "110"}
    assert faults(read_rows(tmp_path, row)) == [(2, "position_lat", "HALF_POSITION")]
