"""How does the make-believe election go on while somebody watches?"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from data_pipeline import inbox
from data_pipeline.demo import campaign, history, stage
from data_pipeline.demo.campaign import Campaign
from data_pipeline.demo.loading import SENDER
from data_pipeline.settings import Settings

LAST_DAY = 1.5
POLL_SECONDS = 0.25


def steps(settings: Settings, hours: float) -> Iterator[tuple[datetime, int]]:
    """Advance the clock by some hours a step and submit what came in: (simulated time, files).

    Ends the day after the vote. Raises NotLoaded or NotSimulated.
    """
    here = stage.read(settings)
    election = campaign.build(settings.election_code, here.seed)
    while election.world.timetable.day(here.now) < LAST_DAY:
        now = here.now + timedelta(hours=hours)
        # The clock first: a file from the future would be refused.
        stage.write(settings, replace(here, now=now))
        count = _submit(settings, election, here.written_until, now)
        here = replace(here, now=now, written_until=now)
        stage.write(settings, here)
        yield now, count


def run(settings: Settings, every_seconds: float, hours: float) -> Iterator[tuple[datetime, int]]:
    """The steps, one every few seconds of real time, but none before the last was taken in."""
    for step in steps(settings, hours):
        yield step
        time.sleep(every_seconds)
        while inbox.waiting(settings):
            time.sleep(POLL_SECONDS)


def _submit(settings: Settings, election: Campaign, after: datetime, until: datetime) -> int:
    timetable = election.world.timetable
    delivery = history.update(election, timetable.day(after), timetable.day(until))
    for file in delivery.files:
        inbox.submit(settings, file.file_name, file.content, file.profile_code, SENDER)
    return len(delivery.files)
