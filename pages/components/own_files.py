"""Does a file speak of one's own regions only? Asked before a provincial officer's file is sent."""

from __future__ import annotations

from typing import Final

import pyarrow.compute as pc

from data_pipeline.access import roles
from data_pipeline.settings import Settings
from pages import access, cached
from pages.components import file_check

# A consignment bound for a subdistrict names it by a longer code that begins with its region's.
PLACES: Final = ("region_code", "destination_code")
LONGEST_REGION: Final = 6
REGION_LENGTH: Final = 5
SHOWN: Final = 5


def foreign(
    settings: Settings, file_name: str, content: bytes, profile_code: str
) -> tuple[str, ...]:
    """The first regions in the file that are not of one's own provinces."""
    if access.principal().role.reach != roles.OWN:
        return ()
    reading = file_check.check(settings, file_name, content, profile_code)
    told: set[str] = set()
    for column in PLACES:
        if column in reading.rows.column_names:
            told |= {_region(code) for code in pc.unique(reading.rows[column]).to_pylist() if code}
    return tuple(sorted(told - set(cached.region_labels())))[:SHOWN]


def _region(code: str) -> str:
    return code[:REGION_LENGTH] if len(code) > LONGEST_REGION else code
