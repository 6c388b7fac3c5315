"""Is everything still as it was acknowledged: ledger, archive, receipts, database?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from data_pipeline import archive, ledger, lock, receipts, recovery
from data_pipeline import warehouse as database
from data_pipeline.archive import ArchiveDamaged
from data_pipeline.receipts import Receipt
from data_pipeline.replay import replay
from data_pipeline.settings import Settings


@dataclass
class Report:
    """What was looked at, and what is not as it should be."""

    facts: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)


def run(settings: Settings, *, kept: Sequence[Path] = (), with_replay: bool = False) -> Report:
    """Compare everything with everything; `kept` are receipts held outside this data directory.

    Raises AlreadyRunning when another process takes the lock in the middle of it.
    """
    report = Report()
    try:
        lines = ledger.read(settings.ledger_path)
    except ledger.LedgerBroken as error:
        report.findings.append(str(error))
        return report
    head = lines[-1].ledger_hash if lines else ledger.GENESIS
    report.facts.append(f"Ledger: {len(lines)} deliveries, head {head}")
    report.findings += _archive_findings(settings, lines)
    report.findings += _receipt_findings(settings, lines, kept)
    _look_at_database(settings, lines, report, with_replay)
    return report


def _archive_findings(settings: Settings, lines: Sequence[Receipt]) -> list[str]:
    found = []
    for line in lines:
        try:
            archive.verify(settings, line.delivery_sha256)
        except ArchiveDamaged as error:
            found.append(f"#{line.sequence}: {error}")
    return found


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
    missing = [line.sequence for line in lines if line.sequence not in present]
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
        replay(settings, fresh, lines)
        return database.state_hash(fresh)
