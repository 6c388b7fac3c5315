"""How does a file become rows and a receipt, so that no crash can lose or double it?

archive → read in a child → one transaction (rows, refused rows, receipt) → ledger line → answer.
"""

from __future__ import annotations

import logging
import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import duckdb
import pyarrow as pa

from data_pipeline import (
    archive,
    arrivals,
    audit_log,
    child,
    ledger,
    loading,
    parsing,
    receipts,
    references,
)
from data_pipeline import warehouse as database
from data_pipeline.arrivals import STANDARD_PROFILE, Arrival, Sent
from data_pipeline.contract.feeds import CONTRACT_VERSION
from data_pipeline.contract.reading import REFUSED_SCHEMA, Reading
from data_pipeline.contract.reasons import Refusal
from data_pipeline.contract.registers import Registers
from data_pipeline.errors import TepatError, UnknownName
from data_pipeline.receipts import Outcome, Receipt
from data_pipeline.settings import Settings

READERS = min(2, os.cpu_count() or 1)  # children that read at a time; one process writes
WORKER = "worker"  # who answers in the audit log; the ledger names the sender

log = logging.getLogger(__name__)


class NotLoaded(TepatError):
    """An acknowledged delivery that the database lacks, because its bytes were lost for a time."""

    def __init__(self, sequence: int) -> None:
        super().__init__(
            f"Delivery #{sequence} was acknowledged but is not in the database; "
            "its bytes are now in the archive. Start again: it is then loaded."
        )
        self.sequence = sequence


def deliver(
    settings: Settings,
    path: Path,
    *,
    file_name: str,
    profile_code: str = STANDARD_PROFILE,
    sender: str = "inbox",
    warehouse: duckdb.DuckDBPyConnection,
) -> Receipt:
    """Take in one file; when this returns, its bytes and its receipt survive any crash.

    The same bytes again change nothing: the answer is the first receipt with `duplicate_of`. Bytes
    that were refused, sent again under another profile or ending, are a new delivery.
    Raises OSError or duckdb.Error when nothing could be promised, and OutOfStep or NotLoaded when
    the database lags behind the ledger: start again (recovery.start), then deliver again.
    """
    sent = Sent(path, file_name, profile_code, sender)
    [receipt] = deliver_all(settings, [sent], warehouse)
    return receipt


def deliver_all(
    settings: Settings, files: Iterable[Sent], warehouse: duckdb.DuckDBPyConnection
) -> Iterator[Receipt]:
    """Deliver files one after another, while children already read the ones that come next."""
    begun: deque[Begun] = deque()
    with ThreadPoolExecutor(READERS) as readers:
        for sent in files:
            begun.append(_begin(settings, sent, warehouse, readers))
            if len(begun) > READERS:
                yield _finish(settings, begun.popleft(), warehouse, readers)
        while begun:
            yield _finish(settings, begun.popleft(), warehouse, readers)


def find(settings: Settings, warehouse: duckdb.DuckDBPyConnection, sha256: str) -> Receipt | None:
    """The delivery with that sha256 as the database has it."""
    found = database.rows(warehouse, "delivery", sha256=sha256)
    if not found:
        return None
    reasons = dict(database.rows(warehouse, "reasons", sha256=sha256))
    return loading.from_row(settings, found[0], reasons)


def acknowledge(settings: Settings, receipt: Receipt) -> Receipt:
    """Write the ledger line, then the receipt file; only now is the sender answered."""
    chained = ledger.append(settings.ledger_path, receipt)
    answer(settings, chained)
    return chained


def answer(settings: Settings, receipt: Receipt) -> None:
    """Write the receipt of a line that is in the ledger; the audit log says so first.

    So a receipt is missing whenever its audit line may be, and a start mends both.
    """
    is_refused = receipt.outcome == "refused"
    audit_log.record(
        settings,
        WORKER,
        "refusal" if is_refused else "delivery",
        what="file",
        delivery=receipt.sequence,
        ledger_hash=receipt.ledger_hash,
        outcome=receipt.outcome if receipt.duplicate_of is None else "duplicate",
        rows=receipt.loaded_count,
        refused_rows=receipt.refused_count,
        reason=receipt.refusal_code,
    )
    receipts.write(settings, receipt)


def receipt_of(settings: Settings, arrival: Arrival, reading: Reading) -> Receipt:
    """What the sender will be told about an arrival that was read."""
    refusal = reading.refusal
    return Receipt(
        delivery_sha256=arrival.sha256,
        sequence=arrival.sequence,
        file_name=arrival.file_name,
        feed_code=reading.feed_code,
        contract_version=CONTRACT_VERSION,
        profile_code=arrival.profile_code,
        byte_count=arrival.byte_count,
        row_count=reading.row_count,
        loaded_count=reading.loaded_count,
        refused_count=reading.refused_count,
        outcome=cast(Outcome, reading.outcome),
        refusal_code=refusal.reason_code if refusal else None,
        received_at=arrival.received_at,
        sender=arrival.sender,
        election_code=settings.election_code,
        refusal_facts=dict(refusal.facts) if refusal else {},
        reasons=_reasons(reading),
    )


