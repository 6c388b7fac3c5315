"""Does every page open: by link, both languages, both themes, on a phone, without the internet?"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from data_pipeline.text import LANGUAGES, say
from pages.registry import PAGES, PageEntry
from tests.e2e import axe, look

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.e2e.look import Theme, Window
    from tests.e2e.server import Server

EVERY_PAGE = pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.code)
# Names depend on the language, contrast on the theme: two openings see all of both.
VIEWS = pytest.mark.parametrize(("language", "theme"), [("id", "light"), ("en", "dark")])
# What most people open on a phone; the other pages are made of the same parts.
ON_PHONES = ("overview", "tasks", "region", "upload", "alerts")
# A page that is not for the visitor has hardly anything to look at.
CLOSED = {code: say(code, "access.not_for", role="").split("**")[0].strip() for code in LANGUAGES}


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
@VIEWS
def test_every_page_opens_without_an_error_an_outside_request_or_a_barrier(
    server: Server,
    window: Window,
    entry: PageEntry,
    language: str,
    theme: Theme,
) -> None:
    with closing(window(theme=theme)) as page:
        asked = look.outside_requests(page)
        query = look.EXAMPLES.get(entry.code, {})
        look.open_page(page, server.address(link(entry), lang=language, **query))
        page.wait_for_timeout(600)  # charts and shapes are fetched after the rest
        assert look.errors(page) == [], server.log_end()
        assert page.get_by_text(CLOSED[language]).count() == 0
        assert page.locator("html").get_attribute("lang") == language
        assert axe.grave(axe.barriers(page)) == []
        assert asked == []


@EVERY_PAGE
def test_no_page_scrolls_sideways_on_a_phone(server: Server, phone: Page, entry: PageEntry) -> None:
    look.open_page(phone, server.address(link(entry), **look.EXAMPLES.get(entry.code, {})))
    assert phone.get_by_text(CLOSED["id"]).count() == 0
    assert look.errors(phone) == [], server.log_end()
    assert look.content_width(phone) <= look.PHONE["width"]
    if entry.code in ON_PHONES:
        found = axe.barriers(phone)
        assert axe.grave(found) == []
        # An excuse that no longer occurs is to be struck out.
        expected = {excuse for excuse in axe.EXCUSES if excuse.is_on_phone}
        assert {barrier.excuse for barrier in found if barrier.excuse} == expected
