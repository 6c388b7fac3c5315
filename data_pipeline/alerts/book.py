"""Which alert rules are in force, on which day before the vote? Rows of seed_alert_rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

import duckdb

from data_pipeline import seeds
from data_pipeline.errors import UnknownName

WIB = timedelta(hours=7)
RULES = """
select rule_code, looks_at, from_days_before, to_days_before, limit_value, hold_minutes,
    rearm_minutes, escalate_minutes, quiet_exempt_from_days_before
from seed_alert_rules order by rule_code, from_days_before desc
"""


@dataclass(frozen=True)
class Rule:
    """One rule for a span of days before the vote."""

    rule_code: str
    looks_at: str
    from_days_before: int
    to_days_before: int
    limit_value: float | None
    hold_minutes: int
    rearm_minutes: int
    escalate_minutes: int | None
    quiet_exempt_from_days_before: int | None

    @property
    def is_about_tepat(self) -> bool:
        """The board or the worker stands still: no region is named."""
        return self.looks_at in {"board", "worker"}

    @property
    def hold(self) -> timedelta:
        """How long it must be true before anybody is told."""
        return timedelta(minutes=self.hold_minutes)

    @property
    def rearm(self) -> timedelta:
        """How long it must have been gone before it counts as over, and may be told anew."""
        return timedelta(minutes=self.rearm_minutes)

    @property
    def escalate(self) -> timedelta | None:
        """How long the next role waits for an acknowledgement; None: it is never called."""
        return timedelta(minutes=self.escalate_minutes) if self.escalate_minutes else None

    def is_in_force(self, days_before: int) -> bool:
        return self.to_days_before <= days_before <= self.from_days_before

    def breaks_quiet(self, days_before: int) -> bool:
        """So close to the vote that quiet hours do not hold it back."""
        limit = self.quiet_exempt_from_days_before
        return limit is not None and days_before <= limit


@dataclass(frozen=True)
class Book:
    """The rules of one election, its day, and the places a recipient can be responsible for."""

    voting_on: date
    rules: tuple[Rule, ...]
    province_of: dict[str, str]

    def days_before(self, now: datetime) -> int:
        """Days to the vote in Jakarta at a moment of naive UTC."""
        return (self.voting_on - (now + WIB).date()).days

    def in_force(self, days_before: int) -> list[Rule]:
        return [rule for rule in self.rules if rule.is_in_force(days_before)]

    def rule(self, rule_code: str, days_before: int) -> Rule:
        """The rule as it holds on that day; outside its days, its nearest span."""
        spans = [rule for rule in self.rules if rule.rule_code == rule_code]
        if not spans:
            raise UnknownName("alert rule", rule_code, [rule.rule_code for rule in self.rules])
        return min(spans, key=lambda it: (not it.is_in_force(days_before), it.from_days_before))

    @property
    def places(self) -> set[str]:
        """Every province and region code."""
        return {*self.province_of, *self.province_of.values()}


@cache
def load(election_code: str) -> Book:
    """The rules of an election from its seeds, read once per process."""
    with duckdb.connect() as connection:
        seeds.load(connection, election_code)
        voting_on = connection.execute("select voting_on from seed_election").fetchall()[0][0]
        rules = connection.execute(RULES).fetchall()
        places = connection.execute("select region_code, province_code from seed_regions")
        return Book(voting_on, tuple(Rule(*row) for row in rules), dict(places.fetchall()))
