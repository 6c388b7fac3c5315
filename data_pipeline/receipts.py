"""What is the sender told? data/receipts/<sha256>.json, written when everything is safe."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from data_pipeline import clock, durable
from data_pipeline.settings import Settings

Outcome = Literal["accepted", "partly", "refused"]


@dataclass(frozen=True)
class Receipt:
    """One delivery as it was acknowledged; the ledger's line holds the same facts.

    `row_count` = `loaded_count` + `refused_count`. `reasons` counts refused cells by reason code.
    `refusal_code` is set when the file as a whole was refused. `received_at` is naive UTC.
    `duplicate_of` is the first delivery's sequence when the same bytes were sent again.
    """

    delivery_sha256: str
    sequence: int
    file_name: str
    feed_code: str | None
    contract_version: str
    profile_code: str
    byte_count: int
    row_count: int
    loaded_count: int
    refused_count: int
    outcome: Outcome
    refusal_code: str | None
    received_at: datetime
    sender: str
    election_code: str
    refusal_facts: dict[str, Any] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    previous_hash: str = ""
    ledger_hash: str = ""
    duplicate_of: int | None = None

    @property
    def judged_as(self) -> tuple[str, str, str]:
        """What a verdict on the same bytes depends on: profile, ending of the name, contract."""
        return self.profile_code, ending_of(self.file_name), self.contract_version

    def as_duplicate(self) -> Receipt:
        """The answer to the same bytes sent again."""
        return replace(self, duplicate_of=self.sequence)

    def original(self) -> Receipt:
        """The first answer, also when this is the answer to a repeat."""
        return replace(self, duplicate_of=None)

    def to_facts(self) -> dict[str, Any]:
        """The receipt as JSON values; times as ISO 8601 with Z."""
        return asdict(self) | {"received_at": self.received_at.isoformat() + "Z"}


def ending_of(file_name: str) -> str:
    """`.csv` of `Stok.CSV`: it says how the bytes are to be read."""
    return Path(file_name).suffix.lower()


def from_facts(facts: dict[str, Any]) -> Receipt:
    """The receipt that `to_facts` described."""
    return Receipt(**facts | {"received_at": clock.parse(facts["received_at"])})


def path_of(settings: Settings, sha256: str) -> Path:
    return settings.receipts_dir / f"{sha256}.json"


def duplicate_path_of(settings: Settings, sha256: str) -> Path:
    """The answer to the latest repeat of a delivery; the first answer is never overwritten."""
    return settings.receipts_dir / f"{sha256}.again.json"


def write(settings: Settings, receipt: Receipt) -> None:
    """Answer the sender; call this only when the ledger line is on disk."""
    is_repeat = receipt.duplicate_of is not None
    path = (duplicate_path_of if is_repeat else path_of)(settings, receipt.delivery_sha256)
    durable.make_directory(settings.receipts_dir)
    durable.write_text(path, json.dumps(receipt.to_facts(), indent=1, ensure_ascii=False))
    if not is_repeat:  # what was answered to a repeat of an earlier, refused reading
        duplicate_path_of(settings, receipt.delivery_sha256).unlink(missing_ok=True)


def read(path: Path) -> Receipt | None:
    """The receipt in that file, or None when there is none yet."""
    try:
        return from_facts(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
