"""Where do the alerts keep what happened, and how is it read back? Append-only lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data_pipeline import durable
from data_pipeline.errors import TepatError
from data_pipeline.settings import Settings

Facts = dict[str, Any]


class JournalBroken(TepatError):
    """A whole line that is not what was written."""

    def __init__(self, path: Path, line_number: int) -> None:
        super().__init__(
            f"{path.name}, line {line_number} is not a line Tepat wrote; expected JSON. "
            "It was changed outside Tepat: restore it from a backup and start again."
        )
        self.path, self.line_number = path, line_number


def home(settings: Settings) -> Path:
    """data/alerts: recipients.toml comes from people, everything else is written here."""
    return settings.data_dir / "alerts"


def recipients_path(settings: Settings) -> Path:
    return home(settings) / "recipients.toml"


def episodes_path(settings: Settings) -> Path:
    return home(settings) / "alerts.jsonl"


def outbox_path(settings: Settings) -> Path:
    return home(settings) / "outbox.jsonl"


def letters_dir(settings: Settings) -> Path:
    return home(settings) / "letters"


def acknowledgements_dir(settings: Settings) -> Path:
    return home(settings) / "acknowledgements"


def beat_path(settings: Settings) -> Path:
    return home(settings) / "beat.json"


def append(path: Path, lines: Iterable[Facts]) -> None:
    """One line of JSON for each; on disk when this returns."""
    written = [json.dumps(line, ensure_ascii=False, default=as_text) for line in lines]
    if written:
        durable.make_directory(path.parent)
        durable.append_lines(path, written)


def read(path: Path) -> list[Facts]:
    """Every whole line, oldest first; a last line without its end was never written."""
    if not path.exists():
        return []
    lines = path.read_bytes().split(durable.NEWLINE)[:-1]
    return [_parsed(path, number, line) for number, line in enumerate(lines, start=1)]


def as_text(value: object) -> str:
    """A moment or a day as ISO 8601, the only values JSON has no form for here."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a journal")


def moment(text: str | None) -> datetime | None:
    """Naive UTC as it was written; None stays None."""
    return datetime.fromisoformat(text) if text else None


def _parsed(path: Path, line_number: int, line: bytes) -> Facts:
    try:
        facts: Facts = json.loads(line)
    except ValueError as error:
        raise JournalBroken(path, line_number) from error
    return facts
