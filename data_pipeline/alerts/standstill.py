"""Does Tepat itself stand still? Silence of the machinery is told like silence of a region.

It asks this machine's clock: a simulated one may stand or race.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from data_pipeline import clock, heartbeat
from data_pipeline.alerts.book import Rule
from data_pipeline.alerts.candidates import NOWHERE, Candidate, Key
from data_pipeline.board import Pointer
from data_pipeline.heartbeat import Beat
from data_pipeline.settings import Settings

SEVERITY = "grey"


def found(
    settings: Settings, rules: Iterable[Rule], pointer: Pointer | None, at: datetime
) -> list[Candidate]:
    """What the rules about board and worker find at a moment of naive UTC."""
    beat = heartbeat.read(settings)
    causes = {
        "board": lambda limit: _of_board(pointer, at, limit),
        "worker": lambda limit: _of_worker(beat, at, limit),
    }
    return [
        _candidate(rule, cause, facts)
        for rule in rules
        if rule.is_about_tepat
        for cause, facts in causes[rule.looks_at](timedelta(minutes=rule.limit_value or 0))
    ]


def _of_board(
    pointer: Pointer | None, at: datetime, limit: timedelta
) -> Iterator[tuple[str, dict[str, Any]]]:
    if pointer is None:
        yield "board_missing", {}
        return
    built_at = datetime.fromisoformat(pointer.built_at)
    if at - built_at > limit:
        yield "board_old", {"since": built_at, "version": pointer.version}


def _of_worker(
    beat: Beat | None, at: datetime, limit: timedelta
) -> Iterator[tuple[str, dict[str, Any]]]:
    if beat is None:
        yield "worker_missing", {}
        return
    told_at = clock.parse(beat.at)
    if at - told_at > limit:
        yield "worker_silent", {"since": told_at}
    elif beat.last_error:
        facts = {"reference": beat.last_error.reference, "error": beat.last_error.sentence}
        yield "worker_failing", facts


def _candidate(rule: Rule, cause: str, facts: dict[str, Any]) -> Candidate:
    key = Key(rule.rule_code, NOWHERE, NOWHERE, NOWHERE, cause)
    return Candidate(key, NOWHERE, SEVERITY, facts)
