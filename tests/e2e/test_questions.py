"""Is each question of docs/questions.md answered within two clicks of the overview?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from data_pipeline.text import say
from tests.e2e import look

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.e2e.server import Server

MOST_CLICKS = 2
TITLE = "shell.pages.{}.title"


class Visitor:
    """A commissioner who counts the clicks it takes."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page, self.server, self.clicks = page, server, 0
        look.open_page(page, server.address(lang="id"))

    def menu(self, code: str, section: str = "") -> None:
        """Go to a page by the menu, opening its section first where it has one."""
        title = say("id", TITLE.format(code))
        if section:
            self.page.get_by_text(say("id", f"shell.sections.{section}"), exact=True).first.click()
            self.page.get_by_role("menuitem", name=title).first.click()
        else:
            self.page.get_by_test_id("stTopNavLink").filter(has_text=title).first.click()
        self.clicks += 2 if section else 1
        self.page.get_by_role("heading", level=1, name=title, exact=True).wait_for()
        look.settle(self.page)

    def reads(self, words: str | re.Pattern[str]) -> None:
        """The words stand on the page, and it took no more than two clicks."""
        self.page.get_by_text(words).first.wait_for(state="visible")
        assert look.errors(self.page) == [], self.server.log_end()
        assert self.clicks <= MOST_CLICKS


@pytest.fixture
def visitor(page: Page, server: Server) -> Visitor:
    return Visitor(page, server)


def test_which_regions_will_not_be_ready(visitor: Visitor) -> None:
    visitor.reads(re.compile(r"menuju pemungutan suara"))
    visitor.reads(say("id", "figures.status_map.question"))
    assert visitor.clicks == 0


def test_why_is_a_region_red_and_what_turns_it_green(visitor: Visitor) -> None:
    visitor.page.locator(".brief td.link a").first.click()
    visitor.clicks += 1
    visitor.page.wait_for_url(re.compile("/region"))
    look.settle(visitor.page)
    visitor.reads(say("id", "region.gates"))
    visitor.reads(re.compile(r"\bbila\b"))


def test_who_has_not_reported(visitor: Visitor) -> None:
    visitor.menu("data_quality", "analysis")
    visitor.reads(say("id", "figures.table.silent_regions.question"))


def test_did_the_right_goods_arrive(visitor: Visitor) -> None:
    visitor.menu("receiving", "region")
    visitor.reads(say("id", "figures.table.receipts.question"))


def test_may_the_colour_be_trusted(visitor: Visitor) -> None:
    visitor.menu("method", "analysis")
    visitor.reads(say("id", "method.unmeasured.title"))


def test_what_does_a_colour_mean(visitor: Visitor) -> None:
    visitor.page.get_by_role("link", name=re.compile("Arti warna")).click()
    visitor.clicks += 1
    visitor.reads(say("id", "help.statuses.status_grey.title"))


def test_what_must_be_decided_today(visitor: Visitor) -> None:
    visitor.menu("decisions")
    visitor.reads(say("id", "figures.table.decision_list.question"))


def test_what_changed_since_yesterday(visitor: Visitor) -> None:
    visitor.menu("changes")
    visitor.reads(say("id", "figures.table.moved_regions.question"))


def test_the_wall_shows_its_age_and_stops_when_asked(visitor: Visitor) -> None:
    wall = say("id", TITLE.format("wallboard"))
    visitor.page.get_by_test_id("stTopNavLink").filter(has_text=wall).first.click()
    timer = visitor.page.get_by_role("timer")
    timer.wait_for(state="visible")
    assert re.fullmatch(r"\d+:\d\d:\d\d|.+ hari", timer.inner_text())
    visitor.page.get_by_test_id("stTopNavLink").first.wait_for(state="hidden")
    visitor.page.get_by_role("button", name=say("id", "wallboard.pause")).click()
    visitor.page.wait_for_url(re.compile("show="))
    visitor.page.get_by_role("button", name=say("id", "wallboard.play")).wait_for()
    assert look.errors(visitor.page) == []
