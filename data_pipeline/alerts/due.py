"""Who has to be told of an alert by now? First those responsible, then role after role.

It depends on times alone, so a crash, a restart or a late look changes nothing: whatever is due and
was not yet put into a letter, is put into the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from data_pipeline.alerts.book import Rule
from data_pipeline.alerts.episode import Episode
from data_pipeline.alerts.outbox import Notice
from data_pipeline.alerts.recipients import Directory, Recipient

# An end is news for a while; after that it would only be noise.
END_IS_NEWS = timedelta(days=2)


class Due(NamedTuple):
    """A notice, whom it concerns, and from when on they may be told."""

    recipient: Recipient
    notice: Notice
    release_at: datetime


def of_episode(
    episode: Episode,
    rule: Rule,
    directory: Directory,
    days_before: int,
    acknowledged_at: datetime | None,
    at: datetime,
) -> Iterator[Due]:
    """What is due at a moment of naive UTC, also what quiet hours still hold back."""
    if episode.resolved_at:
        is_news = not episode.is_replaced and at - episode.resolved_at < END_IS_NEWS
        if is_news and rule.looks_at != "decision":  # a day that has gone by is no relief
            yield from _ends(episode, episode.resolved_at, concerned_by(directory, episode, rule))
    elif episode.opened_at and episode.gone_at is None:
        concerned = concerned_by(directory, episode, rule)
        breaks_quiet = rule.breaks_quiet(days_before)
        start: datetime | None = episode.opened_at
        for number, level in enumerate(levels(concerned, directory.escalation)):
            if start is None or start > at:
                return
            notice = Notice(episode.alert_id, "escalated" if number else "opened")
            releases = [start if breaks_quiet else it.quiet.release(start) for it in level]
            yield from map(Due, level, [notice] * len(level), releases)
            start = _next_start(min(releases), rule, acknowledged_at)


def concerned_by(directory: Directory, episode: Episode, rule: Rule) -> list[Recipient]:
    """Whose it is: by region and colour, or because they look after Tepat."""
    if rule.is_about_tepat:
        return [it for it in directory.recipients if it.hears_of_tepat]
    near = directory.covering(episode.key.region_code, episode.province_code)
    return [it for it in near if episode.severity in it.severities]


def levels(concerned: list[Recipient], escalation: tuple[str, ...]) -> list[list[Recipient]]:
    """Roles that somebody holds here, in their order; a role outside it is told at once."""
    outside = [it for it in concerned if it.role not in escalation]
    by_role = [[it for it in concerned if it.role == role] for role in escalation]
    held = [level for level in by_role if level]
    return [held[0] + outside, *held[1:]] if held else [outside] if outside else []


def _next_start(
    release_at: datetime, rule: Rule, acknowledged_at: datetime | None
) -> datetime | None:
    """When the next role is called: unless somebody has answered before."""
    if rule.escalate is None:
        return None
    start = release_at + rule.escalate
    return None if acknowledged_at is not None and acknowledged_at <= start else start


def _ends(episode: Episode, ended_at: datetime, concerned: list[Recipient]) -> Iterator[Due]:
    notice = Notice(episode.alert_id, "ended")
    for recipient in concerned:
        if recipient.hears_of_ends:
            yield Due(recipient, notice, recipient.quiet.release(ended_at))
