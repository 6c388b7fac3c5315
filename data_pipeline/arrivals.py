"""What is known of a delivery before it is read? Names are text and never become paths."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data_pipeline import clock
from data_pipeline.archive import Stored
from data_pipeline.settings import Settings

STANDARD_PROFILE = "standard"
LONGEST_NAME = 255
NOT_NUMBERED = 0


@dataclass(frozen=True)
class Sent:
    """A file on its way in, named as its sender named it."""

    path: Path
    file_name: str
    profile_code: str = STANDARD_PROFILE
    sender: str = "inbox"


@dataclass(frozen=True)
class Arrival:
    """A file whose bytes are kept; it gets its sequence number when it is its turn."""

    sha256: str
    byte_count: int
    sequence: int
    file_name: str
    profile_code: str
    sender: str
    received_at: datetime


def of(settings: Settings, stored: Stored, sent: Sent) -> Arrival:
    """The arrival of a file, now, without a number."""
    file_name, profile_code, sender = map(as_text, (sent.file_name, sent.profile_code, sent.sender))
    return Arrival(
        stored.sha256,
        stored.byte_count,
        NOT_NUMBERED,
        file_name,
        profile_code,
        sender,
        clock.now(settings),
    )


def as_text(name: str) -> str:
    """A name from outside as text that every database and file can hold; its end is kept."""
    text = "".join(sign if sign.isprintable() else "\ufffd" for sign in name)
    return text if len(text) <= LONGEST_NAME else "…" + text[1 - LONGEST_NAME :]
