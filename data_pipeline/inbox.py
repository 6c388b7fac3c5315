"""How does a file get to the worker, and how does its sender hear back?

data/inbox/<file> is read with the profile 'standard', data/inbox/<profile>/<file> with that one.
Names starting with '.' and names ending in .tmp or .part are left alone until they are renamed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from data_pipeline import durable, receipts
from data_pipeline.errors import TepatError
from data_pipeline.receipts import Receipt
from data_pipeline.settings import Settings

STANDARD_PROFILE = "standard"
TAKEN_DIR = ".taken"
UNFINISHED = (".tmp", ".part")
PROFILE_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
SUBMITTED_NAME = re.compile(r"[0-9a-f]{64}")
SETTLED_SECONDS = 2.0  # where no lease tells whether somebody still writes
POLL_SECONDS = 0.05


class BadProfileCode(TepatError):
    """A profile code that could not be the name of a folder."""

    def __init__(self, profile_code: str) -> None:
        super().__init__(
            f"Profile {profile_code[:40]!r} is no profile code; "
            "expected letters, digits, '-' or '_'. "
            "Choose one of those in seed_source_profiles, for example 'standard'."
        )


@dataclass(frozen=True)
class Waiting:
    """A complete file in the inbox; `note` is the sidecar a submission brings, if there is one."""

    path: Path
    file_name: str
    profile_code: str
    sender: str
    note: Path | None = None


def submit(
    settings: Settings, file_name: str, content: bytes, profile_code: str, sender: str
) -> str:
    """Put bytes into the inbox, whole or not at all; returns their sha256 for `wait`.

    `file_name` and `sender` are kept as text and never become part of a path.
    """
    if not PROFILE_CODE.fullmatch(profile_code):
        raise BadProfileCode(profile_code)
    sha256 = hashlib.sha256(content).hexdigest()
    folder = settings.inbox_dir / profile_code
    durable.make_directory(folder)
    receipts.duplicate_path_of(settings, sha256).unlink(missing_ok=True)
    note = json.dumps({"file_name": file_name, "sender": sender})
    durable.write_text(_note_of(folder, sha256), note)
    durable.write_bytes(folder / sha256, content)
    return sha256


def wait(settings: Settings, sha256: str, seconds: float) -> Receipt | None:
    """The answer to a submission, or None when the worker has not given one in that time."""
    deadline = time.monotonic() + seconds
    while True:
        answer = _answer(settings, sha256)
        if answer or time.monotonic() >= deadline:
            return answer
        time.sleep(POLL_SECONDS)


def waiting(settings: Settings) -> list[Waiting]:
    """The complete files, oldest first; those a crash left half-taken come before all others."""
    taken = [_described(settings, path) for path in _files(settings.inbox_dir / TAKEN_DIR)]
    fresh = [_described(settings, path) for path in _files(settings.inbox_dir)]
    # A name that is still being dealt with must wait, or the rename would bury the earlier file.
    free = [found for found in fresh if not _taken_path(settings, found).exists()]
    complete = [(written_ns, found) for found in free if (written_ns := _completed_ns(found.path))]
    return taken + [found for _, found in sorted(complete, key=lambda pair: pair[0])]


def take(settings: Settings, found: Waiting) -> Waiting:
    """The same file out of its sender's reach: a new one of that name is a new delivery."""
    taken = _taken_path(settings, found)
    if found.path != taken:
        durable.make_directory(taken.parent)
        found.path.rename(taken)
    return replace(found, path=taken)


def remove(taken: Waiting) -> None:
    """Drop a file whose receipt is written: its bytes are in the archive."""
    taken.path.chmod(0o600)  # Windows does not remove a read-only file
    taken.path.unlink()
    if taken.note:
        taken.note.unlink(missing_ok=True)


def _answer(settings: Settings, sha256: str) -> Receipt | None:
    folders = (settings.inbox_dir, settings.inbox_dir / TAKEN_DIR)
    if any(path for folder in folders for path in folder.glob(f"*/{sha256}")):
        return None
    repeat = receipts.read(receipts.duplicate_path_of(settings, sha256))
    return repeat or receipts.read(receipts.path_of(settings, sha256))


def _files(folder: Path) -> Iterator[Path]:
    """Regular files directly in a folder or in one folder below it, never through a link."""
    for entry in _entries(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from (Path(file.path) for file in _entries(Path(entry.path)) if _is_ours(file))
        elif _is_ours(entry):
            yield Path(entry.path)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted((e for e in found if not e.name.startswith(".")), key=lambda e: e.name)
    except FileNotFoundError:
        return []


def _is_ours(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False) and not entry.name.lower().endswith(UNFINISHED)


def _taken_path(settings: Settings, found: Waiting) -> Path:
    return settings.inbox_dir / TAKEN_DIR / found.profile_code / found.path.name


def _described(settings: Settings, path: Path) -> Waiting:
    folder = path.parent
    is_direct = folder in {settings.inbox_dir, settings.inbox_dir / TAKEN_DIR}
    profile_code = STANDARD_PROFILE if is_direct else folder.name
    note = _note_of(settings.inbox_dir / profile_code, path.name)
    if not SUBMITTED_NAME.fullmatch(path.name) or not note.exists():
        return Waiting(path, path.name, profile_code, "inbox")
    facts = json.loads(note.read_text(encoding="utf-8"))
    return Waiting(path, facts["file_name"], profile_code, facts["sender"], note)


def _note_of(folder: Path, sha256: str) -> Path:
    return folder / f".{sha256}.json"


def _completed_ns(path: Path) -> int:
    """When a finished file was last written, in nanoseconds; 0 while its sender still writes.

    Finished is renamed in or closed on Linux, and unchanged for two seconds elsewhere.
    """
    try:
        is_written = _is_open_for_writing(path)
        written_ns = path.stat().st_mtime_ns
    except FileNotFoundError:  # its sender took it back
        return 0
    if is_written is None:
        is_written = time.time() - written_ns / 1e9 < SETTLED_SECONDS
    return 0 if is_written else written_ns


def _is_open_for_writing(path: Path) -> bool | None:
    """Does any process have the file open for writing? None where the system does not tell."""
    if sys.platform != "linux":
        return None
    import errno
    import fcntl

    try:
        with path.open("rb") as file:
            # A read lease is granted only while nobody writes. The signal for a writer who comes
            # in that instant is SIGIO, which would end this process: ask for a harmless one.
            fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except FileNotFoundError:
        raise
    except OSError as error:  # no leases on this disk, or not our file
        return True if error.errno == errno.EAGAIN else None
    return False
