"""What do the pages show of the alerts? Read from the files; the process is never asked."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

import pandas as pd

from data_pipeline.alerts import acknowledgements, journal, wording
from data_pipeline.alerts.acknowledgements import Acknowledgement
from data_pipeline.alerts.candidates import NOWHERE
from data_pipeline.alerts.episode import Episode
from data_pipeline.alerts.episodes import Episodes
from data_pipeline.alerts.outbox import Message, Outbox
from data_pipeline.alerts.wording import Reader
from data_pipeline.queries import Scope
from data_pipeline.settings import Settings

SHOWN_SIGNS = 2


def alerts(settings: Settings, language: str, scope: Scope) -> pd.DataFrame:
    """Every alert of the provinces asked for, open ones first, newest first.

    The sentence is the one that was true when the alert was first seen (`as_of`). Alerts about
    Tepat itself belong to no province and are shown where all are.
    """
    answers = acknowledgements.of_all(settings)
    roles = _roles_told(settings)
    reader = Reader(language, wording.DEFAULT_ZONE)
    told = Episodes(journal.episodes_path(settings)).told()
    rows = [
        _alert(reader, it, answers.get(it.alert_id), roles.get(it.alert_id, {}))
        for it in sorted(told, key=lambda it: it.opened_at or it.seen_at, reverse=True)
        if not scope.province_codes or it.province_code in scope.province_codes
    ]
    rows.sort(key=lambda row: row["state"] == "resolved")
    return pd.DataFrame(rows, columns=list(ALERT_COLUMNS))


def outbox(settings: Settings, scope: Scope) -> pd.DataFrame:
    """Every message about the provinces asked for, newest first.

    Addresses are shortened so that a page gives none away.
    """
    newest_first = reversed(Outbox(settings).messages())
    own = _alert_ids(settings, scope)
    rows = [_message(it) for it in newest_first if own is None or _is_about(it, own)]
    return pd.DataFrame(rows, columns=list(MESSAGE_COLUMNS))


def state_of(episode: Episode, answer: Acknowledgement | None) -> str:
    """seen, open, acknowledged or resolved: the word for it is alerts.state.<state>."""
    return "acknowledged" if answer and episode.state == "open" else episode.state


def counts_by_state(settings: Settings) -> dict[str, int]:
    """How many messages are in which state."""
    return dict(Counter(it.state for it in Outbox(settings).messages()))


ALERT_COLUMNS = (
    "alert_id",
    "state",
    "severity",
    "rule_code",
    "rule",
    "place",
    "region_code",
    "province_code",
    "item_code",
    "dapil_code",
    "cause",
    "sentence",
    "as_of",
    "opened_at",
    "gone_at",
    "resolved_at",
    "acknowledged_by",
    "acknowledged_at",
    "note",
    "told_roles",
    "is_escalated",
)
MESSAGE_COLUMNS = (
    "message_id",
    "state",
    "recipient",
    "role",
    "channel",
    "to",
    "alert_count",
    "queued_at",
    "at",
    "attempts",
    "next_at",
    "answer",
)


def _roles_told(settings: Settings) -> dict[str, dict[str, bool]]:
    """Of each alert: the roles a letter was written to, first told first; True: by escalation."""
    told: dict[str, dict[str, bool]] = {}
    for message in Outbox(settings).messages():
        for notice in message.notices:
            if notice.what != "ended":
                roles = told.setdefault(notice.alert_id, {})
                roles.setdefault(message.role, notice.what == "escalated")
    return told


def _alert_ids(settings: Settings, scope: Scope) -> set[str] | None:
    """The alerts of the provinces asked for; None where all are."""
    if not scope.province_codes:
        return None
    told = Episodes(journal.episodes_path(settings)).told()
    return {it.alert_id for it in told if it.province_code in scope.province_codes}


def _is_about(message: Message, alert_ids: set[str]) -> bool:
    return any(notice.alert_id in alert_ids for notice in message.notices)


def _alert(
    reader: Reader, it: Episode, answer: Acknowledgement | None, roles: dict[str, bool]
) -> dict[str, Any]:
    return {
        **it.key._asdict(),
        "alert_id": it.alert_id,
        "state": state_of(it, answer),
        "severity": it.severity,
        "rule": reader.say(f"rule.{it.key.rule_code}"),
        "place": wording.place(reader, it),
        "province_code": None if it.province_code == NOWHERE else it.province_code,
        "sentence": wording.reason(reader, it).text,
        "as_of": it.as_of,
        "opened_at": it.opened_at,
        "gone_at": it.gone_at,
        "resolved_at": it.resolved_at,
        "acknowledged_by": answer.who if answer else None,
        "acknowledged_at": answer.at if answer else None,
        "note": answer.note if answer else None,
        "told_roles": tuple(roles),
        "is_escalated": any(roles.values()),
    }


def _message(it: Message) -> dict[str, Any]:
    return {
        "message_id": it.message_id,
        "state": it.state,
        "recipient": it.recipient,
        "role": it.role,
        "channel": it.channel.kind if it.channel.kind == "mail" else it.channel.target,
        "to": shortened(it.channel.to),
        "alert_count": len(it.notices),
        "queued_at": it.queued_at,
        "at": it.at,
        "attempts": it.attempts,
        "next_at": _of_open(it),
        "answer": it.answer,
    }


def _of_open(it: Message) -> datetime | None:
    return it.next_at if it.state == "failed" else None


def shortened(to: str) -> str:
    """'lo…@kpu.go.id', '62…': enough to know one's own."""
    name, at, domain = to.partition("@")
    return f"{name[:SHOWN_SIGNS]}…{at}{domain}" if len(name) > SHOWN_SIGNS else to