def refused_as_a_whole(refusal: Refusal, feed_code: str | None = None) -> Reading:
    """The reading of a file of which no row was taken."""
    return Reading(feed_code, pa.table({}), REFUSED_SCHEMA.empty_table(), 0, refusal)


def _is_new_attempt(known: Receipt, arrival: Arrival) -> bool:
    """Could refused bytes read otherwise this time? Their refusal stays in the ledger."""
    ending = receipts.ending_of(arrival.file_name)
    judged_as = (arrival.profile_code, ending, CONTRACT_VERSION)
    return known.outcome == "refused" and known.judged_as != judged_as


def _answered(settings: Settings, sha256: str) -> Receipt | None:
    return receipts.read(receipts.path_of(settings, sha256))


def _answer_again(settings: Settings, known: Receipt) -> Receipt:
    first = _answered(settings, known.delivery_sha256)
    if first is not None and first.sequence == known.sequence:
        answer(settings, first.as_duplicate())
        return first.as_duplicate()
    # Committed, but the answer never went out: give it now, once.
    for line in ledger.read(settings.ledger_path):
        if line.sequence == known.sequence:
            answer(settings, line)
            return line
    return acknowledge(settings, known)


@dataclass(frozen=True)
class Begun:
    """A file whose bytes are kept; `reading` is under way unless the file was known already."""

    arrival: Arrival
    reading: Future[Reading] | None


def _begin(
    settings: Settings, sent: Sent, warehouse: duckdb.DuckDBPyConnection, readers: Executor
) -> Begun:
    arrival = arrivals.of(settings, archive.store(settings, sent.path), sent)
    if _known(settings, warehouse, arrival):
        return Begun(arrival, None)
    return Begun(arrival, _start_reading(settings, arrival, readers))


def _finish(
    settings: Settings, begun: Begun, warehouse: duckdb.DuckDBPyConnection, readers: Executor
) -> Receipt:
    # Looked up again: the file before it may have been of the same bytes.
    known = _known(settings, warehouse, begun.arrival)
    if known is not None:
        return _answer_again(settings, known)
    arrival = replace(begun.arrival, sequence=_next_sequence(settings, warehouse))
    reading = begun.reading or _start_reading(settings, arrival, readers)
    receipt = receipt_of(settings, arrival, reading.result())
    loading.commit(warehouse, [(receipt, reading.result())])
    return acknowledge(settings, receipt)


def _known(
    settings: Settings, warehouse: duckdb.DuckDBPyConnection, arrival: Arrival
) -> Receipt | None:
    """The delivery that answers for this file already, if there is one."""
    known = find(settings, warehouse, arrival.sha256)
    if known is not None and not _is_new_attempt(known, arrival):
        return known
    if known is None and (answered := _answered(settings, arrival.sha256)):
        raise NotLoaded(answered.sequence)
    return None


def _next_sequence(settings: Settings, warehouse: duckdb.DuckDBPyConnection) -> int:
    last = int(database.rows(warehouse, "last_sequence")[0][0])
    head = ledger.head(settings.ledger_path)
    if last != (head.sequence if head else 0):
        raise ledger.OutOfStep(last + 1, head.sequence + 1 if head else 1)
    return last + 1


def _start_reading(settings: Settings, arrival: Arrival, readers: Executor) -> Future[Reading]:
    try:
        job = job_of(settings, arrival)
    except UnknownName as error:
        facts = {"profile": arrival.profile_code, "known": ", ".join(sorted(error.known))}
        refused: Future[Reading] = Future()
        refused.set_result(refused_as_a_whole(Refusal("UNKNOWN_PROFILE", facts)))
        return refused
    registers = references.registers_of(settings.election_code)
    return readers.submit(_read, arrival.sha256, job, registers)


def _read(sha256: str, job: parsing.Job, registers: Registers) -> Reading:
    try:
        return parsing.read([job], registers)[0]
    except child.ChildDied as error:
        log.warning("Reading %s: %s\n%s", sha256, error, error.trace)
        return refused_as_a_whole(Refusal("PARSER_DIED", {"ending": error.ending}))


def job_of(settings: Settings, arrival: Arrival | Receipt) -> parsing.Job:
    """What the child needs to read a delivery; a replay judges it at the time it was received."""
    sha256 = arrival.sha256 if isinstance(arrival, Arrival) else arrival.delivery_sha256
    return parsing.Job(
        path=archive.path_of(settings, sha256),
        file_name=arrival.file_name,
        profile=references.profile_of(settings.election_code, arrival.profile_code),
        now=arrival.received_at,
    )


def _reasons(reading: Reading) -> dict[str, int]:
    return dict(sorted(Counter(reading.refused.column("reason_code").to_pylist()).items()))
