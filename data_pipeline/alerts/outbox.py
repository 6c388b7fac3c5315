"""Which letters were written, which were sent, and which must not be touched again?

outbox.jsonl is append-only. `sending` is on disk before a channel is touched: a letter found in
that state at the next start may have arrived, so it is `unknown` and is not sent again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from data_pipeline import durable
from data_pipeline.alerts import journal
from data_pipeline.alerts.journal import Facts
from data_pipeline.alerts.recipients import Channel, Recipient
from data_pipeline.settings import Settings

State = Literal["queued", "sending", "sent", "failed", "given_up", "unknown"]
BACKOFF_MINUTES = (1, 2, 4, 8, 15, 30)
GIVE_UP_AFTER = timedelta(hours=24)
OPEN_STATES = ("queued", "failed")


@dataclass(frozen=True)
class Notice:
    """One thing somebody has to be told: that an alert opened, was escalated, or is over."""

    alert_id: str
    what: Literal["opened", "escalated", "ended"]


@dataclass(frozen=True)
class Letter:
    """What is sent; kept in data/alerts/letters/<message_id>.json and never changed."""

    subject: str
    text: str
    facts: Facts


@dataclass(frozen=True)
class Outcome:
    """What came of one attempt; `wait` is how long a busy server asked for."""

    state: Literal["sent", "failed", "given_up", "unknown"]
    answer: str
    wait: timedelta = timedelta()


@dataclass(frozen=True)
class Message:
    """One letter for one channel, and how far it has come. Times are naive UTC."""

    message_id: str
    recipient: str
    role: str
    channel: Channel
    notices: tuple[Notice, ...]
    queued_at: datetime
    state: State = "queued"
    at: datetime = datetime.min
    attempts: int = 0
    next_at: datetime | None = None
    answer: str = ""

    @property
    def is_test(self) -> bool:
        return not self.notices


class Outbox:
    """Every message so far, read from and kept in outbox.jsonl by the one alerts process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._path = journal.outbox_path(settings)
        self._by_id: dict[str, Message] = {}
        self._told: defaultdict[str, set[Notice]] = defaultdict(set)
        self._last_queued: dict[str, datetime] = {}
        for facts in journal.read(self._path):
            self._apply(facts)

    def messages(self) -> list[Message]:
        """Oldest first."""
        return list(self._by_id.values())

    def has_told(self, channel: Channel, notice: Notice) -> bool:
        """Was this ever put into a letter for that channel?"""
        return notice in self._told[channel.key]

    def last_queued(self, channel: Channel, recipient: str) -> datetime:
        """When this recipient was last written to through it; datetime.min when never."""
        return self._last_queued.get(f"{recipient}\n{channel.key}", datetime.min)

    def queue(
        self,
        recipient: Recipient,
        channel: Channel,
        notices: tuple[Notice, ...],
        letter: Letter,
        at: datetime,
    ) -> Message:
        """The letter is on disk before its line is; after this it will be sent once."""
        message_id = message_id_of(channel, notices, letter)
        home = journal.letters_dir(self._settings)
        durable.make_directory(home)
        text = json.dumps(asdict(letter), ensure_ascii=False, default=journal.as_text)
        durable.write_text(home / f"{message_id}.json", text)
        self._say(
            {
                "state": "queued",
                "message_id": message_id,
                "at": at,
                "recipient": recipient.name,
                "role": recipient.role,
                "channel": asdict(channel),
                "notices": [[it.alert_id, it.what] for it in notices],
            }
        )
        return self._by_id[message_id]

    def letter(self, message: Message) -> Letter:
        return read_letter(self._settings, message.message_id)

    def due(self, at: datetime) -> list[Message]:
        """What may be sent now, oldest first."""
        return [
            it
            for it in self._by_id.values()
            if it.state in OPEN_STATES and (it.next_at is None or it.next_at <= at)
        ]

    def claim(self, message: Message, at: datetime) -> None:
        """From here on a crash leaves the message unknown."""
        self._say({"state": "sending", "message_id": message.message_id, "at": at})

    def settle(self, message: Message, outcome: Outcome, at: datetime) -> None:
        """Keep what came of the attempt, and when the next one is."""
        facts: Facts = {
            "state": outcome.state,
            "message_id": message.message_id,
            "at": at,
            "answer": outcome.answer,
        }
        if outcome.state == "failed":
            if at - message.queued_at >= GIVE_UP_AFTER:
                facts["state"] = "given_up"
            attempts = self._by_id[message.message_id].attempts
            facts["next_at"] = at + max(backoff(attempts), outcome.wait)
        self._say(facts)

    def recover(self, at: datetime, deduplicating: Collection[str] = ()) -> list[Message]:
        """Settles what a crash left between `sending` and its answer.

        A webhook that knows a repeated key is asked again; anything else stays unknown.
        """
        left = [it for it in self._by_id.values() if it.state == "sending"]
        for message in left:
            channel = message.channel
            may_repeat = channel.kind == "webhook" and channel.target in deduplicating
            outcome = Outcome("failed" if may_repeat else "unknown", "crash")
            self.settle(message, outcome, at)
        return left

    def _say(self, facts: Facts) -> None:
        written: Facts = json.loads(json.dumps(facts, default=journal.as_text))
        journal.append(self._path, [written])
        self._apply(written)

    def _apply(self, facts: Facts) -> None:
        if facts["state"] == "queued":
            self._add(facts)
            return
        message = self._by_id[facts["message_id"]]
        is_attempt = facts["state"] == "sending"
        self._by_id[message.message_id] = replace(
            message,
            state=facts["state"],
            at=datetime.fromisoformat(facts["at"]),
            attempts=message.attempts + is_attempt,
            next_at=journal.moment(facts.get("next_at")),
            answer=facts.get("answer", ""),
        )

    def _add(self, facts: Facts) -> None:
        at = datetime.fromisoformat(facts["at"])
        channel = Channel(**facts["channel"])
        notices = tuple(Notice(*it) for it in facts["notices"])
        self._by_id[facts["message_id"]] = Message(
            facts["message_id"], facts["recipient"], facts["role"], channel, notices, at, at=at
        )
        self._told[channel.key].update(notices)
        self._last_queued[f"{facts['recipient']}\n{channel.key}"] = at


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many failures."""
    return timedelta(minutes=BACKOFF_MINUTES[min(attempts, len(BACKOFF_MINUTES)) - 1])


def message_id_of(channel: Channel, notices: tuple[Notice, ...], letter: Letter) -> str:
    """The same news for the same channel always has the same id, so that gateways can tell."""
    news = sorted(f"{it.alert_id} {it.what}" for it in notices) or [letter.text]
    return sha256("\n".join([channel.key, *news]).encode()).hexdigest()[:32]


def read_letter(settings: Settings, message_id: str) -> Letter:
    """A letter as it was written."""
    path = journal.letters_dir(settings) / f"{message_id}.json"
    return Letter(**json.loads(path.read_text(encoding="utf-8")))
