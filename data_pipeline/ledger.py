"""Which deliveries were acknowledged, in which order, and has anybody changed that since?

ledger.jsonl: one receipt a line, each with the hash of the line before it. Append only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

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


def _verified(path: Path) -> Iterator[Receipt]:
    for number, facts in enumerate(CHAIN.verified(path), start=1):
        yield _receipt(path, number, facts)


def _receipt(path: Path, line_number: int, facts: Facts) -> Receipt:
    try:
        return receipts.from_facts(facts)
    except (ValueError, TypeError, KeyError) as error:
        raise LedgerBroken(path, line_number, f"no receipt ({error})", "a receipt") from error
