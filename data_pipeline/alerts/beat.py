"""Is the alerts process alive, and what is waiting? data/alerts/beat.json, every turn."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from data_pipeline import durable
from data_pipeline.alerts import journal
from data_pipeline.settings import Settings

SILENT_AFTER = timedelta(minutes=5)  # one slow server may hold up a turn

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Beat:
    """The latest sign of life; `at` is naive UTC of this machine, `messages` counts by state."""

    pid: int
    at: datetime
    board_version: int | None
    open_alerts: int
    messages: dict[str, int]
    has_recipients: bool
    trouble: str = ""

    def is_alive(self, at: datetime) -> bool:
        return at - self.at <= SILENT_AFTER


def write(settings: Settings, beat: Beat) -> None:
    """A whole new file at once, without the disk's confirmation: it is stale in seconds."""
    path = journal.beat_path(settings)
    text = json.dumps(asdict(beat), ensure_ascii=False, default=journal.as_text)
    try:
        durable.make_directory(path.parent)
        temporary = durable.temporary_beside(path)
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError:  # a full disk must not stop the process: a missing beat is the message
        log.warning("No sign of life could be written to %s", path, exc_info=True)


def write_trouble(settings: Settings, pid: int, at: datetime, trouble: str) -> None:
    """Alive, but the turn failed: what was known before stays on show."""
    known = read(settings) or Beat(pid, at, None, 0, {}, has_recipients=False)
    write(settings, replace(known, pid=pid, at=at, trouble=trouble))


def read(settings: Settings) -> Beat | None:
    """The latest sign of life; None when the process never ran here."""
    try:
        facts = json.loads(journal.beat_path(settings).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Beat(**facts | {"at": datetime.fromisoformat(facts["at"])})
