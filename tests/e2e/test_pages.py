"""Does every page open: by link, in both languages, on a phone, without the internet?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data_pipeline.text import LANGUAGES, say
from pages.registry import PAGES, PageEntry
from tests.e2e import look

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.e2e.server import Server

EVERY_PAGE = pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.code)


def link(entry: PageEntry) -> str:
    """The page's path; the default page answers at the root only."""
    return "" if entry.is_default else entry.code


def test_a_deep_link_opened_first_shows_the_frame_and_the_page(
    fresh_server: Server, page: Page
) -> None:
    look.open_page(page, fresh_server.address("shortages", lang="en"))
    assert page.get_by_test_id("stTopNavLink").count() > 0
    assert page.get_by_role("heading", name=say("en", "shell.pages.shortages.title")).count() > 0
    assert page.get_by_role("dialog").count() == 0
    assert look.errors(page) == []


@EVERY_PAGE
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_without_an_error_or_an_outside_request(
    server: Server, page: Page, entry: PageEntry, language: str
) -> None:
    asked = look.outside_requests(page)
    look.open_page(page, server.address(link(entry), lang=language))
    page.wait_for_load_state("networkidle")
    assert look.errors(page) == [], server.log_end()
    assert asked == []


@EVERY_PAGE
def test_no_page_scrolls_sideways_on_a_phone(server: Server, phone: Page, entry: PageEntry) -> None:
    look.open_page(phone, server.address(link(entry)))
    assert look.errors(phone) == [], server.log_end()
    width = phone.evaluate(
        "Math.max(document.documentElement.scrollWidth,"
        " document.querySelector('[data-testid=\"stMain\"]').scrollWidth)"
    )
    assert width <= look.PHONE["width"]
