"""Where are the delivered bytes kept for good? archive/<2 of sha256>/<sha256>, read-only."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from data_pipeline import durable
from data_pipeline.errors import TepatError
from data_pipeline.settings import Settings

BLOCK_BYTES = 1 << 20


class ArchiveDamaged(TepatError):
    """Bytes that were acknowledged are gone or changed."""

    def __init__(self, sha256: str, found: str | None) -> None:
        what = f"holds bytes with sha256 {found}" if found else "is missing"
        super().__init__(
            f"Archive file {sha256} {what}; expected the bytes that were acknowledged. "
            "Restore it from a backup, or deliver the same file again: the archive then heals."
        )
        self.sha256, self.found = sha256, found


@dataclass(frozen=True)
class Stored:
    """One delivered file in the archive: sha256 of its bytes in lower-case hex, and its size."""

    sha256: str
    byte_count: int
    path: Path


def path_of(settings: Settings, sha256: str) -> Path:
    """Where the bytes with that sha256 lie, whether or not they are there."""
    return settings.archive_dir / sha256[:2] / sha256


def store(settings: Settings, source: Path) -> Stored:
    """Copy a file into the archive and onto the disk; the same bytes are kept once."""
    durable.make_directory(settings.archive_dir)
    temporary = durable.temporary_beside(settings.archive_dir / "any")
    try:
        with source.open("rb") as incoming, temporary.open("xb") as kept:
            sha256, byte_count = _copy(incoming, kept)
            kept.flush()
            durable.sync(kept.fileno())
        return _place(settings, temporary, Stored(sha256, byte_count, path_of(settings, sha256)))
    finally:
        temporary.unlink(missing_ok=True)


def verify(settings: Settings, sha256: str) -> Path:
    """The path of intact bytes; raises ArchiveDamaged when they are missing or changed."""
    path = path_of(settings, sha256)
    found = hash_of(path) if path.is_file() else None
    if found != sha256:
        raise ArchiveDamaged(sha256, found)
    return path


def is_intact(settings: Settings, sha256: str) -> bool:
    """Are the bytes there, unchanged?"""
    path = path_of(settings, sha256)
    return path.is_file() and hash_of(path) == sha256


def hash_of(path: Path) -> str:
    """sha256 of a file's bytes in lower-case hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _place(settings: Settings, temporary: Path, stored: Stored) -> Stored:
    if is_intact(settings, stored.sha256):
        return stored
    durable.make_directory(stored.path.parent)
    temporary.chmod(0o444)
    if stored.path.exists():  # Windows does not replace a read-only file
        stored.path.chmod(0o644)
    temporary.replace(stored.path)
    durable.sync_directory(stored.path.parent)
    return stored


def _copy(incoming: BinaryIO, kept: BinaryIO) -> tuple[str, int]:
    digest = hashlib.sha256()
    byte_count = 0
    while block := incoming.read(BLOCK_BYTES):
        digest.update(block)
        kept.write(block)
        byte_count += len(block)
    return digest.hexdigest(), byte_count
