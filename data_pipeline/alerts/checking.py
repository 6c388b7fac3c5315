"""Would it work? What the commands `alerts check`, `test` and `list` answer, sending nothing more
than a test message.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from data_pipeline import clock, formats, text
from data_pipeline.alerts import (
    beat,
    book,
    desk,
    journal,
    letters,
    post,
    recipients,
    views,
    writing,
)
from data_pipeline.alerts.book import Book
from data_pipeline.alerts.due import Due
from data_pipeline.alerts.episodes import Episodes
from data_pipeline.alerts.lookout import Lookout
from data_pipeline.alerts.outbox import Outbox, message_id_of
from data_pipeline.alerts.recipients import Channel, Directory, Recipient
from data_pipeline.alerts.wording import Reader, Told
from data_pipeline.alerts.writing import Situation
from data_pipeline.errors import UnknownName
from data_pipeline.house import SHAPES
from data_pipeline.queries import Scope
from data_pipeline.settings import Settings


@dataclass(frozen=True)
class Answer:
    """What a command prints, and whether all is as it should be."""

    lines: list[str]
    is_fine: bool


def say(language: str, key: str, **facts: object) -> str:
    return text.say(language, f"alerts.command.{key}", **facts)


def check(settings: Settings, language: str) -> Answer:
    """Reads recipients.toml, and says who would be told what now; writes and sends nothing."""
    rules = book.load(settings.election_code)
    directory = recipients.load(settings, rules)
    path = journal.recipients_path(settings)
    if directory is None:
        return Answer([say(language, "no_file", path=path), _alive(settings, language)], False)
    if not directory.recipients:
        return Answer([say(language, "no_recipients", path=path)], False)
    roles = " → ".join(directory.escalation) or formats.UNKNOWN
    head = say(language, "fine", path=path, n=len(directory.recipients), roles=roles)
    gaps = list(_gaps(directory, rules, language))
    everybody = list(_everybody(settings, rules, directory, language))
    return Answer([head, *gaps, _alive(settings, language), *everybody], not gaps)


def test(settings: Settings, language: str, to: str) -> Answer:
    """One message to everybody of a role or name, in one attempt and beside the outbox."""
    directory = recipients.load(settings, book.load(settings.election_code))
    if directory is None:
        path = journal.recipients_path(settings)
        return Answer([say(language, "no_file", path=path)], False)
    called = [it for it in directory.recipients if to in (it.role, it.name)]
    if not called:
        raise UnknownName("recipient", to, sorted({it.role for it in directory.recipients}))
    outcomes = [
        _tested(settings, directory, recipient, channel, language)
        for recipient in called
        for channel in recipient.channels
    ]
    return Answer([line for line, _ in outcomes], all(is_sent for _, is_sent in outcomes))


def listed(settings: Settings, language: str) -> Answer:
    """Open alerts, and the messages by state."""
    told = views.alerts(settings, language, Scope())
    lines = [
        say(
            language,
            "listed",
            id=row["alert_id"],
            state=text.say(language, f"alerts.state.{row['state']}"),
            shape=SHAPES[row["severity"]],
            rule=row["rule"],
            place=row["place"],
        )
        for row in told[told["state"] != "resolved"].to_dict("records")
    ] or [say(language, "nothing_open")]
    counts = (
        f"{n} {text.say(language, f'alerts.message_state.{state}')}"
        for state, n in views.counts_by_state(settings).items()
    )
    messages = say(language, "messages", counts=", ".join(counts) or formats.UNKNOWN)
    return Answer([*lines, "", messages, _alive(settings, language)], True)


def _gaps(directory: Directory, rules: Book, language: str) -> Iterator[str]:
    if not any(it.hears_of_tepat for it in directory.recipients):
        yield say(language, "nobody_for_tepat")
    alone = [
        region
        for region, province in rules.province_of.items()
        if not directory.covering(region, province)
    ]
    if alone:
        yield say(language, "nobody_everywhere", n=formats.number(language, len(alone)))


def _alive(settings: Settings, language: str) -> str:
    found, at = beat.read(settings), clock.wall_now()
    if found is None or not found.is_alive(at):
        return say(language, "not_running")
    hours = (at - found.at).total_seconds() / 3600
    return say(language, "running", age=formats.age(language, hours))


def _everybody(
    settings: Settings, rules: Book, directory: Directory, language: str
) -> Iterator[str]:
    """As if everything found now had held long enough; nothing of it is kept."""
    at_once = replace(rules, rules=tuple(replace(it, hold_minutes=0) for it in rules.rules))
    episodes = Episodes(journal.episodes_path(settings))
    view = Lookout(settings).look(episodes.newest_as_of)
    now = desk.judge(settings, at_once, episodes, view, clock.wall_now)
    by_name = writing.all_due(directory, at_once, now)
    outbox = Outbox(settings)
    for recipient in directory.recipients:
        yield _described(recipient, language)
        yield from _held_back(directory, recipient, now, language)
        news = [
            it
            for it in by_name[recipient.name]
            if any(writing.untold(outbox, channel, [it.notice]) for channel in recipient.channels)
        ]
        yield from _news(recipient, news, now, language)


def _described(recipient: Recipient, language: str) -> str:
    return say(
        language,
        "recipient",
        name=recipient.name,
        role=recipient.role,
        places=", ".join(sorted(recipient.places)),
        channels=", ".join(_shown(it) for it in recipient.channels),
    )


def _held_back(
    directory: Directory, recipient: Recipient, now: Situation, language: str
) -> Iterator[str]:
    for channel in recipient.channels:
        if not post.may_leave(directory, channel, now.is_simulated):
            why = say(language, "simulation")
            yield say(language, "blocked", channel=_shown(channel), why=why)


def _news(recipient: Recipient, news: list[Due], now: Situation, language: str) -> Iterator[str]:
    reader = Reader(language, recipient.zone_name)
    held = [it for it in news if it.release_at > now.at]
    told = [Told(it.notice, now.episodes[it.notice.alert_id]) for it in news if it not in held]
    counts = letters.counts(reader, told)
    yield say(language, "now", counts=counts) if counts else say(language, "now_nothing")
    if held:
        until = reader.moment(min(it.release_at for it in held))
        yield say(language, "held", n=formats.number(language, len(held)), until=until)


def _tested(
    settings: Settings,
    directory: Directory,
    recipient: Recipient,
    channel: Channel,
    language: str,
) -> tuple[str, bool]:
    if not post.may_leave(directory, channel, settings.is_simulated):
        why = say(language, "simulation")
        return say(language, "blocked", channel=_shown(channel), why=why), False
    reader, at = Reader(recipient.language, recipient.zone_name), clock.wall_now()
    letter = letters.test(reader, recipient.role, at, is_simulated=settings.is_simulated)
    message_id = message_id_of(channel, (), letter)
    outcome = post.send(directory, channel, message_id, letter, at)
    state = text.say(language, f"alerts.message_state.{outcome.state}")
    line = say(language, "sent_to", channel=_shown(channel), state=state, answer=outcome.answer)
    return line, outcome.state == "sent"


def _shown(channel: Channel) -> str:
    """The operator who wrote the file may read it: whole addresses."""
    return channel.to if channel.kind == "mail" else f"{channel.target} {channel.to}".strip()
