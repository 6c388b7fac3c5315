"""What is one alert, and what can happen to it?

seen → opened (once it has held) → gone ⇄ back → resolved (once it has stayed away), or dropped
before it was ever open. Times are this machine's, naive UTC: they measure people's patience.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from data_pipeline.alerts.book import Rule
from data_pipeline.alerts.candidates import Candidate, Key
from data_pipeline.alerts.journal import Facts, moment

State = Literal["seen", "open", "resolved"]
Event = Literal["seen", "opened", "gone", "back", "resolved", "dropped"]


@dataclass(frozen=True)
class Episode:
    """One alert from its first sight to its end; `row` holds the facts of its sentence.

    `is_replaced`: it ended while the region has other alerts: the region is not all right.
    """

    alert_id: str
    key: Key
    province_code: str
    severity: str
    row: dict[str, Any]
    as_of: datetime | None
    seen_at: datetime
    opened_at: datetime | None = None
    gone_at: datetime | None = None
    resolved_at: datetime | None = None
    is_replaced: bool = False

    @property
    def state(self) -> State:
        if self.resolved_at:
            return "resolved"
        return "open" if self.opened_at else "seen"


def seen(candidate: Candidate, number: int, as_of: datetime | None, at: datetime) -> Facts:
    """The event that begins the `number`-th episode of a key."""
    return {
        "event": "seen",
        "alert_id": f"{_digest(candidate.key)}-{number}",
        "at": at,
        "key": list(candidate.key),
        "province_code": candidate.province_code,
        "severity": candidate.severity,
        "as_of": as_of,
        "row": candidate.row,
    }


def next_event(episode: Episode, rule: Rule, is_there: bool, at: datetime) -> Event | None:
    """What happens to an episode that is found, or not found, at this moment."""
    if is_there:
        if episode.state == "seen":
            return "opened" if at - episode.seen_at >= rule.hold else None
        return "back" if episode.gone_at else None
    if episode.state == "seen":
        return "dropped"
    if episode.gone_at is None:
        return "gone"
    return "resolved" if at - episode.gone_at >= rule.rearm else None


def begun(facts: Facts) -> Episode:
    """The episode a `seen` event begins."""
    return Episode(
        facts["alert_id"],
        Key(*facts["key"]),
        facts["province_code"],
        facts["severity"],
        facts["row"],
        moment(facts["as_of"]),
        datetime.fromisoformat(facts["at"]),
    )


def changed(episode: Episode, facts: Facts) -> Episode:
    """The episode after a later event."""
    at = moment(facts["at"])
    event: Event = facts["event"]
    if event == "opened":
        return replace(episode, opened_at=at)
    if event == "resolved":
        return replace(episode, resolved_at=at, is_replaced=facts["is_replaced"])
    return replace(episode, gone_at=at if event == "gone" else None)


def _digest(key: Key) -> str:
    return sha256("\n".join(key).encode()).hexdigest()[:12]
