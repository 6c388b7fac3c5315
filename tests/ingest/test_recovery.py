"""Can the database be thrown away, and does a crash between any two steps heal?"""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from data_pipeline import archive, ledger, loading, receipts, recovery
from data_pipeline.errors import SettingError
from data_pipeline.ingest import NotLoaded
from data_pipeline.ledger import LedgerBroken
from data_pipeline.receipts import Receipt
from data_pipeline.settings import Settings
from tests.ingest.conftest import BAD, GOOD, OTHER, Station, csv


@pytest.fixture
def loaded(station: Station) -> Station:
    """Three deliveries: accepted, partly, refused."""
    station.deliver(csv(GOOD))
    station.deliver(csv(OTHER, BAD))
    station.deliver(b"nothing we know", name="notes.csv")
    return station


def _change_file(path: Path, how: str) -> None:
    content = bytearray(path.read_bytes())
    match how:
        case "deleted":
            path.unlink()
            return
        case "truncated":
            content = content[: len(content) // 3]
        case "emptied":
            content.clear()
        case "zeroed":
            content = bytearray(len(content))
    path.write_bytes(content)


@pytest.mark.parametrize("how", ["deleted", "truncated", "emptied", "zeroed"])
def test_a_damaged_database_is_rebuilt_and_kept(loaded: Station, how: str) -> None:
    state = loaded.state()
    loaded.warehouse.close()
    _change_file(loaded.settings.warehouse_path, how)
    found = loaded.restart()
    assert found.replayed == 3
    assert loaded.state() == state
    kept = [loaded.settings.data_dir / name for name in found.moved_aside]
    assert all(path.exists() for path in kept)
    assert len(kept) == (0 if how == "deleted" else 1)
    status = json.loads((loaded.settings.data_dir / "recovery.json").read_text())
    assert status["replayed"] == 3


def test_every_flipped_byte_is_found_or_harmless(loaded: Station) -> None:
    state = loaded.state()
    loaded.warehouse.close()
    sound = loaded.settings.warehouse_path.read_bytes()
    dice = random.Random(5)
    for _ in range(5):
        content = bytearray(sound)
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        loaded.settings.warehouse_path.write_bytes(content)
        loaded.restart()
        assert loaded.state() == state
        loaded.warehouse.close()
    loaded.restart()


def test_a_lost_write_ahead_log_loses_nothing(loaded: Station) -> None:
    loaded.restart()  # closing wrote the log into the database
    path = loaded.settings.warehouse_path
    without_log = path.read_bytes()
    loaded.deliver(csv("2024-01-09T08:00:00+07:00,35.78,tinta,1,1"))
    state = loaded.state()
    loaded.warehouse.close()
    path.write_bytes(without_log)
    assert loaded.restart().replayed == 1
    assert loaded.state() == state


def test_a_torn_last_line_was_never_acknowledged(loaded: Station) -> None:
    with loaded.settings.ledger_path.open("ab") as file:
        file.write(b'{"sequence": 4, "torn')
    assert len(ledger.read(loaded.settings.ledger_path)) == 3
    assert loaded.restart().torn_bytes == 21
    assert loaded.deliver(csv("2024-01-09T08:00:00+07:00,35.78,tinta,1,1")).sequence == 4


def test_a_crash_after_the_commit_gets_its_ledger_line(loaded: Station) -> None:
    lines = loaded.settings.ledger_path.read_bytes().splitlines(keepends=True)
    last = ledger.read(loaded.settings.ledger_path)[-1]
    loaded.settings.ledger_path.write_bytes(b"".join(lines[:-1]))
    receipts.path_of(loaded.settings, last.delivery_sha256).unlink()
    assert loaded.restart().completed == [3]
    assert loaded.settings.ledger_path.read_bytes() == b"".join(lines)
    assert receipts.read(receipts.path_of(loaded.settings, last.delivery_sha256)) == last


def test_a_crash_after_the_ledger_gets_its_receipt(loaded: Station) -> None:
    first = ledger.read(loaded.settings.ledger_path)[0]
    path = receipts.path_of(loaded.settings, first.delivery_sha256)
    path.unlink()
    assert loaded.restart().receipts_written == 1
    assert receipts.read(path) == first


def test_a_delivery_without_an_answer_is_answered_when_it_comes_again(loaded: Station) -> None:
    lines = loaded.settings.ledger_path.read_bytes().splitlines(keepends=True)
    last = ledger.read(loaded.settings.ledger_path)[-1]
    loaded.settings.ledger_path.write_bytes(b"".join(lines[:-1]))
    receipts.path_of(loaded.settings, last.delivery_sha256).unlink()
    assert loaded.deliver(b"nothing we know", name="notes.csv") == last


def test_a_row_slipped_into_the_database_does_not_survive(loaded: Station) -> None:
    state = loaded.state()
    loaded.warehouse.table("raw_stock_count").limit(1).insert_into("raw_stock_count")
    found = loaded.restart()
    assert found.reasons == ["delivery #1 has 2 rows of 1"]
    assert loaded.state() == state


def test_a_delivery_only_the_database_knows_does_not_survive(loaded: Station) -> None:
    state = loaded.state()
    row = loaded.warehouse.table("raw_delivery").to_arrow_table().to_pylist()[2]
    forged = row | {"sequence": 4, "delivery_sha256": "f" * 64}
    table = pa.Table.from_pylist([forged], loading.DELIVERY_SCHEMA)
    loaded.warehouse.from_arrow(table).insert_into("raw_delivery")
    assert loaded.restart().reasons == ["delivery #4 has no bytes in the archive"]
    assert loaded.state() == state


def test_a_rebuild_gives_the_same_state(loaded: Station) -> None:
    state = loaded.state()
    loaded.warehouse.close()
    loaded.warehouse, found = recovery.rebuild(loaded.settings)
    assert (found.replayed, found.changed, found.failed) == (3, [], {})
    assert loaded.state() == state


def test_a_database_with_tables_of_an_earlier_version_is_rebuilt(loaded: Station) -> None:
    state = loaded.state()
    loaded.warehouse.execute("create table was as from raw_stock_snapshot")
    loaded.warehouse.execute("drop view raw_stock_snapshot")
    loaded.warehouse.execute("alter table was rename to raw_stock_snapshot")  # today a view
    found = loaded.restart()
    assert found.reasons == ["the database is outdated: its tables are not those of this version"]
    assert (found.replayed, loaded.state()) == (3, state)


def test_rows_lie_where_they_lay_however_they_are_loaded(loaded: Station) -> None:
    """Loaded together or one by one: each delivery in the narrowest table that holds it."""
    loaded.deliver(csv(GOOD).replace(b"usable_pcs", b"packed_pcs"))
    assert (loaded.count("raw_stock_count"), loaded.count("raw_stock_full")) == (2, 1)
    loaded.warehouse.close()
    loaded.warehouse, found = recovery.rebuild(loaded.settings)
    assert found.replayed == 4
    assert (loaded.count("raw_stock_count"), loaded.count("raw_stock_full")) == (2, 1)


def test_what_the_archive_lost_is_said_and_the_rest_is_loaded(loaded: Station) -> None:
    first = ledger.read(loaded.settings.ledger_path)[0]
    archive.path_of(loaded.settings, first.delivery_sha256).unlink()
    loaded.warehouse.close()
    loaded.warehouse, found = recovery.rebuild(loaded.settings)
    assert list(found.failed) == [1]
    assert found.replayed == 2
    with pytest.raises(NotLoaded):
        loaded.deliver(csv(GOOD))  # the same bytes heal the archive
    assert loaded.restart().replayed == 1
    assert loaded.deliver(csv(GOOD)).duplicate_of == 1


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_changed_ledger_stops_the_start(loaded: Station, place: int) -> None:
    lines = loaded.settings.ledger_path.read_bytes().splitlines(keepends=True)
    lines[place] = lines[place].replace(b'"sender":"inbox"', b'"sender":"other"')
    loaded.settings.ledger_path.write_bytes(b"".join(lines))
    with pytest.raises(LedgerBroken, match=f"line {place + 1}"):
        loaded.restart()


@pytest.mark.parametrize("order", [[1, 0, 2], [0, 2], [0, 0, 1, 2]])
def test_moved_lines_show(loaded: Station, order: list[int]) -> None:
    lines = loaded.settings.ledger_path.read_bytes().splitlines(keepends=True)
    loaded.settings.ledger_path.write_bytes(b"".join(lines[place] for place in order))
    with pytest.raises(LedgerBroken):
        ledger.read(loaded.settings.ledger_path)


def test_a_rewritten_line_with_a_hash_of_its_own_breaks_the_chain(loaded: Station) -> None:
    path = loaded.settings.ledger_path
    first, *others = ledger.read(path)
    forged = replace(first, sender="other")
    path.unlink()
    ledger.append(path, forged)
    with path.open("ab") as file:
        file.write(b"".join(line_of(receipt) for receipt in others))
    with pytest.raises(LedgerBroken, match="line 2"):
        ledger.read(path)


def test_a_line_is_verified_once_and_a_change_of_the_last_one_shows(loaded: Station) -> None:
    path = loaded.settings.ledger_path
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
    known = ledger.hashes(path)
    path.write_bytes(b"".join(lines))
    assert ledger.hashes(path)[:-1] == known
    assert ledger.hashes(path) == [receipt.ledger_hash for receipt in ledger.read(path)]
    path.write_bytes(b"".join(lines).replace(b'"sequence":3', b'"sequence":4'))
    with pytest.raises(LedgerBroken):
        ledger.hashes(path)


def line_of(receipt: Receipt) -> bytes:
    """A receipt as the ledger writes it."""
    text = json.dumps(receipt.to_facts(), sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def test_another_election_needs_another_directory(loaded: Station) -> None:
    other = Settings(loaded.settings.data_dir, election_code="pilkada_2024")
    with pytest.raises(SettingError, match="TEPAT_DATA_DIR"):
        recovery.start(other)
