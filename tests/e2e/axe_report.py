"""How accessible is every page? Writes docs/accessibility_report.md.

`python -m tests.e2e.axe_report` loads the simulated election into a temporary directory, opens each
page in both themes and on a phone, and counts what axe-core finds there.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from pages.registry import PAGES
from tests.e2e import axe, look
from tests.e2e import browser as chromium
from tests.e2e.server import ROOT, Server, serve
from tests.e2e.world import small_world

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REPORT: Final = ROOT / "docs" / "accessibility_report.md"


@dataclass(frozen=True)
class View:
    """One way to open a page."""

    title: str
    theme: Literal["light", "dark"]
    language: str
    size: dict[str, int]


VIEWS: Final = (
    View("light, Indonesian", "light", "id", look.WIDE),
    View("dark, English", "dark", "en", look.WIDE),
    View("phone, light, Indonesian", "light", "id", look.PHONE),
)
Found = dict[tuple[str, str], list[axe.Barrier]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data-dir", type=Path, help="use this data directory as it is")
    given = parser.parse_args().data_dir
    with tempfile.TemporaryDirectory(prefix="tepat-") as folder:
        data_dir = given or small_world(Path(folder)).data_dir
        with serve(data_dir) as server, chromium.launch() as browser:
            found, version = _look_everywhere(browser, server)
    REPORT.write_text(_report(found, version), encoding="utf-8")
    grave = [told for barriers in found.values() for told in axe.grave(barriers)]
    print("\n".join([*grave, f"{len(grave)} serious or critical: {REPORT.relative_to(ROOT)}"]))
    return 1 if grave else 0


def _look_everywhere(browser: Browser, server: Server) -> tuple[Found, str]:
    found: Found = {}
    version = ""
    for view in VIEWS:
        for entry in PAGES:
            link = "" if entry.is_default else entry.code
            query = {"lang": view.language, **look.EXAMPLES.get(entry.code, {})}
            with look.page(browser, view.size, view.theme) as page:
                look.open_page(page, server.address(link, **query))
                found[entry.code, view.title] = axe.barriers(page)
                version = axe.version(page)
            print(f"{entry.code}, {view.title}: {_counts(found[entry.code, view.title])}")
    return found, version


def _report(found: Found, version: str) -> str:
    head = [view.title for view in VIEWS]
    lines = [
        "# What axe-core finds",
        "",
        f"axe-core {version}, rules {', '.join(axe.TAGS)}, {datetime.now(UTC):%d %b %Y};",
        "renewed by `make accessibility`. A cell counts the elements that fail: critical, serious,",
        "moderate, minor, and those excused below.",
        "",
        _row(["page", *head]),
        _row(["---"] * (len(head) + 1)),
        *(_row([entry.code, *(_counts(found[entry.code, v]) for v in head)]) for entry in PAGES),
        _row(["**all**", *(_counts(_of_view(found, v)) for v in head)]),
        "",
        "## Excused",
        "Barriers in the document of Streamlit itself that no setting and no style can mend.",
        "A test fails when one no longer occurs, so that it is struck out here.",
        "",
        _row(["rule", "elements", "why it stays"]),
        _row(["---"] * 3),
        *(_row([f"`{e.rule}`", f"`{e.selector}`", e.reason]) for e in axe.EXCUSES),
        "",
    ]
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _of_view(found: Found, title: str) -> list[axe.Barrier]:
    return [one for (_code, view), barriers in found.items() if view == title for one in barriers]


def _counts(barriers: list[axe.Barrier]) -> str:
    """'0 · 0 · 0 · 1', and how many more are excused."""
    counts: Counter[str] = axe.by_impact(barriers)
    excused = sum(barrier.excuse is not None for barrier in barriers)
    told = " · ".join(str(counts[impact]) for impact in axe.IMPACTS)
    return f"{told} (+{excused} excused)" if excused else told


if __name__ == "__main__":
    sys.exit(main())
