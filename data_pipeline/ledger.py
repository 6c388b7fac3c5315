"""Which deliveries were acknowledged, in which order, and has anybody changed that since?

ledger.jsonl: one receipt a line, each with the hash of the line before it. Append only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import BinaryIO

from data_pipeline import chain, durable, receipts
from data_pipeline.chain import GENESIS, Chain, ChainBroken, Facts
from data_pipeline.errors import TepatError
from data_pipeline.receipts import Receipt

__all__ = ["GENESIS"]


class LedgerBroken(ChainBroken):
    """A line of the ledger that is not what was written."""


class OutOfStep(TepatError):
    """The next line does not follow the last one."""

    def __init__(self, sequence: int, expected: int) -> None:
        super().__init__(
            f"Delivery #{sequence} came when the ledger expected #{expected}. "
            "Start again: the database is then compared with the ledger."
        )
        self.sequence, self.expected = sequence, expected


CHAIN = Chain("ledger_hash", LedgerBroken)


def append(path: Path, receipt: Receipt) -> Receipt:
    """The receipt with its place in the chain, on disk when this returns; raises OutOfStep."""

    def made(last: Facts | None) -> list[Facts]:
        expected = last["sequence"] + 1 if last else 1
        if receipt.sequence != expected:
            raise OutOfStep(receipt.sequence, expected)
        return [receipt.to_facts()]

    [line] = CHAIN.append(path, made)
    return replace(receipt, previous_hash=line["previous_hash"], ledger_hash=line[CHAIN.hash_name])


def read(path: Path) -> list[Receipt]:
    """Every acknowledged delivery in order; raises LedgerBroken at the first changed line.

    A last line without its end was never acknowledged and is left out.
    """
    return list(_verified(path)) if path.exists() else []


def hashes(path: Path) -> list[str]:
    """The hash of every acknowledged delivery in order; raises LedgerBroken at a changed line.

    Each line is verified once in a process: later calls begin after the last one verified, which
    holds the hash of all before it, and begin anew where it is no longer what it was.
    """
    return _verified_so_far(path).read_on() if path.exists() else []


def standing(lines: Sequence[Receipt]) -> list[Receipt]:
    """The line that holds for each file: the latest, where refused bytes were sent anew."""
    latest = {line.delivery_sha256: line.sequence for line in lines}
    return [line for line in lines if latest[line.delivery_sha256] == line.sequence]


def head(path: Path) -> Receipt | None:
    """The last acknowledged delivery, without verifying those before it."""
    last = CHAIN.last(path)
    return _receipt(path, 0, last) if last else None


def cut_torn_line(path: Path) -> int:
    """Remove a last line that a crash left without its end; returns the bytes removed."""
    if not path.exists():
        return 0
    with path.open("ab+") as file:
        chain.hold(file)
        return durable.cut_torn_line(file)


@dataclass
class _VerifiedSoFar:
    path: Path
    end: int = 0
    last: Facts | None = None
    found: list[str] = field(default_factory=list)

    def read_on(self) -> list[str]:
        with self.path.open("rb") as file:
            if not self._is_what_it_was(file):
                self.end, self.last, self.found = 0, None, []
            file.seek(self.end)
            lines = file.read().split(durable.NEWLINE)[:-1]
        for line in lines:
            self.last = CHAIN.checked(self.path, len(self.found) + 1, line, self.last)
            self.found.append(self.last[CHAIN.hash_name])
            self.end += len(line) + len(durable.NEWLINE)
        return list(self.found)

    def _is_what_it_was(self, file: BinaryIO) -> bool:
        line = chain.canonical(self.last) + durable.NEWLINE if self.last else b""
        file.seek(self.end - len(line))
        return file.read(len(line)) == line


@cache
def _verified_so_far(path: Path) -> _VerifiedSoFar:
    return _VerifiedSoFar(path)


def _verified(path: Path) -> Iterator[Receipt]:
    for number, facts in enumerate(CHAIN.verified(path), start=1):
        yield _receipt(path, number, facts)


def _receipt(path: Path, line_number: int, facts: Facts) -> Receipt:
    try:
        return receipts.from_facts(facts)
    except (ValueError, TypeError, KeyError) as error:
        raise LedgerBroken(path, line_number, f"no receipt ({error})", "a receipt") from error
