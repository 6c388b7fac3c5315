"""Is everything on the disk before it is relied upon, in the order that was promised?"""

from __future__ import annotations

import errno
import os
import sys
from itertools import groupby
from pathlib import Path

import pytest

from data_pipeline import durable
from tests.ingest.conftest import GOOD, Station, csv


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which file was synced")
def test_bytes_then_rows_then_ledger_then_log_then_answer(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    really_sync = os.fsync

    def note(file_number: int) -> None:
        really_sync(file_number)
        path = Path(f"/proc/self/fd/{file_number}").readlink()
        synced.append(str(path.relative_to(station.settings.data_dir).parts[0]))

    station.deliver(csv())  # so that all directories exist
    monkeypatch.setattr(os, "fsync", note)
    station.deliver(csv(GOOD))
    assert [place for place, _ in groupby(synced)] == [
        "archive",
        "ledger.jsonl",
        "audit",
        "receipts",
    ]
    assert synced.count("archive") >= 2  # the bytes, then the name they were given
    assert synced.count("receipts") == 2


def test_a_write_replaces_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "status.json"
    durable.write_text(path, "old and long")
    durable.write_text(path, "new")
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_copy_has_its_name_once_it_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = tmp_path / "old", tmp_path / "new"
    source.write_text("board")
    named: list[bool] = []
    monkeypatch.setattr(os, "fsync", lambda _file_number: named.append(target.exists()))
    durable.copy(source, target)
    assert named == [False]
    assert target.read_text() == "board"


def test_a_copy_that_the_disk_refuses_is_an_error_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file_number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    source = tmp_path / "old"
    source.write_text("board")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        durable.copy(source, tmp_path / "new")
    assert list(tmp_path.iterdir()) == [source]
