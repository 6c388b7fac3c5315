"""Can everything be had again after the machine is gone? What cannot be made again, copied whole.

A copy is consistent while the worker and the pages go on: journals only grow, and what names
another file is copied before what it names. The same folder may be used again and again; archived
bytes never change, so only new ones are copied.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from data_pipeline import archive, audit, clock, durable, heads, ledger, lock, recovery
from data_pipeline import warehouse as database
from data_pipeline.errors import TepatError
from data_pipeline.settings import SEEDS_DIR, Settings

MANIFEST: Final = "backup.json"
# What names comes before what is named: the audit log deliveries, the ledger archived bytes.
JOURNALS: Final = (
    "audit/*.jsonl",
    "people.jsonl",
    "alerts/*.jsonl",
    "alerts/recipients.toml",
    "alerts/letters/*",
    "alerts/acknowledgements/*",
    "status_changes.jsonl",
    "briefings/*/*",
    "SIMULASI",
    "clock.json",
    "ledger.jsonl",
)


class BackupDamaged(TepatError):
    """A backup that is not what was written."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(
            f"Backup file {path} {found}. Nothing was restored: take an older backup, "
            "or another copy of this one."
        )


class NotEmpty(TepatError):
    """There is data where a backup should be restored."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__(
            f"{data_dir} already holds data; expected an empty or missing directory. "
            "Move it aside, or restore to another place with TEPAT_DATA_DIR."
        )


@dataclass(frozen=True)
class Manifest:
    """What a backup holds; `files` is path → sha256, `heads` the ends of both chains in it."""

    made_at: str
    election_code: str
    seeds_sha256: str
    deliveries: int
    heads: tuple[str, ...]
    files: dict[str, str]


@dataclass(frozen=True)
class Restored:
    """What came back: the state of the rebuilt database, and what does not agree with it."""

    deliveries: int
    state: str
    findings: list[str]


def make(settings: Settings, target: Path) -> Manifest:
    """Copy everything that cannot be made again into `target`, on disk when this returns.

    Raises LedgerBroken or ArchiveDamaged: a backup of damage would only hide it.
    """
    durable.make_directory(target)
    files = {}
    for path in _journals(settings.data_dir):
        name = path.relative_to(settings.data_dir).as_posix()
        files[name] = _copy_journal(path, target / name)
    copied = Settings(target, settings.election_code)
    for line in ledger.read(copied.ledger_path):
        kept = _keep_bytes(settings, copied, line.delivery_sha256)
        files[kept.relative_to(target).as_posix()] = line.delivery_sha256
    manifest = Manifest(
        f"{clock.wall_now().isoformat(timespec='seconds')}Z",
        settings.election_code,
        seeds_sha256(settings.election_code),
        len(ledger.read(copied.ledger_path)),
        tuple(str(head) for head in heads.newest(copied)),
        files,
    )
    durable.write_text(target / MANIFEST, json.dumps(asdict(manifest), indent=1))
    return manifest


def verified(source: Path) -> Manifest:
    """The manifest of a backup whose every file is as it was written; raises BackupDamaged."""
    try:
        facts: dict[str, Any] = json.loads((source / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError) as error:
        raise BackupDamaged(source / MANIFEST, "is missing or cannot be read") from error
    manifest = Manifest(**facts | {"heads": tuple(facts["heads"])})
    for name, sha256 in manifest.files.items():
        path = source / name
        if not path.is_file():
            raise BackupDamaged(path, "is missing")
        if archive.hash_of(path) != sha256:
            raise BackupDamaged(path, "has been changed")
    return manifest


def restore(settings: Settings, source: Path) -> Restored:
    """Fill an empty data directory from a backup, build the database anew, and compare.

    Raises NotEmpty, BackupDamaged, or SettingError when the backup is of another election.
    """
    if settings.ledger_path.exists() or settings.archive_dir.exists():
        raise NotEmpty(settings.data_dir)
    manifest = verified(source)
    for name in manifest.files:
        _copy(source / name, settings.data_dir / name)
    with lock.hold(settings, "python -m data_pipeline restore"):
        warehouse, _ = recovery.rebuild(settings)
        with warehouse:
            state = database.state_hash(warehouse)
    held = [heads.parse(head) for head in manifest.heads]
    found = audit.run(settings, held=held, with_replay=True)
    return Restored(manifest.deliveries, state, found.findings)


def seeds_sha256(election_code: str) -> str:
    """One hash over the reference data a database is judged with; a release may change it."""
    digest = hashlib.sha256()
    for folder in (SEEDS_DIR / "common", SEEDS_DIR / election_code):
        for path in sorted(folder.glob("*.csv")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _journals(data_dir: Path) -> Iterator[Path]:
    for pattern in JOURNALS:
        found = (path for path in sorted(data_dir.glob(pattern)) if path.is_file())
        yield from (path for path in found if not path.name.startswith("."))


def _copy_journal(path: Path, target: Path) -> str:
    """The sha256 of the copy; of a file of lines only the whole ones."""
    content = path.read_bytes()
    if path.suffix == ".jsonl":
        content = content[: content.rfind(durable.NEWLINE) + 1]
    durable.make_directory(target.parent)
    durable.write_bytes(target, content)
    return hashlib.sha256(content).hexdigest()


def _keep_bytes(settings: Settings, copied: Settings, sha256: str) -> Path:
    if not archive.is_intact(copied, sha256):
        archive.store(copied, archive.verify(settings, sha256))
    return archive.path_of(copied, sha256)


def _copy(path: Path, target: Path) -> None:
    durable.make_directory(target.parent)
    with path.open("rb") as source, target.open("xb") as kept:
        shutil.copyfileobj(source, kept)
        kept.flush()
        durable.sync(kept.fileno())
    if target.parent.parent.name == "archive":
        target.chmod(0o444)
    durable.sync_directory(target.parent)
