"""How are acknowledged deliveries loaded again from the archive, exactly as they were?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import duckdb

from data_pipeline import archive, child, ingest, loading, parsing, references
from data_pipeline.arrivals import Arrival
from data_pipeline.contract.reading import Reading
from data_pipeline.contract.reasons import Refusal
from data_pipeline.errors import TepatError
from data_pipeline.receipts import Receipt
from data_pipeline.settings import Settings

BATCH = 50

Taken = list[tuple[Receipt, Reading]]


@dataclass
class Replay:
    """How many deliveries were loaded, which could not be (number → sentence), and which now read
    otherwise than when they were acknowledged, because the contract or a register has changed."""

    loaded: int = 0
    failed: dict[int, str] = field(default_factory=dict)
    changed: list[int] = field(default_factory=list)


def replay(
    settings: Settings,
    warehouse: duckdb.DuckDBPyConnection,
    lines: Sequence[Receipt],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Replay:
    """Load the deliveries of those ledger lines, each judged at the time it was received."""
    outcome = Replay()
    for start in range(0, len(lines), BATCH):
        batch = lines[start : start + BATCH]
        taken = _read_batch(settings, batch, outcome)
        if taken:
            loading.commit(warehouse, taken)
        outcome.loaded += len(taken)
        progress(start + len(batch), len(lines))
    return outcome


def _read_batch(settings: Settings, lines: Sequence[Receipt], outcome: Replay) -> Taken:
    verdicts = [(line, _verdict(line)) for line in lines if line.refusal_code]
    readable = [line for line in lines if not line.refusal_code]
    try:
        return verdicts + _read_together(settings, readable, outcome)
    except TepatError:  # one of them is the culprit: it must not take the others along
        alone = [_read_alone(settings, line, outcome) for line in readable]
        return verdicts + [taken for found in alone for taken in found]


def _read_together(settings: Settings, lines: Sequence[Receipt], outcome: Replay) -> Taken:
    if not lines:
        return []
    for line in lines:
        archive.verify(settings, line.delivery_sha256)
    jobs = [ingest.job_of(settings, line) for line in lines]
    registers = references.registers_of(settings.election_code)
    readings = parsing.read(jobs, registers, _limits(len(jobs)))
    return [
        (_as_read_now(settings, line, reading, outcome), reading)
        for line, reading in zip(lines, readings, strict=True)
    ]


def _read_alone(settings: Settings, line: Receipt, outcome: Replay) -> Taken:
    try:
        return _read_together(settings, [line], outcome)
    except (child.ChildInterrupted, child.DiskFull):
        raise
    except TepatError as error:
        outcome.failed[line.sequence] = str(error)
        return []


def _verdict(line: Receipt) -> Reading:
    # A refused file stays refused: a parser that died once may live on another machine.
    return ingest.refused_as_a_whole(
        Refusal(line.refusal_code or "", line.refusal_facts), line.feed_code
    )


def _as_read_now(settings: Settings, line: Receipt, reading: Reading, outcome: Replay) -> Receipt:
    arrival = Arrival(
        line.delivery_sha256,
        line.byte_count,
        line.sequence,
        line.file_name,
        line.profile_code,
        line.sender,
        line.received_at,
    )
    now = ingest.receipt_of(settings, arrival, reading)
    if replace(now, previous_hash=line.previous_hash, ledger_hash=line.ledger_hash) != line:
        outcome.changed.append(line.sequence)
    return now


def _limits(job_count: int) -> child.Limits:
    one = child.Limits()
    return replace(
        one,
        wall_seconds=one.wall_seconds * job_count,
        cpu_seconds=(one.cpu_seconds or 0) * job_count,
    )
