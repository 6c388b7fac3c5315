"""A data directory with a board and people to be told, and a clock that is set by hand."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from data_pipeline import publish
from data_pipeline.alerts import book, candidates, journal
from data_pipeline.alerts.book import Rule
from data_pipeline.alerts.candidates import NOWHERE, Candidate, Key
from data_pipeline.alerts.desk import Desk
from data_pipeline.alerts.outbox import Message, Outbox
from data_pipeline.settings import Settings
from tests.sql.conftest import World
from tests.ui import boards

SURABAYA, JAYAPURA, BADUNG = "35.78", "91.71", "51.05"
NOON = datetime(2024, 1, 8, 5)  # 12.00 in Jakarta, naive UTC
BOOK = book.load("pemilu_2024")


@dataclass
class Clock:
    """Stands still until somebody moves it."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class Station:
    """A data directory on which a desk works; `settings` may be told to be a simulation."""

    settings: Settings
    clock: Clock = field(default_factory=Clock)
    stop: threading.Event = field(default_factory=threading.Event)

    def desk(self) -> Desk:
        """A process that starts now."""
        return Desk(self.settings, self.stop, self.clock)

    def recipients(self, text: str) -> None:
        path = journal.recipients_path(self.settings)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def messages(self) -> list[Message]:
        return Outbox(self.settings).messages()

    def states(self) -> list[str]:
        return [it.state for it in self.messages()]

    def alive(self) -> None:
        """The worker gave a sign and published a moment ago."""
        at = self.clock.at.isoformat(timespec="milliseconds")
        beat = {"pid": 1, "at": at + "Z", "state": "idle", "since": at + "Z", "last_error": None}
        (self.settings.data_dir / "worker.json").write_text(json.dumps(beat), encoding="utf-8")
        path = self.settings.boards_dir / "current.json"
        facts = json.loads(path.read_text(encoding="utf-8")) | {"built_at": at}
        path.write_text(json.dumps(facts), encoding="utf-8")


def on_copy(folder: Path, board: Callable[[], Path] = boards.troubled) -> Station:
    """A station of its own on a board made once."""
    shutil.copytree(board(), folder, dirs_exist_ok=True)
    made = Station(Settings(folder))
    made.alive()
    return made


def published(folder: Path, world: World) -> None:
    """Another board in the same directory."""
    publish.publish(world.connection, Settings(folder), world.as_of)


def rule(**told: object) -> Rule:
    """Held ten minutes, over after an hour, escalated after two; quiet hours break from D-3."""
    facts: dict[str, object] = {
        "rule_code": "region_red",
        "looks_at": "status",
        "from_days_before": 9999,
        "to_days_before": -10,
        "limit_value": None,
        "hold_minutes": 10,
        "rearm_minutes": 60,
        "escalate_minutes": 120,
        "quiet_exempt_from_days_before": 3,
    }
    return Rule(**facts | told)  # type: ignore[arg-type]


def candidate(
    region_code: str = SURABAYA, cause: str = "J.short", **told: object
) -> candidates.Candidate:
    """A red region as the board tells of it."""
    row = {"region_name": "Kota Surabaya", "province_name": "Jawa Timur", "status": "red"}
    row |= {"reason_code": cause, "deciding_gate": "J", "item_code": "bilik"}
    facts: dict[str, object] = {"province_code": region_code[:2], "severity": "red", "row": row}
    key = Key("region_red", region_code, "bilik", NOWHERE, cause)
    return Candidate(key, **facts | told)  # type: ignore[arg-type]
