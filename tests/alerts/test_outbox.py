"""Is a letter sent at most once, whatever happens between two lines of the outbox?"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from data_pipeline.alerts import journal, outbox
from data_pipeline.alerts.outbox import Letter, Message, Notice, Outbox, Outcome
from data_pipeline.alerts.recipients import Channel
from data_pipeline.settings import Settings
from tests.alerts import directories
from tests.alerts.station import NOON, Station

NEWS = (Notice("0123456789ab-1", "opened"),)
LETTER = Letter("Tepat", "Isi\n", {"counts": {"red": 1}})
LATER = Outcome("failed", "451 later")
BUSY = Outcome("failed", "429", timedelta(minutes=45))


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    station = Station(Settings(tmp_path))
    station.recipients(directories.smtp(25) + directories.recipient())
    return station.settings


def queued(here: Settings) -> Message:
    person = directories.read(here).recipients[0]
    return Outbox(here).queue(person, person.channels[0], NEWS, LETTER, NOON)


def only(here: Settings) -> Message:
    (message,) = Outbox(here).messages()
    return message


def test_the_same_news_for_the_same_channel_has_the_same_id() -> None:
    first, second = Notice("a", "opened"), Notice("b", "opened")
    channel, other = Channel("mail", "smtp", "a@b.test"), Channel("mail", "smtp", "c@d.test")
    told = outbox.message_id_of(channel, (first, second), LETTER)
    assert told == outbox.message_id_of(channel, (second, first), Letter("x", "y", {}))
    assert told != outbox.message_id_of(other, (first, second), LETTER)
    assert told != outbox.message_id_of(channel, (first,), LETTER)


def test_what_was_queued_counts_as_told(here: Settings) -> None:
    message = queued(here)
    assert Outbox(here).has_told(message.channel, NEWS[0])
    assert not Outbox(here).has_told(message.channel, Notice("0123456789ab-1", "ended"))
    assert Outbox(here).letter(message) == LETTER


def test_what_a_crash_left_unclear_is_never_sent_again(here: Settings) -> None:
    message = queued(here)
    Outbox(here).claim(message, NOON)
    assert Outbox(here).due(NOON) == []
    Outbox(here).recover(NOON)
    assert only(here).state == "unknown"
    assert Outbox(here).due(NOON + timedelta(days=9)) == []


def test_a_failure_waits_longer_every_time_and_is_given_up_after_a_day(here: Settings) -> None:
    message, at, waits = queued(here), NOON, []
    while only(here).state in {"queued", "failed"}:
        box = Outbox(here)
        box.claim(message, at)
        box.settle(message, LATER, at)
        next_at = only(here).next_at or at
        assert next_at == at or box.due(next_at - timedelta(seconds=1)) == []
        waits.append((next_at - at).total_seconds() / 60)
        at = next_at
    assert waits[:7] == [1, 2, 4, 8, 15, 30, 30]
    assert only(here).state == "given_up"
    assert timedelta(hours=24) <= at - NOON < timedelta(hours=25.5)


def test_a_busy_server_is_given_the_time_it_asks_for(here: Settings) -> None:
    message = queued(here)
    Outbox(here).settle(message, BUSY, NOON)
    assert only(here).next_at == NOON + timedelta(minutes=45)


@pytest.mark.parametrize(
    ("cut", "state"), [("queued", None), ("sending", "queued"), ("sent", "sending")]
)
def test_a_torn_last_line_was_never_written(here: Settings, cut: str, state: str | None) -> None:
    message = queued(here)
    box = Outbox(here)
    if cut != "queued":
        box.claim(message, NOON)
    if cut == "sent":
        box.settle(message, Outcome("sent", "250"), NOON)
    path = journal.outbox_path(here)
    path.write_bytes(path.read_bytes()[:-5])
    assert [it.state for it in Outbox(here).messages()] == ([state] if state else [])
    Outbox(here).recover(NOON)
    expected = {"sending": ["unknown"], "queued": ["queued"]}.get(state or "", [])
    assert [it.state for it in Outbox(here).messages()] == expected
