"""Who may write in this data directory? One process at a time, held by the operating system."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from data_pipeline import durable
from data_pipeline.errors import TepatError
from data_pipeline.settings import Settings

LOCKED_BYTE = 1 << 20  # beyond the text, which Windows would otherwise hide from readers
WAIT_SECONDS = 0.002


class AlreadyRunning(TepatError):
    """Another process holds the data directory."""

    def __init__(self, data_dir: Path, holder: str) -> None:
        super().__init__(
            f"{data_dir} is in use by {holder}; expected nobody. "
            "One process writes at a time: stop that one first, or leave the work to it."
        )
        self.data_dir, self.holder = data_dir, holder


@contextmanager
def hold(settings: Settings, purpose: str) -> Iterator[None]:
    """Keep every other writer out while the block runs; raises AlreadyRunning at once."""
    durable.make_directory(settings.data_dir)
    with _path(settings).open("ab+") as file:
        if not _take(file):
            raise AlreadyRunning(settings.data_dir, holder(settings))
        file.truncate(0)
        file.write(f"{purpose} (process {os.getpid()})".encode())
        file.flush()
        yield


@contextmanager
def waited(path: Path) -> Iterator[None]:
    """Wait until no other process or thread holds that file, and hold it while the block runs."""
    with path.open("ab") as file:
        while not _take(file):
            time.sleep(WAIT_SECONDS)
        yield


def is_held(settings: Settings) -> bool:
    """Is another process writing here now?"""
    if not _path(settings).exists():
        return False
    with _path(settings).open("ab+") as file:
        return not _take(file)


def holder(settings: Settings) -> str:
    """Who took the lock last, in words."""
    return _path(settings).read_text(encoding="utf-8") or "another process"


def _path(settings: Settings) -> Path:
    return settings.data_dir / "worker.lock"


def _take(file: BinaryIO) -> bool:
    """Lock the open file, released when it is closed or its process ends in any way."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
