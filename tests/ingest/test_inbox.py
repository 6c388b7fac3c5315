"""Which files in the inbox are complete, whose are they, and how is their sender answered?"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from data_pipeline import inbox, ingest, receipts
from data_pipeline.inbox import BadProfileCode
from tests.ingest.conftest import GOOD, Station, csv


@pytest.fixture
def folder(station: Station) -> Path:
    station.settings.inbox_dir.mkdir()
    return station.settings.inbox_dir


def names(station: Station) -> list[tuple[str, str]]:
    return [(found.file_name, found.profile_code) for found in inbox.waiting(station.settings)]


def test_a_folder_is_a_profile(station: Station, folder: Path) -> None:
    (folder / "id-ID").mkdir()
    (folder / "a.csv").write_bytes(csv(GOOD))
    (folder / "id-ID" / "b.csv").write_bytes(csv(GOOD))
    assert names(station) == [("a.csv", "standard"), ("b.csv", "id-ID")]


@pytest.mark.parametrize("name", [".hidden.csv", "a.csv.part", "a.csv.TMP"])
def test_unfinished_names_are_left_alone(station: Station, folder: Path, name: str) -> None:
    (folder / name).write_bytes(csv(GOOD))
    assert names(station) == []
    (folder / name).rename(folder / "a.csv")
    assert names(station) == [("a.csv", "standard")]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file settles for two seconds")
def test_a_file_being_written_is_left_alone(station: Station, folder: Path) -> None:
    with (folder / "a.csv").open("wb") as file:
        file.write(csv(GOOD))
        file.flush()
        assert names(station) == []
    assert names(station) == [("a.csv", "standard")]


def test_links_and_pipes_are_never_read(station: Station, folder: Path) -> None:
    (folder / "link.csv").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe.csv")
    assert names(station) == []


def test_a_submission_is_answered_with_its_real_name(station: Station) -> None:
    settings = station.settings
    sha256 = inbox.submit(settings, "../laporan.csv", csv(GOOD), "standard", "Budi")
    assert inbox.wait(settings, sha256, 0) is None
    _take_in(station)
    answer = inbox.wait(settings, sha256, 0)
    assert answer is not None
    assert (answer.file_name, answer.sender) == ("../laporan.csv", "Budi")
    assert [path for path in settings.inbox_dir.rglob("*") if path.is_file()] == []


def test_a_repeated_submission_is_answered_as_one(station: Station) -> None:
    settings = station.settings
    for expected in (None, 1, 1):
        sha256 = inbox.submit(settings, "a.csv", csv(GOOD), "standard", "Budi")
        assert inbox.wait(settings, sha256, 0) is None
        _take_in(station)
        answer = inbox.wait(settings, sha256, 0)
        assert answer is not None
        assert answer.duplicate_of == expected
    first = receipts.read(receipts.path_of(settings, sha256))
    assert first is not None
    assert first.duplicate_of is None


@pytest.mark.parametrize("code", ["", "..", "a/b", "/etc", ".taken", "a" * 41])
def test_a_profile_code_never_becomes_another_path(station: Station, code: str) -> None:
    with pytest.raises(BadProfileCode):
        inbox.submit(station.settings, "a.csv", csv(GOOD), code, "Budi")


def test_a_new_file_of_a_taken_name_waits_its_turn(station: Station, folder: Path) -> None:
    (folder / "daily.csv").write_bytes(csv(GOOD))
    [found] = inbox.waiting(station.settings)
    taken = inbox.take(station.settings, found)
    (folder / "daily.csv").write_bytes(csv())
    assert [found.path for found in inbox.waiting(station.settings)] == [taken.path]
    inbox.remove(taken)
    assert names(station) == [("daily.csv", "standard")]


def _take_in(station: Station) -> None:
    for found in inbox.waiting(station.settings):
        taken = inbox.take(station.settings, found)
        ingest.deliver(
            station.settings,
            taken.path,
            file_name=taken.file_name,
            profile_code=taken.profile_code,
            sender=taken.sender,
            warehouse=station.warehouse,
        )
        inbox.remove(taken)
