"""What happens to one file: rows, refused rows, receipt, and the same bytes again."""

from __future__ import annotations

import hashlib
import json
import stat
import threading
import time
from pathlib import Path

import psutil
import pytest

from data_pipeline import archive, ingest, ledger, receipts
from data_pipeline.arrivals import Sent
from data_pipeline.receipts import Receipt
from tests.ingest.conftest import BAD, GOOD, OTHER, Station, csv, station_in


def test_a_file_is_archived_loaded_and_answered(station: Station) -> None:
    content = csv(GOOD, OTHER)
    receipt = station.deliver(content)
    assert (receipt.outcome, receipt.sequence, receipt.loaded_count) == ("accepted", 1, 2)
    assert receipt.delivery_sha256 == hashlib.sha256(content).hexdigest()
    kept = archive.path_of(station.settings, receipt.delivery_sha256)
    assert kept.read_bytes() == content
    assert stat.S_IMODE(kept.stat().st_mode) == 0o444
    assert ledger.read(station.settings.ledger_path) == [receipt]
    assert receipts.read(receipts.path_of(station.settings, receipt.delivery_sha256)) == receipt
    assert station.count("raw_stock_snapshot") == 2


def test_the_same_bytes_again_change_nothing(station: Station) -> None:
    first = station.deliver(csv(GOOD))
    state, line = station.state(), station.settings.ledger_path.read_bytes()
    again = station.deliver(csv(GOOD), name="renamed.csv")
    assert again.duplicate_of == first.sequence
    assert again.original() == first
    assert (station.state(), station.settings.ledger_path.read_bytes()) == (state, line)


def test_a_refused_row_is_kept_with_all_that_is_needed_to_correct_it(station: Station) -> None:
    receipt = station.deliver(csv(GOOD, BAD))
    assert (receipt.outcome, receipt.row_count, receipt.refused_count) == ("partly", 2, 1)
    assert receipt.reasons == {"UNKNOWN_REGION": 1}
    [row] = station.warehouse.table("raw_refused_row").fetchall()
    sha256, line, column, value, reason, facts, text = row
    assert (sha256, line, column) == (receipt.delivery_sha256, 3, "region_code")
    assert (value, reason, text) == ("35.00", "UNKNOWN_REGION", BAD)
    assert json.loads(facts)["value"] == "35.00"


def test_a_file_nobody_can_read_is_kept_and_refused(station: Station) -> None:
    receipt = station.deliver(b"<html>502 Bad Gateway</html>", name="stok.csv")
    assert (receipt.outcome, receipt.refusal_code) == ("refused", "CONTENT_NOT_AS_NAMED")
    assert archive.is_intact(station.settings, receipt.delivery_sha256)
    assert station.count("raw_delivery") == 1


def test_an_unknown_profile_is_a_refusal_that_names_the_known_ones(station: Station) -> None:
    receipt = station.deliver(csv(GOOD), profile="../id-ID")
    assert receipt.refusal_code == "UNKNOWN_PROFILE"
    assert "standard" in receipt.refusal_facts["known"]


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.csv", "/abs.csv", "a\x00b.csv", "\udcff.csv", "'; drop--.csv", "x" * 999],
)
def test_a_hostile_name_stays_text(station: Station, name: str) -> None:
    before = {path.name for path in station.settings.data_dir.iterdir()}
    receipt = station.deliver(csv(GOOD), name=name)
    assert len(receipt.file_name) <= 255
    assert receipt.file_name.isprintable()
    assert {path.name for path in station.settings.data_dir.iterdir()} <= before | {
        "audit",
        "ledger.jsonl",
        "outside",
    }
    assert station.restart().is_empty


def test_a_parser_that_dies_refuses_the_file_and_nothing_else(station: Station) -> None:
    many = csv(*(f"2024-01-08T08:00:00+07:00,35.78,tinta,{n},{n}" for n in range(190_000)))
    answers: list[Receipt] = []
    work = threading.Thread(target=lambda: answers.append(station.deliver(many)))
    work.start()
    _kill_a_reader()
    work.join()
    assert answers[0].refusal_code == "PARSER_DIED"
    assert answers[0].refusal_facts == {"ending": "SIGKILL"}
    assert archive.is_intact(station.settings, answers[0].delivery_sha256)
    assert station.deliver(csv(GOOD)).outcome == "accepted"


def _kill_a_reader() -> None:
    """Kill the process that reads: a grandchild of this one, forked from the server."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for server in psutil.Process().children():
            for reader in server.children():
                if reader.cpu_times().user > 0.05:  # at work, no longer being started
                    reader.kill()
                    return
        time.sleep(0.01)
    raise AssertionError("No reading process appeared.")


def test_files_read_ahead_are_taken_in_by_turn(station: Station, tmp_path: Path) -> None:
    """The same state, numbers and answers as one after another, the same bytes twice among them."""
    contents = [csv(GOOD), csv(OTHER), csv(GOOD), csv(BAD), b"no header", csv(OTHER, GOOD)]
    sent = []
    for number, content in enumerate(contents):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(content)
        sent.append(Sent(path, path.name))
    alone = station_in(tmp_path / "alone")
    one_by_one = [
        ingest.deliver(alone.settings, it.path, file_name=it.file_name, warehouse=alone.warehouse)
        for it in sent
    ]
    ahead = list(ingest.deliver_all(station.settings, sent, station.warehouse))
    told = [(it.sequence, it.outcome, it.duplicate_of, it.file_name) for it in ahead]
    assert told == [(it.sequence, it.outcome, it.duplicate_of, it.file_name) for it in one_by_one]
    assert [it.duplicate_of for it in ahead] == [None, None, 1, None, None, None]
    assert station.state() == alone.state()
    alone.warehouse.close()
