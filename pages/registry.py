"""Which pages are there, where do they stand in the menu, and where are their scripts?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

PAGES_DIR: Final = Path(__file__).resolve().parent


@dataclass(frozen=True)
class PageEntry:
    """One page; its title and help are the sentences shell.pages.<code>.title and .help.

    `needs_board` False: it opens before the first board, so that the first file can be sent.
    """

    code: str
    section: str
    script: str
    icon: str
    is_default: bool = False
    needs_board: bool = True

    @property
    def path(self) -> Path:
        return PAGES_DIR / self.script


PAGES: Final = (
    PageEntry("overview", "situation", "situation/overview.py", "dashboard", is_default=True),
    PageEntry("shortages", "situation", "situation/shortages.py", "inventory_2"),
    PageEntry("map", "situation", "situation/map_shipments.py", "map"),
    PageEntry("timeline", "analysis", "analysis/timeline.py", "timeline"),
    PageEntry("data_quality", "analysis", "analysis/data_quality.py", "fact_check"),
    PageEntry("region", "region", "region/sheet.py", "location_city"),
    PageEntry("upload", "region", "region/upload.py", "upload_file", needs_board=False),
    PageEntry("briefing", "briefing", "briefing/builder.py", "slideshow"),
    PageEntry("archive", "briefing", "briefing/archive.py", "inventory"),
)


def page(code: str) -> PageEntry:
    """The page of that code; KeyError when the registry has none."""
    return {entry.code: entry for entry in PAGES}[code]
