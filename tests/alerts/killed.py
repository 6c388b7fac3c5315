"""The alerts process as a real process that can be killed at any moment, and started again fast."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

from data_pipeline.alerts import desk
from data_pipeline.settings import Settings
from tests.alerts import station

# The fork server of this process belongs to the readers of files: what it imports, they start with.
CONTEXT = multiprocessing.get_context("spawn")
MOST_SECONDS = 60.0


def work(data_dir: str) -> None:
    """What `python -m data_pipeline alerts run` does."""
    assert station.BOOK.rules
    desk.POLL_SECONDS = 0.01
    desk.run(Settings(Path(data_dir)), threading.Event())


def run_and_kill(data_dir: Path, until: Callable[[], bool], seconds: float) -> bool:
    """Start the process, kill it -9 so long after `until` came true; was it at work till then?"""
    process = CONTEXT.Process(target=work, args=[str(data_dir)])
    process.start()
    assert process.pid is not None
    begun = time.monotonic()
    while not until() and process.is_alive() and time.monotonic() - begun < MOST_SECONDS:
        time.sleep(0.001)
    is_reached = until()
    time.sleep(seconds)
    is_alive = process.is_alive()
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    return is_alive and is_reached
