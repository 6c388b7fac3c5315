"""Which pages are there, where do they stand in the menu, and where are their scripts?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data_pipeline.access.roles import AUDIT, EXPORT, PEOPLE, READ, RECEIPTS, SEND

PAGES_DIR: Final = Path(__file__).resolve().parent


@dataclass(frozen=True)
class PageEntry:
    """One page; its title and help are the sentences shell.pages.<code>.title and .help.

    `filters_itself`: it has a choice of provinces of its own instead of the frame's.
    `needs_board` False: it opens before the first board, so that the first file can be sent.
    `needs` is the permission that opens it (data_pipeline.access.roles); '' = everybody known.
    """

    code: str
    section: str
    script: str
    icon: str
    is_default: bool = False
    needs_board: bool = True
    filters_itself: bool = False
    needs: str = READ

    @property
    def path(self) -> Path:
        return PAGES_DIR / self.script


PAGES: Final = (
    PageEntry("overview", "situation", "situation/overview.py", "dashboard", is_default=True),
    PageEntry("decisions", "situation", "situation/decisions.py", "gavel"),
    PageEntry("changes", "situation", "situation/changes.py", "compare_arrows"),
    PageEntry("schedule", "situation", "situation/schedule.py", "event_upcoming"),
    PageEntry("shortages", "situation", "situation/shortages.py", "inventory_2"),
    PageEntry("map", "situation", "situation/map_shipments.py", "map"),
    PageEntry("overseas", "situation", "situation/overseas.py", "public"),
    PageEntry("wallboard", "situation", "situation/wallboard.py", "tv"),
    PageEntry("explore", "analysis", "analysis/explore.py", "filter_alt", filters_itself=True),
    PageEntry("timeline", "analysis", "analysis/timeline.py", "timeline"),
    PageEntry("stages", "analysis", "analysis/stages.py", "conveyor_belt"),
    PageEntry("risk", "analysis", "analysis/risk.py", "crisis_alert"),
    PageEntry("what_if", "analysis", "analysis/what_if.py", "experiment"),
    PageEntry("alerts", "analysis", "analysis/alerts.py", "notifications"),
    PageEntry("data_quality", "analysis", "analysis/data_quality.py", "fact_check", needs=RECEIPTS),
    PageEntry("method", "analysis", "analysis/method.py", "rule", needs=""),
    PageEntry("tasks", "region", "region/tasks.py", "checklist"),
    PageEntry("region", "region", "region/sheet.py", "location_city"),
    PageEntry("receiving", "region", "region/receiving.py", "inventory"),
    PageEntry("upload", "region", "region/upload.py", "upload_file", needs_board=False, needs=SEND),
    PageEntry("briefing", "briefing", "briefing/builder.py", "slideshow", needs=EXPORT),
    PageEntry("archive", "briefing", "briefing/archive.py", "inventory", needs=EXPORT),
    PageEntry("people", "admin", "admin/people.py", "group", needs_board=False, needs=PEOPLE),
    PageEntry("audit", "admin", "admin/audit.py", "policy", needs_board=False, needs=AUDIT),
    PageEntry("help", "help", "help/guide.py", "help", needs=""),
)


def page(code: str) -> PageEntry:
    """The page of that code; KeyError when the registry has none."""
    return {entry.code: entry for entry in PAGES}[code]
