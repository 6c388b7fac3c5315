"""Do the ledger and the database agree, and what is done when they do not?

The ledger and the archive are the truth; the database is what they say, loaded. At every start
receipts that only the ledger has are loaded again, receipts that only the database has get their
ledger line, and a database that contradicts the ledger is moved aside and built anew.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import duckdb

from data_pipeline import (
    archive,
    audit_log,
    child,
    clock,
    durable,
    ingest,
    ledger,
    loading,
    receipts,
)
from data_pipeline import warehouse as database
from data_pipeline.errors import SettingError
from data_pipeline.receipts import Receipt
from data_pipeline.replay import Replay, replay
from data_pipeline.settings import Settings

CHECK_LIMITS = child.Limits(wall_seconds=600, cpu_seconds=None, memory_bytes=None)

Progress = Callable[[int, int], None]


@dataclass
class Recovery:
    """What a start had to put right; empty when the last one ended well."""

    torn_bytes: int = 0
    moved_aside: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    completed: list[int] = field(default_factory=list)
    replayed: int = 0
    failed: dict[int, str] = field(default_factory=dict)
    changed: list[int] = field(default_factory=list)
    receipts_written: int = 0

    @property
    def is_empty(self) -> bool:
        return self == Recovery()


def start(
    settings: Settings, progress: Progress = lambda done, total: None
) -> tuple[duckdb.DuckDBPyConnection, Recovery]:
    """The open database, equal to the ledger, and what had to be done; the caller holds the lock.

    Raises LedgerBroken when the ledger was tampered with, WarehouseBusy, or SettingError when the
    data directory belongs to another election.
    """
    recovery = Recovery()
    for directory in (
        settings.data_dir,
        settings.archive_dir,
        settings.receipts_dir,
        settings.boards_dir,
    ):
        durable.make_directory(directory)
        durable.remove_temporaries(directory)
    recovery.torn_bytes = ledger.cut_torn_line(settings.ledger_path)
    lines = ledger.read(settings.ledger_path)
    _refuse_other_election(settings, lines)
    warehouse = _open_sound(settings, lines, recovery)
    lines += _complete_ledger(settings, warehouse, lines, recovery)
    _load_missing(settings, warehouse, lines, recovery, progress)
    _write_missing_receipts(settings, lines, recovery)
    if not recovery.is_empty:
        _write_status(settings, recovery)
    return warehouse, recovery


def rebuild(
    settings: Settings, progress: Progress = lambda done, total: None
) -> tuple[duckdb.DuckDBPyConnection, Recovery]:
    """A new database from archive and ledger; the old one is kept in data/aside/."""
    _set_aside(settings, "a rebuild was asked for")
    return start(settings, progress)


def disagreement(
    settings: Settings, warehouse: duckdb.DuckDBPyConnection, lines: Sequence[Receipt]
) -> str | None:
    """Where the database contradicts the ledger or itself, in words; None when it does not.

    A database may lack deliveries, or have one more than the ledger: both are put right.
    """
    seen: set[int] = set()
    for *row, loaded_rows, refused_rows in database.rows(warehouse, "deliveries"):
        if row[1] is None:
            return f"rows of {row[0]} have no delivery"
        receipt = loading.from_row(settings, row, {})
        number = receipt.sequence
        if number in seen or not 1 <= number <= len(lines) + 1:
            return f"delivery #{number} does not follow the ledger"
        if (loaded_rows, refused_rows) != (receipt.loaded_count, receipt.refused_count):
            return f"delivery #{number} has {loaded_rows} rows of {receipt.loaded_count}"
        if number <= len(lines) and _identity(receipt) != _identity(lines[number - 1]):
            return f"delivery #{number} is not the one in the ledger"
        if number > len(lines) and not archive.is_intact(settings, receipt.delivery_sha256):
            return f"delivery #{number} has no bytes in the archive"
        seen.add(number)
    return None


def _identity(receipt: Receipt) -> tuple[object, ...]:
    return (
        receipt.delivery_sha256,
        receipt.byte_count,
        receipt.profile_code,
        receipt.file_name,
        receipt.sender,
        receipt.received_at,
    )


def _refuse_other_election(settings: Settings, lines: Sequence[Receipt]) -> None:
    for line in lines[-1:]:
        if line.election_code != settings.election_code:
            expected = (
                f"{line.election_code}, which {settings.data_dir} holds (or another TEPAT_DATA_DIR)"
            )
            raise SettingError("TEPAT_ELECTION", settings.election_code, expected)


def _open_sound(
    settings: Settings, lines: Sequence[Receipt], recovery: Recovery
) -> duckdb.DuckDBPyConnection:
    problem = unsound(settings)
    if problem is None:
        warehouse = database.open(settings)
        problem = disagreement(settings, warehouse, lines)
        if problem is None:
            return warehouse
        warehouse.close()
    recovery.reasons.append(problem)
    recovery.moved_aside += _set_aside(settings, problem)
    return database.open(settings)


def unsound(settings: Settings) -> str | None:
    """Why the database file cannot be used, in words; None when it can or there is none."""
    path = settings.warehouse_path
    if not path.exists():
        return "a write-ahead log without its database" if _log_of(path).exists() else None
    with tempfile.TemporaryDirectory(prefix="tepat-") as name:
        answer = Path(name) / "soundness.txt"
        try:
            child.run(
                database.write_soundness, path, answer, workspace=Path(name), limits=CHECK_LIMITS
            )
        except child.ChildDied as error:
            return f"opening the database ended its process ({error.ending})"
        verdict, _, detail = answer.read_text(encoding="utf-8").partition("\n")
    if verdict == "busy":
        raise database.WarehouseBusy(path)
    return None if verdict == "sound" else f"the database is {verdict}: {detail}"


def _set_aside(settings: Settings, reason: str) -> list[str]:
    path = settings.warehouse_path
    present = [file for file in (path, _log_of(path)) if file.exists()]
    if not present:
        return []
    aside = settings.data_dir / "aside" / f"{clock.wall_now():%Y%m%dT%H%M%SZ}"
    while aside.exists():
        aside = aside.with_name(aside.name + "-2")
    durable.make_directory(aside)
    durable.write_text(aside / "why.txt", f"{reason}\n")
    for file in present:
        file.rename(aside / file.name)
    durable.sync_directory(aside)
    durable.sync_directory(settings.data_dir)
    return [str((aside / file.name).relative_to(settings.data_dir)) for file in present]


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + ".wal")


def _complete_ledger(
    settings: Settings,
    warehouse: duckdb.DuckDBPyConnection,
    lines: Sequence[Receipt],
    recovery: Recovery,
) -> list[Receipt]:
    """Acknowledge what was committed just before a crash: every fact of the line is in the row."""
    unanswered = [row for row in database.rows(warehouse, "deliveries") if row[1] > len(lines)]
    recovery.completed = [row[1] for row in unanswered]
    found = [ingest.find(settings, warehouse, row[0]) for row in unanswered]
    return [ingest.acknowledge(settings, receipt) for receipt in found if receipt]


def _load_missing(
    settings: Settings,
    warehouse: duckdb.DuckDBPyConnection,
    lines: Sequence[Receipt],
    recovery: Recovery,
    progress: Progress,
) -> None:
    present = {row[1] for row in database.rows(warehouse, "deliveries")}
    missing = [line for line in ledger.standing(lines) if line.sequence not in present]
    done: Replay = replay(settings, warehouse, missing, progress)
    recovery.replayed = done.loaded
    recovery.failed = done.failed
    recovery.changed = done.changed


def _write_missing_receipts(
    settings: Settings, lines: Sequence[Receipt], recovery: Recovery
) -> None:
    again = _sent_anew(lines)
    missing = [line for line in ledger.standing(lines) if not _is_answered(settings, line, again)]
    if not missing:
        return
    logged = {entry.facts.get("delivery") for entry in audit_log.entries(settings)}
    for line in missing:
        give = receipts.write if line.sequence in logged else ingest.answer
        give(settings, line)
        recovery.receipts_written += 1


def _sent_anew(lines: Sequence[Receipt]) -> set[str]:
    """Files that were refused first and then read another way: they have two lines."""
    times = Counter(line.delivery_sha256 for line in lines)
    return {sha256 for sha256, count in times.items() if count > 1}


def _is_answered(settings: Settings, line: Receipt, again: set[str]) -> bool:
    path = receipts.path_of(settings, line.delivery_sha256)
    if line.delivery_sha256 not in again:
        return path.exists()
    answered = receipts.read(path)
    return answered is not None and answered.sequence == line.sequence


def _write_status(settings: Settings, recovery: Recovery) -> None:
    facts = {"at": clock.wall_now().isoformat(timespec="seconds") + "Z"} | asdict(recovery)
    durable.write_text(settings.data_dir / "recovery.json", json.dumps(facts, indent=1))
