"""Where do the numbers of a picture or a briefing come from?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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
