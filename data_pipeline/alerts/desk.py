"""What does the alerts process do all day? Look at the board, compare, write, send, say so.

It only reads what the worker publishes; neither the worker nor a page waits for it.
"""

from __future__ import annotations

import logging
import os
import threading
from collections import Counter
from dataclasses import replace
from functools import partial

from data_pipeline import clock, durable, lock
from data_pipeline.alerts import (
    acknowledgements,
    beat,
    book,
    hearing,
    journal,
    post,
    recipients,
    standstill,
    writing,
)
from data_pipeline.alerts.beat import Beat
from data_pipeline.alerts.book import Book, Rule
from data_pipeline.alerts.episodes import Episodes
from data_pipeline.alerts.lookout import Lookout, View
from data_pipeline.alerts.outbox import Outbox
from data_pipeline.alerts.plain import of_error
from data_pipeline.alerts.post import Clock
from data_pipeline.alerts.strict import RecipientsError
from data_pipeline.alerts.writing import Situation
from data_pipeline.settings import Settings

POLL_SECONDS = 2.0

log = logging.getLogger(__name__)


class Desk:
    """Everything the process knows; after an error it is made anew from its files."""

    def __init__(
        self, settings: Settings, stop: threading.Event, now: Clock = clock.wall_now
    ) -> None:
        """Reads recipients and files, and settles what a crash left; raises RecipientsError."""
        self._settings = settings
        self._stop = stop
        self._now = now
        self._book = book.load(settings.election_code)
        self._lookout = Lookout(settings)
        self._episodes = Episodes(journal.episodes_path(settings))
        self._outbox = Outbox(settings)
        self._directory_seen = _modified_ns(settings)
        self._directory = recipients.load(settings, self._book)
        self._trouble = ""
        self._recover()

    def turn(self) -> None:
        """One round: what it does not get done, the next one does."""
        self._read_recipients()
        view = self._lookout.look(self._episodes.newest_as_of)
        hearing.listen(self._settings, self._episodes.live(), view.actions)
        now = judge(self._settings, self._book, self._episodes, view, self._now)
        self._episodes.keep()
        if self._directory:
            writing.write_all(self._outbox, self._directory, self._book, now)
            post.deliver(
                self._outbox,
                self._directory,
                is_simulated=now.is_simulated,
                now=self._now,
                is_stopped=self._stop.is_set,
            )
        self._say(view)

    def _recover(self) -> None:
        hooks = self._directory.webhooks.values() if self._directory else ()
        knowing = [hook.name for hook in hooks if hook.is_deduplicating]
        for message in self._outbox.recover(self._now(), knowing):
            log.warning("%s: a crash left open whether it was sent", message.message_id)

    def _read_recipients(self) -> None:
        """Takes in a changed file; a broken one is told of, and the last good one holds."""
        seen = _modified_ns(self._settings)
        if seen == self._directory_seen:
            return
        self._directory_seen = seen
        try:
            self._directory = recipients.load(self._settings, self._book)
            self._trouble = ""
        except RecipientsError as error:
            log.error("%s", error)
            self._trouble = str(error)

    def _say(self, view: View) -> None:
        told = Beat(
            os.getpid(),
            self._now(),
            view.pointer.version if view.pointer else None,
            sum(1 for it in self._episodes.live() if it.opened_at),
            dict(Counter(it.state for it in self._outbox.messages())),
            self._directory is not None,
            self._trouble or view.trouble,
        )
        beat.write(self._settings, told)


def judge(settings: Settings, rules: Book, episodes: Episodes, view: View, now: Clock) -> Situation:
    """Compares what is found with what is open, in memory; the situation after it."""
    at = now()
    as_of = view.standing.as_of if view.standing else None
    today = clock.now(settings) if settings.is_simulated else at
    days_before = rules.days_before(as_of or today)
    tepat = standstill.found(settings, rules.in_force(days_before), view.pointer, at)
    episodes.turn(
        [*(view.found or []), *tepat],
        partial(rules.rule, days_before=days_before),
        at,
        as_of,
        partial(_is_judged, view=view),
    )
    return Situation(
        {it.alert_id: it for it in episodes.told()},
        acknowledgements.of_all(settings),
        view.standing,
        settings.is_simulated,
        days_before,
        at,
    )


def run(
    settings: Settings, stop: threading.Event, parent: int | None = None, *, is_once: bool = False
) -> None:
    """Work until `stop` is set or the parent process is gone; raises AlreadyRunning at once."""
    # A lock of its own, beside the worker's: one alerts process for a data directory.
    with lock.hold(replace(settings, data_dir=journal.home(settings)), "the alerts process"):
        durable.remove_temporaries(journal.home(settings))
        first = Desk(settings, stop)
        if is_once:
            first.turn()
            return
        desk: Desk | None = first
        while not stop.is_set() and (parent is None or os.getppid() == parent):
            desk = _turned(settings, stop, desk)
            stop.wait(POLL_SECONDS)


def _turned(settings: Settings, stop: threading.Event, desk: Desk | None) -> Desk | None:
    """The desk after its turn; None after an error, when files and memory may differ."""
    try:
        desk = desk or Desk(settings, stop)
        desk.turn()
    except Exception as error:  # the process goes on and says so
        log.exception("This turn failed; the next one begins from the files")
        beat.write_trouble(settings, os.getpid(), clock.wall_now(), of_error(error))
        return None
    return desk


def _is_judged(rule: Rule, view: View) -> bool:
    """What no board told of neither opens nor ends."""
    return rule.is_about_tepat or view.found is not None


def _modified_ns(settings: Settings) -> int:
    try:
        return journal.recipients_path(settings).stat().st_mtime_ns
    except FileNotFoundError:
        return 0
