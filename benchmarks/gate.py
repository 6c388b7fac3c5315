"""Does Tepat show of each province what the board holds: colours, ballots short, rows?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from benchmarks import browsing, oracle, targets
from benchmarks.browsing import Unexpected
from benchmarks.oracle import Truth
from benchmarks.servers import Running
from data_pipeline.text import say
from tests.e2e import look

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LANGUAGE: Final = "en"


def check(browser: Browser, server: Running, count: int) -> None:
    """The first provinces, on the Overview with its table and on Shortages; Unexpected if not."""
    with browsing.fresh_page(browser, targets.OVERVIEW) as page:
        for truth in oracle.answers(server.data_dir).provinces[:count]:
            shown = [*_overview(page, server, truth), _ballots(page, server, truth)]
            if shown != [*truth.counts, truth.numbers[5], truth.numbers[4]]:
                raise Unexpected(f"Tepat of {truth.label}", truth.numbers, shown)


def _overview(page: Page, server: Running, truth: Truth) -> list[int]:
    """The four colours, and the rows of the table behind the map."""
    look.open_page(page, _address(server, "", truth))
    browsing.drawn_at(page, targets.OVERVIEW, truth.counts, 0)
    colours: list[int] = page.evaluate(
        f"() => {{ const bench = window.__bench; return {targets.OVERVIEW.shown}; }}"
    )
    page.locator(".st-key-overview_map_twin summary").click()
    table = page.locator(".st-key-overview_map_twin [aria-rowcount]")
    table.wait_for(state="attached")
    return [*colours, int(table.get_attribute("aria-rowcount") or 0) - 1]


def _ballots(page: Page, server: Running, truth: Truth) -> int:
    """What the number on Shortages says; nothing is short where it is not drawn."""
    look.open_page(page, _address(server, "shortages", truth))
    label = say(LANGUAGE, "shortages.ballots")
    metric = page.get_by_test_id("stMetric").filter(has_text=label)
    if metric.count() == 0:
        return 0
    told = metric.get_by_test_id("stMetricValue").inner_text()
    return int(told.replace(",", ""))


def _address(server: Running, page: str, truth: Truth) -> str:
    return f"{server.url}{page}?{urlencode({'lang': LANGUAGE, 'prov': truth.label})}"
