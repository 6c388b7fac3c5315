"""Is everything still as it was acknowledged: ledger, archive, audit log, receipts, database?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import duckdb

from data_pipeline import archive, audit_log, chain, heads, ledger, lock, receipts, recovery
from data_pipeline import warehouse as database
from data_pipeline.access import people
from data_pipeline.archive import ArchiveDamaged
from data_pipeline.audit_log import Entry
from data_pipeline.chain import ChainBroken, Facts
from data_pipeline.heads import Head
from data_pipeline.receipts import Receipt
from data_pipeline.replay import replay
from data_pipeline.settings import Settings


@dataclass
class Report:
    """What was looked at, and what is not as it should be."""

    facts: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)


def run(
    settings: Settings,
    *,
    kept: Sequence[Path] = (),
    held: Sequence[Head] = (),
    with_database: bool = True,
    with_replay: bool = False,
) -> Report:
    """Compare everything with everything; `kept` are receipts and `held` heads from outside.

    Raises AlreadyRunning when another process takes the lock in the middle of it.
    """
    report = Report()
    # In this order, because files may come in meanwhile: a delivery is in the ledger first.
    certain = len(chain.whole_lines(settings.ledger_path)) if settings.ledger_path.exists() else 0
    entries = _read(lambda: audit_log.verified(settings), report)
    lines = _read(lambda: ledger.read(settings.ledger_path), report)
    events = _read(lambda: _events(settings), report)
    _look_at_chains(report, lines, entries, events, held)
    if lines is not None and entries is not None:
        report.findings += _disagreements(lines[:certain], lines, entries)
    if lines is None:
        return report
    report.findings += _archive_findings(settings, lines)
    report.findings += _receipt_findings(settings, lines, kept)
    if with_database:
        _look_at_database(settings, lines, report, with_replay)
    return report


Line = TypeVar("Line")


def _events(settings: Settings) -> Iterator[Facts]:
    """Who was given which role; a site without sign-in has no such file."""
    path = people.path_of(settings)
    return people.CHAIN.verified(path) if path.exists() else iter(())


def _read(lines: Callable[[], Iterable[Line]], report: Report) -> list[Line] | None:
    """The whole chain; None and a finding when it is broken."""
    try:
        return list(lines())
    except ChainBroken as error:
        report.findings.append(str(error))
        return None


def _look_at_chains(
    report: Report,
    lines: Sequence[Receipt] | None,
    entries: Sequence[Entry] | None,
    events: Sequence[Facts] | None,
    held: Sequence[Head],
) -> None:
    hashes = {}
    if lines is not None:
        hashes["ledger"] = [line.ledger_hash for line in lines]
        _tell(report, "Ledger", "deliveries", hashes["ledger"])
    if entries is not None:
        hashes["audit"] = [entry.audit_hash for entry in entries]
        _tell(report, "Audit log", "entries", hashes["audit"])
    if events is not None:
        hashes["people"] = [event["people_hash"] for event in events]
        _tell(report, "Roles", "events", hashes["people"])
    report.findings += heads.findings([head for head in held if head.chain in hashes], hashes)


def _tell(report: Report, name: str, what: str, hashes: Sequence[str]) -> None:
    head = hashes[-1] if hashes else ledger.GENESIS
    report.facts.append(f"{name}: {len(hashes)} {what}, head {head}")


def _disagreements(
    certain: Sequence[Receipt], lines: Sequence[Receipt], entries: Sequence[Entry]
) -> list[str]:
    """Deliveries of which ledger and audit log say different things: one of them was rewritten.

    A ledger may be older than its log, and its last line is logged a moment after it is written.
    """
    logged = {
        entry.facts["delivery"]: entry.facts.get("ledger_hash")
        for entry in entries
        if "delivery" in entry.facts
    }
    hashes = {line.sequence: line.ledger_hash for line in lines}
    due = range(min(logged, default=len(certain)), len(certain))
    missing = [f"Audit log: delivery #{n} is not in it" for n in due if n not in logged]
    other = [n for n, logged_hash in logged.items() if n not in hashes or hashes[n] != logged_hash]
    return missing + [f"Ledger: #{n} is not the line the audit log names" for n in sorted(other)]


def _archive_findings(settings: Settings, lines: Sequence[Receipt]) -> list[str]:
    found = []
    for line in lines:
        try:
            archive.verify(settings, line.delivery_sha256)
        except ArchiveDamaged as error:
            found.append(f"#{line.sequence}: {error}")
    return found + _unnamed(settings, {line.delivery_sha256 for line in lines})


def _unnamed(settings: Settings, named: set[str]) -> list[str]:
    """Bytes no delivery brought; while somebody writes here they may be on their way."""
    if lock.is_held(settings):
        return []
    found = sorted(path for path in settings.archive_dir.glob("??/*") if path.name not in named)
    return [f"Archive file {path.name} belongs to no delivery" for path in found]


def _receipt_findings(
    settings: Settings, lines: Sequence[Receipt], kept: Sequence[Path]
) -> list[str]:
    by_sequence = {line.sequence: line for line in lines}
    issued = [receipts.path_of(settings, line.delivery_sha256) for line in lines]
    found = []
    for path in [*issued, *kept]:
        receipt = receipts.read(path)
        if receipt is None:
            found.append(f"Receipt {path} is missing; start the worker, it writes it again")
        elif receipt.original() != by_sequence.get(receipt.sequence):
            found.append(f"Receipt {path} is not what the ledger says of #{receipt.sequence}")
    return found


def _look_at_database(
    settings: Settings, lines: Sequence[Receipt], report: Report, with_replay: bool
) -> None:
    if lock.is_held(settings):
        report.facts.append(f"Database: not looked at, it is in use by {lock.holder(settings)}")
        return
    with lock.hold(settings, "python -m data_pipeline audit"):
        problem = recovery.unsound(settings)
        if problem or not settings.warehouse_path.exists():
            report.findings.append(f"Database: {problem or 'missing'}; start the worker or rebuild")
            return
        with database.open(settings) as warehouse:
            _compare(settings, warehouse, lines, report, with_replay)


def _compare(
    settings: Settings,
    warehouse: duckdb.DuckDBPyConnection,
    lines: Sequence[Receipt],
    report: Report,
    with_replay: bool,
) -> None:
    problem = recovery.disagreement(settings, warehouse, lines)
    present = {row[1] for row in database.rows(warehouse, "deliveries")}
    standing = ledger.standing(lines)
    missing = [line.sequence for line in standing if line.sequence not in present]
    state = database.state_hash(warehouse)
    report.facts.append(f"Database: {len(present)} deliveries, state {state}")
    if problem:
        report.findings.append(f"Database: {problem}")
    if missing:
        report.findings.append(f"Database: lacks deliveries {missing}; start the worker or rebuild")
    if with_replay and _replayed_state(settings, lines) != state:
        report.findings.append("Database: its state is not that of the archive; rebuild it")


def _replayed_state(settings: Settings, lines: Sequence[Receipt]) -> str:
    with duckdb.connect() as fresh:
        database.create_tables(fresh)
        replay(settings, fresh, ledger.standing(lines))
        return database.state_hash(fresh)
