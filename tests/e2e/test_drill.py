"""Can a reader walk from the nation to the line of a file, point at a bar, and send the view on?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from data_pipeline.text import say
from tests.e2e import look

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Position

    from tests.e2e.server import Server

FIRST_ROW: Position = {"x": 60, "y": 52}  # in a table drawn on a canvas: below its head


def told(page: Page) -> dict[str, list[str]]:
    """What the address says."""
    return parse_qs(urlsplit(page.url).query)


def bar(page: Page) -> Locator:
    return page.locator(".stPlotlyChart .bars .point path").first


def test_from_the_nation_to_the_line_of_a_file(server: Server, page: Page) -> None:
    look.open_page(page, server.address(lang="en"))
    page.locator(".tiles a").first.click()
    page.wait_for_url(re.compile("prov="))
    look.settle(page)
    page.locator(".brief td.link a").first.click()
    page.wait_for_url(re.compile(r"/region\?.*region="))
    look.settle(page)
    page.locator(".st-key-region_consignments [data-testid=data-grid-canvas]").wait_for(
        state="attached"
    )
    goods = page.locator(".st-key-region_consignments .dvn-scroller").first
    goods.scroll_into_view_if_needed()
    goods.click(position=FIRST_ROW)
    receipt = page.get_by_role(
        "link", name=re.compile(r"^(description|receipt_long)?\s*Receipt no\.")
    )
    receipt.first.click()
    page.wait_for_url(re.compile("/data_quality"))
    look.settle(page)
    sequence, line = told(page)["delivery"][0], told(page)["line"][0]
    page.get_by_role("heading", name=re.compile(rf"Receipt no\. {sequence}:")).wait_for()
    page.get_by_text(re.compile(rf"line {int(line):,} of")).wait_for()
    assert look.errors(page) == [], server.log_end()


def test_every_number_of_a_sheet_names_its_file(server: Server, page: Page) -> None:
    look.open_page(page, server.address("region", lang="en", region="35.78"))
    page.get_by_text(say("en", "region.source.all")).click()
    link = page.locator(".brief td.link a[href*='delivery=']").first
    link.click()
    page.wait_for_url(re.compile("/data_quality.*delivery="))
    look.settle(page)
    page.get_by_role("heading", name=re.compile(r"Receipt no\. \d+:")).wait_for()
    assert look.errors(page) == [], server.log_end()


def test_a_bar_narrows_the_page_and_lands_in_the_address(server: Server, page: Page) -> None:
    look.open_page(page, server.address("risk", lang="en"))
    bar(page).scroll_into_view_if_needed()
    bar(page).click(force=True)
    page.wait_for_url(re.compile("cause="))
    (cause,) = told(page)["cause"]
    look.open_page(page, server.address("risk", lang="en", cause=cause))
    chosen = page.get_by_test_id("stSelectbox").filter(has_text=say("en", "risk.filter.cause"))
    assert chosen.locator("input").input_value() not in {"", say("en", "risk.all")}
    assert look.errors(page) == [], server.log_end()


def test_a_link_by_codes_is_the_link_by_names(server: Server, page: Page) -> None:
    look.open_page(page, server.address("region", prov="35", region="35.78", lang="en"))
    assert told(page) == {
        "prov": ["35 Jawa Timur"],
        "region": ["35.78 Kota Surabaya"],
        "lang": ["en"],
    }
    page.get_by_role("heading", name="Kota Surabaya, Jawa Timur").wait_for()


def test_the_address_shows_the_same_view_in_another_browser(
    server: Server, page: Page, browser: Browser
) -> None:
    look.open_page(page, server.address("region", prov="35", region="35.78", lang="en"))
    page.get_by_test_id("stSelectbox").first.locator("input").click()
    page.get_by_role("option").nth(1).click()
    page.wait_for_url(re.compile("as_of="))
    look.settle(page)
    assert {"prov", "region", "lang", "as_of"} <= told(page).keys()
    with look.page(browser) as other:
        look.open_page(other, page.url)
        assert told(other) == told(page)
        assert seen(other) == seen(page)


def seen(page: Page) -> list[str]:
    """The words that stand at the top of the sheet, with its numbers."""
    kinds = ("h2", '[data-testid="stMetricValue"]', '[data-testid="stMultiSelect"]')
    return [text for kind in kinds for text in page.locator(kind).all_inner_texts()]
