"""Which letters have to be written now? One for each person and channel, however many alerts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from data_pipeline.alerts import due, letters, post
from data_pipeline.alerts.acknowledgements import Acknowledgement
from data_pipeline.alerts.book import Book
from data_pipeline.alerts.due import Due
from data_pipeline.alerts.episode import Episode
from data_pipeline.alerts.letters import NO_LIMIT, Standing
from data_pipeline.alerts.outbox import Letter, Notice, Outbox
from data_pipeline.alerts.recipients import Channel, Directory, Recipient
from data_pipeline.alerts.wording import Reader, Told


@dataclass(frozen=True)
class Situation:
    """What is known when letters are written; `at` is naive UTC of this machine."""

    episodes: Mapping[str, Episode]
    acknowledged: Mapping[str, Acknowledgement]
    standing: Standing | None
    is_simulated: bool
    days_before: int
    at: datetime


def all_due(directory: Directory, book: Book, now: Situation) -> dict[str, list[Due]]:
    """What each recipient has to be told, by name, told already or not."""
    found: defaultdict[str, list[Due]] = defaultdict(list)
    for episode in now.episodes.values():
        rule = book.rule(episode.key.rule_code, now.days_before)
        answer = now.acknowledged.get(episode.alert_id)
        answered_at = answer.at if answer else None
        for it in due.of_episode(episode, rule, directory, now.days_before, answered_at, now.at):
            found[it.recipient.name].append(it)
    return found


def write_all(outbox: Outbox, directory: Directory, book: Book, now: Situation) -> None:
    """Puts into the outbox what is due, was not told before and is not too soon after the last."""
    by_name = all_due(directory, book, now)
    for recipient in directory.recipients:
        released = [it.notice for it in by_name[recipient.name] if it.release_at <= now.at]
        for channel in recipient.channels:
            if not post.may_leave(directory, channel, now.is_simulated):
                continue
            if now.at - outbox.last_queued(channel, recipient.name) < recipient.pace:
                continue
            news = untold(outbox, channel, released)
            if news:
                letter = compose(directory, recipient, channel, news, now)
                outbox.queue(recipient, channel, news, letter, now.at)


def untold(outbox: Outbox, channel: Channel, notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """What is news to that channel: an alert once, its end only to who heard of its beginning."""
    return tuple(it for it in notices if _is_news(outbox, channel, it))


def compose(
    directory: Directory,
    recipient: Recipient,
    channel: Channel,
    notices: Sequence[Notice],
    now: Situation,
) -> Letter:
    """The letter in the recipient's language."""
    told = [
        Told(it, now.episodes[it.alert_id], now.acknowledged.get(it.alert_id)) for it in notices
    ]
    is_webhook = channel.kind == "webhook"
    return letters.write(
        Reader(recipient.language, recipient.zone_name, directory.link),
        told,
        now.standing,
        is_simulated=now.is_simulated,
        text_limit=directory.webhooks[channel.target].text_limit if is_webhook else NO_LIMIT,
    )


def _is_news(outbox: Outbox, channel: Channel, notice: Notice) -> bool:
    begun = any(
        outbox.has_told(channel, Notice(notice.alert_id, what)) for what in ("opened", "escalated")
    )
    if notice.what == "ended":
        return begun and not outbox.has_told(channel, notice)
    return not begun
