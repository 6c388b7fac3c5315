"""Does the worker process take in what comes, survive bad files, and keep a second one out?"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from data_pipeline import board, carry, heartbeat, inbox, lock, recovery
from data_pipeline.receipts import Receipt
from data_pipeline.settings import ROOT, Settings
from tests.ingest.conftest import BAD, GOOD, OTHER, csv

PATIENCE_SECONDS = 180.0
HOLD = """
import duckdb, sys, time
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
time.sleep(180)
"""


@dataclass
class Running:
    """A worker process over a data directory of its own."""

    settings: Settings
    process: subprocess.Popen[bytes]

    def send(self, content: bytes, name: str = "stok.csv") -> Receipt:
        sha256 = inbox.submit(self.settings, name, content, "standard", "Budi")
        receipt = inbox.wait(self.settings, sha256, PATIENCE_SECONDS)
        assert receipt is not None
        return receipt

    def state(self) -> str:
        beat = heartbeat.read(self.settings)
        return beat.state if beat else "unborn"


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    return os.environ | {"TEPAT_DATA_DIR": str(data_dir)} | more


def command(data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "data_pipeline", *arguments],
        cwd=ROOT,
        env=environment(data_dir),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    data_dir = tmp_path_factory.mktemp("worker") / "data"
    process = subprocess.Popen(
        [sys.executable, "-m", "data_pipeline", "watch"],
        cwd=ROOT,
        env=environment(data_dir, TEPAT_TICK_SECONDS="3600"),
        stderr=subprocess.DEVNULL,
    )
    running = Running(Settings(data_dir), process)
    wait_until(lambda: running.state() == "idle")
    yield running
    process.kill()
    process.wait()


def test_a_file_in_the_inbox_is_answered_and_published(worker: Running) -> None:
    before = board.pointer(worker.settings)
    assert worker.send(csv(GOOD)).outcome == "accepted"
    wait_until(lambda: board.pointer(worker.settings) != before)


def test_the_next_board_is_begun_while_nobody_waits(worker: Running) -> None:
    worker.send(csv(GOOD, OTHER))
    wait_until(lambda: board.pointer(worker.settings) is not None)

    def is_begun() -> bool:
        published = board.pointer(worker.settings)
        begun = [path.name for path in worker.settings.boards_dir.glob(f"{carry.PREPARED}*")]
        return published is not None and begun == [f"{carry.PREPARED}{published.file}"]

    wait_until(is_begun)


def test_a_file_nobody_can_read_does_not_stop_the_worker(worker: Running) -> None:
    assert worker.send(b"\x00" * 100, "rusak.xlsx").outcome == "refused"
    assert worker.send(csv(OTHER)).outcome == "accepted"
    assert worker.process.poll() is None


def test_a_database_open_elsewhere_is_told_and_left_alone(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data")
    recovery.start(settings)[0].close()
    shell = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(settings.warehouse_path)], stdout=subprocess.PIPE
    )
    assert shell.stdout is not None
    shell.stdout.readline()
    told = command(settings.data_dir, "publish")
    shell.kill()
    shell.communicate()
    assert told.returncode == 3
    assert "warehouse.duckdb is open in another process" in told.stderr
    assert not (settings.data_dir / "aside").exists()


def test_a_second_worker_is_refused_with_a_sentence(worker: Running) -> None:
    wait_until(lambda: lock.is_held(worker.settings))
    second = command(worker.settings.data_dir, "watch")
    assert second.returncode == 3
    assert f"in use by the worker (process {worker.process.pid})" in second.stderr
    assert "Traceback" not in second.stderr


def test_the_command_line_goes_through_the_worker(worker: Running, tmp_path: Path) -> None:
    path = tmp_path / "laporan.csv"
    path.write_bytes(csv(GOOD, BAD))
    first = command(worker.settings.data_dir, "ingest", str(path), "--language", "en")
    assert (first.returncode, first.stderr) == (1, "")
    assert "laporan.csv: 1 of 2 rows accepted, 1 refused" in first.stdout
    again = command(worker.settings.data_dir, "ingest", str(path), "--language", "en")
    assert "was sent before" in again.stdout


def test_a_moved_clock_is_a_reason_to_publish(worker: Running) -> None:
    wait_until(lambda: worker.state() == "idle")
    before = board.pointer(worker.settings)
    worker.settings.clock_path.write_text('{"now": "2024-01-08T03:00:00Z"}')
    wait_until(lambda: board.pointer(worker.settings) != before)


def test_a_polite_stop_ends_with_code_0_and_frees_the_directory(worker: Running) -> None:
    worker.process.terminate()
    assert worker.process.wait(PATIENCE_SECONDS) == 0
    assert worker.state() == "stopped"
    assert not lock.is_held(worker.settings)
