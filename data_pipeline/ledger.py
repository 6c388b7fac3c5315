"""Which deliveries were acknowledged, in which order, and has anybody changed that since?

ledger.jsonl: one receipt a line, each with the hash of the line before it. Append only.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from data_pipeline import durable, receipts
from data_pipeline.errors import TepatError
from data_pipeline.receipts import Receipt

GENESIS = "0" * 64


class LedgerBroken(TepatError):
    """A line that is not what was written."""

    def __init__(self, path: Path, line_number: int, found: str, expected: str) -> None:
        super().__init__(
            f"{path.name}, line {line_number}: {found}; expected {expected}. "
            "The ledger was changed outside Tepat: restore it from a backup and start again."
        )
        self.line_number, self.found, self.expected = line_number, found, expected


class OutOfStep(TepatError):
    """The next line does not follow the last one."""

    def __init__(self, sequence: int, expected: int) -> None:
        super().__init__(
            f"Delivery #{sequence} came when the ledger expected #{expected}. "
            "Start again: the database is then compared with the ledger."
        )
        self.sequence, self.expected = sequence, expected


def append(path: Path, receipt: Receipt) -> Receipt:
    """The receipt with its place in the chain, on disk when this returns; raises OutOfStep."""
    durable.make_directory(path.parent)
    is_new = not path.exists()
    with path.open("ab+") as file:
        _lock(file)
        durable.cut_torn_line(file)
        chained = _chain(_last_receipt(path, file), receipt)
        file.write(_canonical(chained.to_facts()) + durable.NEWLINE)
        file.flush()
        durable.sync(file.fileno())
    if is_new:
        durable.sync_directory(path.parent)
    return chained


def read(path: Path) -> list[Receipt]:
    """Every acknowledged delivery in order; raises LedgerBroken at the first changed line.

    A last line without its end was never acknowledged and is left out.
    """
    return list(_verified(path)) if path.exists() else []


def head(path: Path) -> Receipt | None:
    """The last acknowledged delivery, without verifying those before it."""
    if not path.exists():
        return None
    with path.open("rb") as file:
        return _last_receipt(path, file)


def cut_torn_line(path: Path) -> int:
    """Remove a last line that a crash left without its end; returns the bytes removed."""
    if not path.exists():
        return 0
    with path.open("ab+") as file:
        _lock(file)
        return durable.cut_torn_line(file)


def _verified(path: Path) -> Iterator[Receipt]:
    previous = GENESIS
    for number, line in enumerate(_whole_lines(path), start=1):
        receipt = _parsed(path, number, line)
        if receipt.sequence != number:
            raise LedgerBroken(path, number, f"sequence {receipt.sequence}", f"sequence {number}")
        if receipt.previous_hash != previous:
            raise LedgerBroken(path, number, "a line that does not follow", f"previous {previous}")
        if not _is_whole(line):
            raise LedgerBroken(path, number, "a changed line", f"hash {receipt.ledger_hash}")
        previous = receipt.ledger_hash
        yield receipt


def _is_whole(line: bytes) -> bool:
    facts = json.loads(line)
    return line == _canonical(facts) and facts["ledger_hash"] == _hash(facts)


def _whole_lines(path: Path) -> list[bytes]:
    return path.read_bytes().split(durable.NEWLINE)[:-1]


def _parsed(path: Path, line_number: int, line: bytes) -> Receipt:
    try:
        return receipts.from_facts(json.loads(line))
    except (ValueError, TypeError, KeyError) as error:
        raise LedgerBroken(path, line_number, f"no receipt ({error})", "a receipt") from error


def _chain(last: Receipt | None, receipt: Receipt) -> Receipt:
    expected = last.sequence + 1 if last else 1
    if receipt.sequence != expected:
        raise OutOfStep(receipt.sequence, expected)
    placed = replace(receipt, previous_hash=last.ledger_hash if last else GENESIS, ledger_hash="")
    return replace(placed, ledger_hash=_hash(placed.to_facts()))


def _hash(facts: dict[str, Any]) -> str:
    return hashlib.sha256(_canonical(facts | {"ledger_hash": ""})).hexdigest()


def _canonical(facts: dict[str, Any]) -> bytes:
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _last_receipt(path: Path, file: BinaryIO) -> Receipt | None:
    end = durable.line_start(file, file.seek(0, os.SEEK_END))
    if end == 0:
        return None
    start = durable.line_start(file, end - 1)
    file.seek(start)
    return _parsed(path, 0, file.read(end - 1 - start))


def _lock(file: BinaryIO) -> None:
    """Held until the file is closed; worker.lock already keeps a second writer out."""
    if os.name != "nt":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
