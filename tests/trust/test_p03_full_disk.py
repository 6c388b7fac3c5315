"""P3: does a full disk lose anything that was acknowledged, and does work go on by itself?"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import expect

from data_pipeline import archive, child, inbox, ledger
from data_pipeline import warehouse as database
from data_pipeline.errors import TepatError
from data_pipeline.receipts import Receipt
from data_pipeline.settings import Settings
from data_pipeline.text import say
from tests.e2e import browser as chromium
from tests.e2e import look, server
from tests.ingest.conftest import HEADER, Station
from tests.trust import figures
from tests.trust.conftest import station_at_that_time

DISK_BYTES = 24 << 20
ROOM_KB = figures.form(fast=(4, 32), full=tuple(range(0, 400, 8)))
SERVICE_DISK_BYTES = 400 << 20
FILES = 4
BLANKS = 4000
PATIENCE_SECONDS = 120.0


@dataclass
class Disk:
    """A small disk of its own, which can be filled up and freed again."""

    path: Path

    @property
    def ballast(self) -> Path:
        return self.path / "ballast"

    def leave(self, room_bytes: int) -> None:
        """Fill the disk but for that much."""
        state = os.statvfs(self.path)
        with self.ballast.open("wb") as file:
            file.write(bytes(max(0, state.f_bavail * state.f_frsize - room_bytes)))

    def free(self) -> None:
        self.ballast.unlink()


@pytest.fixture(scope="module")
def mount_point(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place where a small disk may be mounted; skips where that is not permitted."""
    child.warm_up()  # its server's own files stay on the large disk
    path = tmp_path_factory.mktemp("disk")
    with mounted(path) as answer:
        if answer.returncode:
            pytest.skip(f"no small disk may be mounted here: {answer.stderr.decode().strip()}")
    return path


@contextmanager
def mounted(
    path: Path, size_bytes: int = DISK_BYTES
) -> Iterator[subprocess.CompletedProcess[bytes]]:
    command = ["mount", "-t", "tmpfs", "-o", f"size={size_bytes},mode=700", "tepat-test", str(path)]
    answer = subprocess.run(command, capture_output=True, check=False)
    try:
        yield answer
    finally:
        if answer.returncode == 0:
            subprocess.run(["umount", "--lazy", str(path)], check=True)


def content(number: int) -> bytes:
    """Eight rows, and blank lines that weigh in the archive and are no rows."""
    moment = f"2024-01-07T{number:02}:00:00Z"
    rows = [f"{moment},35.{71 + place},tinta,{place},{number}" for place in range(8)]
    return ("\n".join([HEADER, *rows]) + "\n" * BLANKS).encode()


def deliver(station: Station, number: int) -> Receipt | None:
    """The receipt, or None when nothing could be promised."""
    try:
        return station.deliver(content(number), name=f"{number}.csv")
    except (OSError, duckdb.Error, TepatError):
        return None


def promised_and_lost(station: Station, promised: list[Receipt]) -> list[int]:
    """Sequences that were acknowledged and are not whole everywhere."""
    told = {receipt.delivery_sha256 for receipt in ledger.read(station.settings.ledger_path)}
    loaded = {row[0]: row[-2] for row in database.rows(station.warehouse, "deliveries")}
    return [
        receipt.sequence
        for receipt in promised
        if receipt.delivery_sha256 not in told
        or not archive.is_intact(station.settings, receipt.delivery_sha256)
        or loaded.get(receipt.delivery_sha256) != receipt.loaded_count
    ]


def filled_up(disk: Disk, room_kb: int) -> tuple[int, int, str]:
    """Fill the disk, go on delivering, free it, start again: refused, lost, and the end state."""
    station = station_at_that_time(disk.path / f"data-{room_kb}")
    promised = [found for number in (0, 1) if (found := deliver(station, number))]
    disk.leave(room_kb << 10)
    answers = {number: deliver(station, number) for number in range(2, 2 + FILES)}
    promised += [found for found in answers.values() if found]
    disk.free()
    station.restart()
    lost = promised_and_lost(station, promised)
    again = [deliver(station, number) for number in range(2 + FILES)]
    assert all(again), "work does not go on after the disk was freed"
    state = station.state()
    station.warehouse.close()
    return sum(answer is None for answer in answers.values()), len(lost), state


def test_a_full_disk_loses_nothing(mount_point: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused: Counter[int] = Counter()
    lost = 0
    states = set()
    for room_kb in ROOM_KB:
        with mounted(mount_point):
            disk = Disk(mount_point)
            (mount_point / "tmp").mkdir()
            monkeypatch.setattr(tempfile, "tempdir", str(mount_point / "tmp"))
            not_taken, missing, state = filled_up(disk, room_kb)
        refused[not_taken] += 1
        lost += missing
        states.add(state)
    told = f"{len(ROOM_KB)} disks with 0 to {max(ROOM_KB)} KB left: {lost} acknowledged lost"
    holds = lost == 0 and len(states) == 1
    figures.record("P3", f"{told}, {len(states)} end state", holds=holds, subject="intake")
    assert lost == 0
    assert len(states) == 1
    assert any(refused[count] for count in range(1, FILES + 1)), "no disk was full enough"


@pytest.mark.skipif(not figures.is_full(), reason="a whole service on a small disk: full form")
def test_the_page_says_that_intake_has_stopped(mount_point: Path) -> None:
    with (
        mounted(mount_point, SERVICE_DISK_BYTES),
        server.serve(mount_point) as running,
        chromium.launch() as browser,
        look.page(browser) as page,
    ):
        settings, disk = Settings(mount_point), Disk(mount_point)
        page.goto(running.address(lang="en"))
        page.get_by_text(re.compile(r"Board v\d")).first.wait_for(timeout=PATIENCE_SECONDS * 1000)
        stopped = page.get_by_text(say("en", "shell.intake.DISK_FULL"))
        expect(stopped).to_have_count(0)
        disk.leave(64 << 10)
        sha256 = inbox.submit(settings, "stok.csv", content(1), "standard", "test")
        expect(stopped).to_be_visible(timeout=PATIENCE_SECONDS * 1000)
        disk.free()
        receipt = inbox.wait(settings, sha256, PATIENCE_SECONDS)
        expect(stopped).to_have_count(0, timeout=PATIENCE_SECONDS * 1000)
    told = (
        "the page says so while the disk is full, and no longer; the file that waited is taken in"
    )
    figures.record("P3", told, holds=receipt is not None, subject="page")
    assert receipt is not None
