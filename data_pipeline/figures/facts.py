"""Where do the numbers of a picture or a briefing come from?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from data_pipeline.formats import hours, is_missing
from data_pipeline.text import say

SHOWN_OF_HASH = 12


@dataclass(frozen=True)
class Facts:
    """Where the numbers come from; every file and every picture prints them.

    as_of, built_at: naive UTC. `scope` is the filters in words, `age` the data's age in words.
    """

    language: str
    election_name: str
    scope: str
    as_of: datetime
    built_at: datetime
    age: str
    version: int
    rules_version: str
    ledger_head: str
    ledger_sequence: int
    source: str
    is_simulated: bool


def facts_of(board_meta: pd.Series, language: str, scope: str) -> Facts:
    """The facts of a board's meta row; for an earlier moment pass the row through `as_at` first."""
    head, sequence = str(board_meta["ledger_head"]), int(board_meta["ledger_sequence"])
    source = say(
        language, "figures.facts.source", sequence=sequence, head=head[:SHOWN_OF_HASH] or "—"
    )
    return Facts(
        language=language,
        election_name=str(board_meta[f"election_name_{language}"]),
        scope=scope,
        as_of=board_meta["as_of"].to_pydatetime(),
        built_at=board_meta["built_at"].to_pydatetime(),
        age=_age(board_meta, language),
        version=int(board_meta["version"]),
        rules_version=str(board_meta["rules_version"]),
        ledger_head=head,
        ledger_sequence=sequence,
        source=source,
        is_simulated=bool(board_meta["is_simulated"]),
    )


def as_at(board_meta: pd.Series, numbers: pd.Series) -> pd.Series:
    """The meta row at the moment and in the provinces of a row of `overview_numbers`."""
    told = board_meta.copy()
    for name in ("as_of", "oldest_input_at", "newest_input_at"):
        told[name] = numbers[name]
    return told


def _age(board_meta: pd.Series, language: str) -> str:
    """'newest 2 hours old, oldest 25 days': how old the reports are at the moment shown."""
    newest, oldest = (
        _hours(board_meta["as_of"], board_meta[name])
        for name in ("newest_input_at", "oldest_input_at")
    )
    if newest is None or oldest is None:
        return say(language, "figures.facts.no_data")
    told = {"newest": hours(language, newest), "oldest": hours(language, oldest)}
    return say(language, "figures.facts.age", **told)


def _hours(as_of: pd.Timestamp, reported_at: pd.Timestamp) -> float | None:
    return None if is_missing(reported_at) else (as_of - reported_at) / pd.Timedelta(hours=1)
