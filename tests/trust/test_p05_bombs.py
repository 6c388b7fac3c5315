"""P5: can a hostile file stop the service? The reading child is bounded, the server goes on."""

from __future__ import annotations

import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from data_pipeline import board, inbox
from data_pipeline.contract.limits import ROWS
from data_pipeline.receipts import Receipt
from data_pipeline.settings import Settings
from tests.e2e import server
from tests.ingest.conftest import GOOD, HEADER, Station, csv
from tests.trust import figures
from tests.trust.bombs import BOMBS
from tests.trust.conftest import station_at_that_time

LONGEST_SECONDS = 10.0  # of processor time: the clock says how busy the machine is
MOST_BYTES = 512 << 20
LONGEST_SILENCE_SECONDS = 1.0
PATIENCE_SECONDS = 300.0
LIGHT = ("a long text repeated", "quotation marks")
CHOSEN = figures.form(fast=LIGHT, full=tuple(BOMBS))


class Watch:
    """The most memory and processor time any process below this one, or that one, has used."""

    def __init__(self, root: psutil.Process) -> None:
        self._root = root
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self.memory_bytes = 0
        self.seconds = 0.0

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(0.02):
            for server_process in filter(_forks_readers, self._root.children()):
                for reader in server_process.children():
                    self._note(reader)

    def _note(self, reader: psutil.Process) -> None:
        try:
            times = reader.cpu_times()
            self.memory_bytes = max(self.memory_bytes, reader.memory_info().rss)
            self.seconds = max(self.seconds, times.user + times.system)
        except psutil.NoSuchProcess:
            return


def _forks_readers(process: psutil.Process) -> bool:
    """A browser that an earlier test left open has large children too."""
    try:
        return "forkserver" in " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return False


def is_answered(receipt: Receipt) -> bool:
    return receipt.outcome in {"partly", "refused"} and receipt.loaded_count <= 1


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    found = station_at_that_time(tmp_path / "data")
    found.deliver(csv(GOOD))
    yield found
    found.warehouse.close()


@pytest.mark.parametrize("name", CHOSEN)
def test_the_reading_child_is_bounded(station: Station, name: str) -> None:
    file_name, make = BOMBS[name]
    content = make()
    with Watch(psutil.Process()) as watch:
        receipt = station.deliver(content, name=file_name)
    holds = watch.seconds <= LONGEST_SECONDS and watch.memory_bytes <= MOST_BYTES
    told = f"{watch.seconds:.1f} s of processor, {watch.memory_bytes >> 20} MB, {receipt.outcome}"
    figures.record("P5", told, holds=holds, subject=name)
    assert is_answered(receipt)
    assert watch.seconds <= LONGEST_SECONDS
    assert watch.memory_bytes <= MOST_BYTES
    assert station.deliver(csv(GOOD, GOOD.replace("35.78", "35.77"))).loaded_count == 2


def test_a_large_file_with_one_wrong_column_is_answered_row_by_row(station: Station) -> None:
    rows = (f"08/01/2024 {n},35.78,tinta,{n},{n}\n" for n in range(ROWS))
    receipt = station.deliver(f"{HEADER}\n{''.join(rows)}".encode())
    assert (receipt.refusal_code, receipt.refused_count) == (None, ROWS)
    assert receipt.reasons["NOT_A_TIME"] == ROWS


@contextmanager
def heartbeat(url: str) -> Iterator[list[float]]:
    """Ask the server ten times a second; how long each answer took, in seconds."""
    waits: list[float] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.wait(0.1):
            begin = time.monotonic()
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=60) as answer:
                answer.read()
            waits.append(time.monotonic() - begin)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield waits
    finally:
        stop.set()
        thread.join()


@pytest.mark.skipif(not figures.is_full(), reason="bombs at a whole running service: full form")
def test_the_service_goes_on_under_bombs(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data")
    settings.data_dir.mkdir()
    with server.serve(settings.data_dir) as running, heartbeat(running.url) as waits:
        for file_name, make in BOMBS.values():
            sha256 = inbox.submit(settings, file_name, make(), "standard", "test")
            assert inbox.wait(settings, sha256, PATIENCE_SECONDS) is not None
        sha256 = inbox.submit(settings, "stok.csv", csv(GOOD), "standard", "test")
        receipt = inbox.wait(settings, sha256, PATIENCE_SECONDS)
    longest = max(waits)
    told = f"{len(BOMBS)} bombs, {len(waits)} answers, the slowest after {longest:.2f} s"
    figures.record("P5", told, holds=longest <= LONGEST_SILENCE_SECONDS, subject="heartbeat")
    assert receipt is not None
    assert receipt.outcome == "accepted"
    assert board.pointer(settings) is not None
    assert longest <= LONGEST_SILENCE_SECONDS
