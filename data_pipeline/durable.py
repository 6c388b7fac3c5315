"""How does a file reach the disk so that a crash leaves the old one or the new one, never half?"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

BLOCK_BYTES = 64 * 1024
NEWLINE = b"\n"
TEMPORARY_PREFIX = ".writing-"
STALE_SECONDS = 60


def make_directory(path: Path) -> None:
    """The directory and its parents, with every new name on disk."""
    if path.is_dir():
        return
    make_directory(path.parent)
    path.mkdir(exist_ok=True)
    sync_directory(path.parent)


def write_bytes(path: Path, content: bytes) -> None:
    """Replace the file's content; after this returns it survives a power cut."""
    temporary = temporary_beside(path)
    with temporary.open("xb") as file:
        file.write(content)
        sync(file.fileno())
    temporary.replace(path)
    sync_directory(path.parent)


def write_text(path: Path, text: str) -> None:
    """`write_bytes` for UTF-8 text."""
    write_bytes(path, text.encode("utf-8"))


def copy(source: Path, target: Path) -> None:
    """A copy that is whole and on disk as soon as it has its name. Raises OSError."""
    temporary = temporary_beside(target)
    try:
        shutil.copyfile(source, temporary)
        with temporary.open("rb+") as file:
            sync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def append_lines(path: Path, lines: Iterable[str]) -> None:
    """Whole lines at the end of a file, on disk when this returns; a torn last line goes first."""
    is_new = not path.exists()
    with path.open("ab+") as file:
        cut_torn_line(file)
        file.write(b"".join(line.encode("utf-8") + NEWLINE for line in lines))
        file.flush()
        sync(file.fileno())
    if is_new:
        sync_directory(path.parent)


def cut_torn_line(file: BinaryIO) -> int:
    """Removes what a crash left of a last line without its end; the bytes removed."""
    end = file.seek(0, os.SEEK_END)
    start = line_start(file, end)
    if start < end:
        file.truncate(start)
        sync(file.fileno())
    return end - start


def line_start(file: BinaryIO, end: int) -> int:
    """Where the text before `end` last begins after a newline; 0 when there is none."""
    while end > 0:
        begin = max(0, end - BLOCK_BYTES)
        file.seek(begin)
        found = file.read(end - begin).rfind(NEWLINE)
        if found >= 0:
            return begin + found + 1
        end = begin
    return 0


def temporary_beside(path: Path) -> Path:
    """A name nobody else uses, on the same disk, so that a rename can publish it."""
    return path.parent / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}"


def remove_temporaries(directory: Path) -> None:
    """Drop what a crash left half-written; a file of the last minute may still be in use."""
    for path in directory.glob(f"{TEMPORARY_PREFIX}*"):
        with contextlib.suppress(FileNotFoundError):  # renamed in the meantime: it was in use
            if time.time() - path.stat().st_mtime > STALE_SECONDS:
                path.unlink()


def sync(file_number: int) -> None:
    os.fsync(file_number)


def sync_directory(path: Path) -> None:
    """Put a directory's names on disk; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    directory = os.open(path, os.O_RDONLY)
    try:
        sync(directory)
    finally:
        os.close(directory)
