"""Is everything there again after the machine is gone? The whole drill, while a worker goes on."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from data_pipeline import (
    archive,
    audit,
    audit_log,
    backup,
    ledger,
    lock,
    receipts,
    recovery,
)
from data_pipeline import warehouse as database
from data_pipeline.archive import ArchiveDamaged
from data_pipeline.settings import Settings
from tests.ingest.conftest import BAD, GOOD, OTHER, Station, csv


def filled(station: Station) -> Settings:
    for content in (csv(GOOD), csv(OTHER, BAD), b"<html>"):
        station.deliver(content)
    audit_log.record(station.settings, "p-1", "export", what="shortages", rows=3)
    station.warehouse.close()
    return station.settings


def state_of(settings: Settings) -> str:
    with lock.hold(settings, "a test"):
        warehouse, _ = recovery.start(settings)
        with warehouse:
            return database.state_hash(warehouse)


def test_the_drill_brings_the_same_state_back(station: Station, tmp_path: Path) -> None:
    here, kept = filled(station), tmp_path / "kept"
    before = state_of(here)
    made = backup.make(here, kept)
    shutil.rmtree(here.data_dir)
    restored = backup.restore(here, kept)
    assert (restored.deliveries, restored.state, restored.findings) == (3, before, [])
    assert [str(head) for head in made.heads] == list(backup.verified(kept).heads)
    assert [line.outcome for line in ledger.read(here.ledger_path)] == [
        "accepted",
        "partly",
        "refused",
    ]
    # Receipts are written again, and the log is as it was: nothing was delivered anew.
    assert len(list(audit_log.verified(here))) == 4
    first = ledger.read(here.ledger_path)[0]
    assert receipts.read(receipts.path_of(here, first.delivery_sha256)) == first
    assert audit.run(here, with_replay=True).findings == []


def test_a_backup_made_while_files_come_in_can_be_restored(
    station: Station, tmp_path: Path
) -> None:
    here, kept = station.settings, tmp_path / "kept"
    rows = [GOOD.replace("100,90", f"100,{usable}") for usable in range(12)]
    station.deliver(csv(rows[0]))
    sender = threading.Thread(target=lambda: [station.deliver(csv(row)) for row in rows[1:]])
    sender.start()
    made = [backup.make(here, kept)]
    while sender.is_alive():
        made.append(backup.make(here, kept))
    sender.join()
    station.warehouse.close()
    restored = backup.restore(Settings(tmp_path / "elsewhere"), kept)
    assert (restored.deliveries, restored.findings) == (made[-1].deliveries, [])
    assert len({backup_made.deliveries for backup_made in made}) > 1


def test_a_second_backup_copies_only_what_is_new(station: Station, tmp_path: Path) -> None:
    here, kept = filled(station), tmp_path / "kept"
    backup.make(here, kept)
    first = ledger.read(here.ledger_path)[0]
    path = archive.path_of(Settings(kept), first.delivery_sha256)
    written = path.stat().st_ino
    backup.make(here, kept)
    assert path.stat().st_ino == written


@pytest.mark.parametrize("name", ["ledger.jsonl", "archive/*/*", "audit/*"])
def test_a_changed_backup_is_not_restored(station: Station, tmp_path: Path, name: str) -> None:
    here, kept = filled(station), tmp_path / "kept"
    backup.make(here, kept)
    path = next(kept.glob(name))
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(backup.BackupDamaged, match="has been changed"):
        backup.restore(Settings(tmp_path / "other"), kept)
    assert not (tmp_path / "other").exists()


def test_damage_is_not_backed_up_and_data_not_overwritten(station: Station, tmp_path: Path) -> None:
    here, kept = filled(station), tmp_path / "kept"
    backup.make(here, kept)
    with pytest.raises(backup.NotEmpty):
        backup.restore(here, kept)
    first = ledger.read(here.ledger_path)[0]
    archive.path_of(here, first.delivery_sha256).unlink()
    with pytest.raises(ArchiveDamaged):
        backup.make(here, tmp_path / "another")
