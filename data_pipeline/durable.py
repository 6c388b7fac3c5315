"""How does a file reach the disk so that a crash leaves the old one or the new one, never half?"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

TEMPORARY_PREFIX = ".writing-"


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


def temporary_beside(path: Path) -> Path:
    """A name nobody else uses, on the same disk, so that a rename can publish it."""
    return path.parent / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}"


def remove_temporaries(directory: Path) -> None:
    """Drop what a crash left half-written; only the process that writes here may call this."""
    for path in directory.glob(f"{TEMPORARY_PREFIX}*"):
        path.unlink(missing_ok=True)


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
