"""How does a source write numbers and times? Set by the operator, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from data_pipeline.errors import UnknownName
from data_pipeline.settings import SQL_DIR

if TYPE_CHECKING:
    import duckdb

ZONES = {
    "UTC": timedelta(0),
    "WIB": timedelta(hours=7),
    "WITA": timedelta(hours=8),
    "WIT": timedelta(hours=9),
}


@dataclass(frozen=True)
class Profile:
    """One row of seed_source_profiles; `tz` None: a time without an offset is refused."""

    profile_code: str
    decimal_mark: str
    thousands_mark: str
    date_order: str
    tz: str | None

    @property
    def offset(self) -> timedelta | None:
        """What a time without an offset is ahead of UTC."""
        return ZONES[self.tz] if self.tz else None


def from_connection(connection: duckdb.DuckDBPyConnection) -> dict[str, Profile]:
    """Every profile of the seeds by its code, in the order of the seeds."""
    query = (SQL_DIR / "contract" / "profiles.sql").read_text(encoding="utf-8")
    return {row[0]: Profile(*row) for row in connection.execute(query).fetchall()}


def named(profiles: Mapping[str, Profile], profile_code: str) -> Profile:
    """The profile of that code; UnknownName with the codes there are."""
    if profile_code not in profiles:
        raise UnknownName("source profile", profile_code, list(profiles))
    return profiles[profile_code]
