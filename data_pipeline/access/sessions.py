"""Is a session still good? Asked on every run of a page, of every download, of every request."""

from __future__ import annotations

from typing import Final

from data_pipeline import clock
from data_pipeline.access import people, refused
from data_pipeline.access.principal import Identity, Principal
from data_pipeline.access.refused import Refused
from data_pipeline.settings import Settings

LONGEST_SECONDS: Final = 8 * 3600
# Two machines' clocks; a sign-in from further ahead is no sign-in.
SKEW_SECONDS: Final = 60


def principal(settings: Settings, identity: Identity, issued_at: int) -> Principal:
    """Who that is now; raises Refused when the session or the role has ended, or never was."""
    person = people.all_of(settings).get(identity)
    if person is None:
        raise Refused(refused.UNKNOWN, issuer=identity.issuer, subject=identity.subject)
    if person.is_disabled:
        raise Refused(refused.DISABLED, name=person.name)
    age_seconds = clock.epoch_seconds() - issued_at
    if not -SKEW_SECONDS <= age_seconds < LONGEST_SECONDS:
        raise Refused(refused.EXPIRED, name=person.name)
    if issued_at <= person.revoked_at:
        raise Refused(refused.ENDED, name=person.name)
    return person.principal(issued_at)
