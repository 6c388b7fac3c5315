"""What does the reader look codes up in? The seeds of one election, loaded once per process."""

from __future__ import annotations

from functools import cache

import duckdb

from data_pipeline import seeds
from data_pipeline.contract import profiles, registers
from data_pipeline.contract.profiles import Profile
from data_pipeline.contract.registers import Registers


@cache
def registers_of(election_code: str) -> Registers:
    """The regions, subdistricts, items and contest areas of an election."""
    return _references(election_code)[0]


@cache
def profile_of(election_code: str, profile_code: str) -> Profile:
    """How a source writes numbers and times; UnknownName lists the profiles there are."""
    return profiles.named(_references(election_code)[1], profile_code)


@cache
def profile_codes(election_code: str) -> tuple[str, ...]:
    """The profiles an operator may choose from."""
    return tuple(_references(election_code)[1])


@cache
def _references(election_code: str) -> tuple[Registers, dict[str, Profile]]:
    # The database goes again: 22 MB for two small lists.
    with duckdb.connect() as connection:
        seeds.load(connection, election_code)
        return registers.from_connection(connection), profiles.from_connection(connection)
