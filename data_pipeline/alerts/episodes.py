"""Which alerts are open, and which are over? Every episode, read from and kept in alerts.jsonl.

A key that flaps within its times stays one episode; only after it was resolved can it open anew.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from data_pipeline.alerts import episode, journal
from data_pipeline.alerts.book import Rule
from data_pipeline.alerts.candidates import Candidate, Key
from data_pipeline.alerts.episode import Episode
from data_pipeline.alerts.journal import Facts


class Episodes:
    """What has been seen so far; after an error make a new one from the file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._by_id: dict[str, Episode] = {}
        self._live: dict[Key, str] = {}
        self._counts: Counter[Key] = Counter()
        self._pending: list[Facts] = []
        self.newest_as_of: datetime | None = None
        for facts in journal.read(path):
            self._apply(facts)

    def told(self) -> list[Episode]:
        """Every episode that was ever open, oldest first."""
        return [it for it in self._by_id.values() if it.opened_at]

    def live(self) -> list[Episode]:
        """Seen or open, not over."""
        return [self._by_id[alert_id] for alert_id in self._live.values()]

    def turn(
        self,
        candidates: Iterable[Candidate],
        rule_of: Callable[[str], Rule],
        at: datetime,
        as_of: datetime | None,
        judges: Callable[[Rule], bool],
    ) -> None:
        """Compares what is found now with what is open; `keep` then puts the changes on disk.

        `judges` says whether a rule was looked at: what nobody looked at neither opens nor ends.
        """
        found = {it.key: it for it in candidates}
        for candidate in found.values():
            if candidate.key not in self._live and not candidate.is_held:
                self._begin(candidate, as_of, at)
        places = {it.key.place for it in found.values() if it.is_held}
        there = {it.key for it in self.live() if it.key in found or it.key.place in places}
        for it in self.live():
            rule = rule_of(it.key.rule_code)
            if judges(rule):
                self._step(it, rule, there, at)
        self._refresh(found)

    def _begin(self, candidate: Candidate, as_of: datetime | None, at: datetime) -> None:
        number = self._counts[candidate.key] + 1
        self._say(episode.seen(candidate, number, as_of, at))

    def _step(self, it: Episode, rule: Rule, there: set[Key], at: datetime) -> None:
        event = episode.next_event(it, rule, it.key in there, at)
        if event is None:
            return
        facts: Facts = {"event": event, "alert_id": it.alert_id, "at": at}
        if event == "resolved":
            region = it.key.region_code
            facts["is_replaced"] = any(key.region_code == region for key in there)
        self._say(facts)

    def _say(self, facts: Facts) -> None:
        """Memory takes in exactly what the file will give back."""
        written: Facts = json.loads(json.dumps(facts, default=journal.as_text))
        self._pending.append(written)
        self._apply(written)

    def keep(self) -> None:
        """What the last turn has changed is on disk when this returns."""
        journal.append(self._path, self._pending)
        self._pending.clear()

    def _apply(self, facts: Facts) -> None:
        alert_id = facts["alert_id"]
        if facts["event"] == "seen":
            self._add(episode.begun(facts))
        elif facts["event"] == "dropped":
            del self._live[self._by_id.pop(alert_id).key]
        else:
            it = self._by_id[alert_id] = episode.changed(self._by_id[alert_id], facts)
            if it.resolved_at:
                del self._live[it.key]

    def _add(self, it: Episode) -> None:
        self._by_id[it.alert_id] = it
        self._live[it.key] = it.alert_id
        self._counts[it.key] += 1
        if it.as_of:
            self.newest_as_of = max(it.as_of, self.newest_as_of or it.as_of)

    def _refresh(self, found: dict[Key, Candidate]) -> None:
        """A letter tells the newest facts; the file keeps those of the first sight."""
        for key, alert_id in self._live.items():
            if key in found:
                now = found[key]
                self._by_id[alert_id] = replace(
                    self._by_id[alert_id], row=now.row, severity=now.severity
                )
