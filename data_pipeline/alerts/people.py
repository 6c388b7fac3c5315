"""Who is told of what, through which channel, and whom must nobody disturb now? For the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import pandas as pd

from data_pipeline.alerts import acknowledgements, book, journal, recipients, writing
from data_pipeline.alerts.book import Book
from data_pipeline.alerts.due import Due
from data_pipeline.alerts.episodes import Episodes
from data_pipeline.alerts.outbox import Outbox
from data_pipeline.alerts.quiet import Quiet
from data_pipeline.alerts.recipients import EVERYWHERE, Channel, Directory, Recipient
from data_pipeline.alerts.views import shortened
from data_pipeline.alerts.writing import Situation
from data_pipeline.queries import Scope
from data_pipeline.settings import Settings

COLUMNS = (
    "recipient",
    "role",
    "places",
    "severities",
    "quiet",
    "zone",
    "channels",
    "held_count",
    "held_until",
)


class Withheld(Mapping[str, str]):
    """Stands for the environment where nothing is sent: a page needs no secret to show a file."""

    def __getitem__(self, name: str) -> str:
        return "withheld"

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def directory(settings: Settings) -> Directory | None:
    """What recipients.toml says; None without the file, RecipientsError where it is wrong."""
    return recipients.load(settings, book.load(settings.election_code), Withheld())


def people(
    settings: Settings, told: Directory, scope: Scope, as_of: datetime, at: datetime
) -> pd.DataFrame:
    """Everybody who covers one of the provinces asked for, by role, then name.

    `held_count` alerts wait until `held_until` because the recipient's hours are quiet. `as_of` is
    the board's moment and `at` this machine's, both naive UTC.
    """
    rules = book.load(settings.election_code)
    held = _held(settings, told, rules, as_of, at)
    found = [it for it in told.recipients if _covers(it, rules, scope)]
    found.sort(key=lambda it: (_level(told, it), it.role, it.name))
    return pd.DataFrame([_row(it, held[it.name]) for it in found], columns=list(COLUMNS))


def _held(
    settings: Settings, told: Directory, rules: Book, as_of: datetime, at: datetime
) -> dict[str, list[Due]]:
    """What is due to each recipient and waits for the end of quiet hours."""
    episodes = {it.alert_id: it for it in Episodes(journal.episodes_path(settings)).told()}
    answers = acknowledgements.of_all(settings)
    days_before = rules.days_before(as_of)
    now = Situation(episodes, answers, None, settings.is_simulated, days_before, at)
    due, outbox = writing.all_due(told, rules, now), Outbox(settings)
    return {
        recipient.name: [
            it
            for it in due[recipient.name]
            if it.release_at > at
            and any(writing.untold(outbox, way, [it.notice]) for way in recipient.channels)
        ]
        for recipient in told.recipients
    }


def _covers(recipient: Recipient, rules: Book, scope: Scope) -> bool:
    if not scope.province_codes or EVERYWHERE in recipient.places:
        return True
    provinces = {rules.province_of.get(place, place) for place in recipient.places}
    return not provinces.isdisjoint(scope.province_codes)


def _level(told: Directory, recipient: Recipient) -> int:
    """The place of the role in the escalation; a role outside it is told at once."""
    is_called = recipient.role in told.escalation
    return told.escalation.index(recipient.role) if is_called else -1


def _row(recipient: Recipient, held: list[Due]) -> dict[str, Any]:
    return {
        "recipient": recipient.name,
        "role": recipient.role,
        "places": tuple(sorted(recipient.places)),
        "severities": tuple(it for it in recipients.SEVERITIES if it in recipient.severities),
        "quiet": _hours(recipient.quiet),
        "zone": recipient.zone_name,
        "channels": tuple(shown(it) for it in recipient.channels),
        "held_count": len(held),
        "held_until": min((it.release_at for it in held), default=None),
    }


def _hours(quiet: Quiet) -> tuple[str, str] | None:
    """('22:00', '05:00'), or None for somebody who may always be told."""
    return None if quiet.start == quiet.end else (f"{quiet.start:%H:%M}", f"{quiet.end:%H:%M}")


def shown(channel: Channel) -> str:
    """'mail lo…@kpu.go.id' or 'telegram -1…': enough to know one's own."""
    kind = channel.kind if channel.kind == "mail" else channel.target
    return f"{kind} {shortened(channel.to)}".strip()
