"""Can a refused file be sent again the right way, unchanged, and is the refusal remembered?"""

from __future__ import annotations

import itertools

import pytest

from data_pipeline import audit, ledger, receipts
from data_pipeline.receipts import Receipt
from tests.ingest.conftest import Station, csv

INDONESIAN = csv("08/01/2024 08:00,35.78,tinta,1.100,90")
RIGHT = "id-ID"


@pytest.fixture
def refused(station: Station) -> Receipt:
    """Indonesian numbers and dates under the profile that does not know them."""
    receipt = station.deliver(INDONESIAN, name="stok.csv")
    assert (receipt.outcome, receipt.loaded_count) == ("refused", 0)
    return receipt


def answered(station: Station, receipt: Receipt) -> Receipt | None:
    return receipts.read(receipts.path_of(station.settings, receipt.delivery_sha256))


def test_under_the_right_profile_it_is_a_new_delivery(station: Station, refused: Receipt) -> None:
    anew = station.deliver(INDONESIAN, name="stok.csv", profile=RIGHT)
    assert (anew.outcome, anew.sequence, anew.duplicate_of) == ("accepted", 2, None)
    assert (station.count("raw_stock_snapshot"), station.count("raw_refused_row")) == (1, 0)
    assert station.count("raw_delivery") == 1
    assert ledger.read(station.settings.ledger_path) == [refused, anew]
    assert answered(station, anew) == anew


def test_under_the_right_ending_it_is_a_new_delivery(station: Station) -> None:
    content = csv("2024-01-08T08:00:00+07:00,35.78,tinta,100,90")
    assert station.deliver(content, name="stok.xlsx").outcome == "refused"
    assert station.deliver(content, name="stok-baru.xlsx").duplicate_of == 1
    assert station.deliver(content, name="stok.csv").outcome == "accepted"


def test_the_same_way_again_is_a_duplicate(station: Station, refused: Receipt) -> None:
    again = station.deliver(INDONESIAN, name="lain.CSV")
    assert (again.duplicate_of, again.original()) == (1, refused)


def test_what_was_taken_is_not_read_another_way(station: Station, refused: Receipt) -> None:
    anew = station.deliver(INDONESIAN, name="stok.csv", profile=RIGHT)
    state = station.state()
    for profile in ("standard", "id-ID-wita"):
        assert station.deliver(INDONESIAN, name="stok.csv", profile=profile).duplicate_of == 2
    assert (station.state(), answered(station, anew)) == (state, anew)


def test_the_state_does_not_depend_on_the_wrong_attempt(station: Station, refused: Receipt) -> None:
    assert refused.sequence == 1
    station.deliver(INDONESIAN, name="stok.csv", profile=RIGHT)
    state = station.state()
    station.warehouse.close()
    station.settings.warehouse_path.unlink()
    assert station.restart().replayed == 1
    assert station.state() == state
    assert station.restart().is_empty


def test_the_audit_finds_both_in_order(station: Station, refused: Receipt) -> None:
    assert refused.sequence == 1
    station.deliver(INDONESIAN, name="stok.csv", profile=RIGHT)
    station.warehouse.close()
    assert audit.run(station.settings, with_replay=True).findings == []
    station.restart()


@pytest.mark.parametrize(
    ("has_line", "has_receipt"), [*itertools.product([False, True], [False]), (True, True)]
)
def test_a_crash_at_any_step_heals(
    station: Station, refused: Receipt, has_line: bool, has_receipt: bool
) -> None:
    """After the commit, the ledger line or the receipt; the file waits and comes again."""
    first = receipts.path_of(station.settings, refused.delivery_sha256).read_bytes()
    lines = station.settings.ledger_path.read_bytes()
    anew = station.deliver(INDONESIAN, name="stok.csv", profile=RIGHT)
    if not has_receipt:
        receipts.path_of(station.settings, refused.delivery_sha256).write_bytes(first)
    if not has_line:
        station.settings.ledger_path.write_bytes(lines)
    found = station.restart()
    assert (found.completed, found.receipts_written) == (
        [] if has_line else [2],
        int(has_line and not has_receipt),
    )
    assert answered(station, anew) == anew
    again = station.deliver(INDONESIAN, name="stok.csv", profile=RIGHT)
    assert again.duplicate_of == 2
    assert ledger.read(station.settings.ledger_path) == [refused, anew]
