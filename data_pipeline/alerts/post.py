"""How does a letter leave the house, and which may not leave it?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from data_pipeline.alerts import mail, webhook
from data_pipeline.alerts.outbox import Letter, Message, Outbox, Outcome
from data_pipeline.alerts.recipients import Channel, Directory
from data_pipeline.alerts.servers import RESERVED

Clock = Callable[[], datetime]

NOT_LISTED = Outcome("given_up", "not in recipients.toml any more")
SIMULATION = Outcome("given_up", "simulated data goes to this machine only")


def may_leave(directory: Directory, channel: Channel, is_simulated: bool) -> bool:
    """Simulated data stays on this machine, unless the file allows it.

    A mail server on this machine may pass mail on: only domains nobody has are safe with it.
    """
    if not is_simulated or directory.allows_simulation:
        return True
    if channel.kind == "webhook":
        return directory.webhooks[channel.target].is_loopback
    smtp = directory.smtp
    return smtp is not None and smtp.is_loopback and bool(RESERVED.search(channel.to))


def is_listed(directory: Directory, recipient: str, channel: Channel) -> bool:
    """Does the file, as it is now, still name this channel for this recipient?"""
    return any(it.name == recipient and channel in it.channels for it in directory.recipients)


def send(
    directory: Directory, channel: Channel, message_id: str, letter: Letter, at: datetime
) -> Outcome:
    """One attempt, whatever comes of it."""
    if channel.kind == "webhook":
        return webhook.send(directory.webhooks[channel.target], channel.to, message_id, letter)
    if directory.smtp is None:
        return NOT_LISTED
    return mail.send(directory.smtp, channel.to, message_id, letter, at)


def deliver(
    outbox: Outbox,
    directory: Directory,
    *,
    is_simulated: bool,
    now: Clock,
    is_stopped: Callable[[], bool],
) -> None:
    """Everything that may be sent now; a server that did not answer is left alone until later."""
    silent: set[tuple[str, str]] = set()
    for message in outbox.due(now()):
        server = (message.channel.kind, message.channel.target)
        if is_stopped():
            return
        if server in silent:
            continue
        outcome = _attempt(outbox, directory, message, is_simulated, now)
        if outcome.state == "failed":
            silent.add(server)


def _attempt(
    outbox: Outbox, directory: Directory, message: Message, is_simulated: bool, now: Clock
) -> Outcome:
    if not is_listed(directory, message.recipient, message.channel):
        outcome = NOT_LISTED
    elif not may_leave(directory, message.channel, is_simulated):
        outcome = SIMULATION
    else:
        letter = outbox.letter(message)
        outbox.claim(message, now())
        outcome = send(directory, message.channel, message.message_id, letter, message.queued_at)
    outbox.settle(message, outcome, now())
    return outcome
