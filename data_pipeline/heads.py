"""What is printed on receipts and briefings, so that a rewritten chain cannot pass for the old one?

A head such as `ledger:12:3f…` is the number and hash of a line. Held by somebody else, it finds
a chain that was cut or rewritten as a whole, which no look at the chain alone can find.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from data_pipeline import audit_log, ledger
from data_pipeline.access import people
from data_pipeline.errors import TepatError
from data_pipeline.receipts import Receipt
from data_pipeline.settings import Settings

CHAINS: Final = ("ledger", "audit", "people")
WRITTEN: Final = re.compile(rf"({'|'.join(CHAINS)}):([0-9]{{1,12}}):([0-9a-f]{{64}})")


class BadHead(TepatError):
    """A text that is no head."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text[:100]!r} is no head; expected {' or '.join(f'{name}:12:' for name in CHAINS)} "
            "followed by 64 signs of 0-9 and a-f, as receipts and briefings print it."
        )


@dataclass(frozen=True)
class Head:
    """One line of one chain, as it was when the head was handed out."""

    chain: str
    sequence: int
    line_hash: str

    def __str__(self) -> str:
        return f"{self.chain}:{self.sequence}:{self.line_hash}"


def parse(text: str) -> Head:
    """The head that `str` wrote; raises BadHead."""
    found = WRITTEN.fullmatch(text.strip())
    if not found:
        raise BadHead(text)
    return Head(found[1], int(found[2]), found[3])


def of_receipt(receipt: Receipt) -> Head:
    """The head a sender holds with a receipt."""
    return Head("ledger", receipt.sequence, receipt.ledger_hash)


def newest(settings: Settings) -> list[Head]:
    """The heads of ledger, audit log and role table, as far as they have lines."""
    delivery, entry = ledger.head(settings.ledger_path), audit_log.head(settings)
    found = [of_receipt(delivery)] if delivery else []
    found += [Head("audit", entry.sequence, entry.audit_hash)] if entry else []
    event = people.CHAIN.last(people.path_of(settings))
    return found + ([Head("people", event["sequence"], event["people_hash"])] if event else [])


def findings(held: Iterable[Head], hashes: Mapping[str, Sequence[str]]) -> list[str]:
    """What the chains lack of the heads held outside; `hashes` are those of all lines by chain."""
    return [told for head in held if (told := _finding(head, hashes[head.chain]))]


def _finding(head: Head, hashes: Sequence[str]) -> str:
    if head.sequence > len(hashes):
        return f"{head.chain}: ends at line {len(hashes)}, but line {head.sequence} was handed out"
    if hashes[head.sequence - 1] != head.line_hash:
        return f"{head.chain}: rewritten; line {head.sequence} is not the one handed out"
    return ""
