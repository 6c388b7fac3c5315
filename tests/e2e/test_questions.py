"""Is each question of docs/questions.md answered within two clicks of the overview?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from data_pipeline.text import say
from tests.e2e import look
from tests.e2e.server import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

    from tests.e2e.server import Server

MOST_CLICKS = 2
TITLE = "shell.pages.{}.title"
# The question a page answers in its first figures: page, its section of the menu, sentence.
BY_MENU = {
    "what must be decided today": ("decisions", "", "figures.table.decision_list.question"),
    "what changed since yesterday": ("changes", "", "figures.table.moved_regions.question"),
    "who has not reported": ("data_quality", "analysis", "figures.table.silent_regions.question"),
    "what is short where": ("shortages", "", "figures.table.shortages.question"),
    "what threatens a deadline": ("map", "", "figures.table.late_shipments.question"),
    "did the right goods arrive": ("receiving", "region", "figures.table.receipts.question"),
    "days ahead or behind": ("schedule", "", "figures.stage_spread.question"),
    "how are the posts doing": ("overseas", "", "figures.overseas_countries.question"),
    "may the colour be trusted": ("method", "analysis", "method.unmeasured.title"),
    "who was told": ("alerts", "analysis", "alerts.page.setup.title"),
}


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

    def points_at(self, place: Locator) -> None:
        """One click on something that is there."""
        place.click()
        self.clicks += 1
        look.settle(self.page)

    def reads(self, words: str | re.Pattern[str]) -> None:
        """The words stand on the page, and it took no more than two clicks."""
        self.page.get_by_text(words).first.wait_for(state="visible")
        assert look.errors(self.page) == [], self.server.log_end()
        assert self.clicks <= MOST_CLICKS


@pytest.fixture(scope="module")
def one_page(browser: Browser) -> Iterator[Page]:
    """One window for all questions: what it has loaded once it keeps."""
    with look.page(browser) as opened:
        yield opened


@pytest.fixture
def visitor(one_page: Page, server: Server) -> Visitor:
    return Visitor(one_page, server)


def test_every_question_of_the_list_is_asked_here() -> None:
    listed = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    rows = [line for line in listed.splitlines() if line.startswith("| ") and line.count("|") > 3]
    asked = [name for name in globals() if name.startswith("test_question_")]
    assert len(rows) - 1 == len(BY_MENU) + len(asked)  # without the heading


@pytest.mark.parametrize("question", BY_MENU)
def test_by_menu(visitor: Visitor, question: str) -> None:
    code, section, sentence = BY_MENU[question]
    visitor.menu(code, section)
    visitor.reads(say("id", sentence))


def test_question_will_we_be_ready(visitor: Visitor) -> None:
    visitor.reads(re.compile(r"menuju pemungutan suara"))
    assert visitor.clicks == 0


def test_question_which_regions_will_not_be_ready(visitor: Visitor) -> None:
    visitor.reads(say("id", "figures.status_map.question"))
    assert visitor.clicks == 0
    visitor.points_at(visitor.page.locator(".tiles a").first)
    visitor.page.wait_for_url(re.compile("prov="))
    visitor.reads(say("id", "figures.status_map.question"))


def test_question_why_is_a_region_red_and_what_turns_it_green(visitor: Visitor) -> None:
    visitor.points_at(visitor.page.locator(".brief td.link a").first)
    visitor.page.wait_for_url(re.compile("/region"))
    visitor.reads(say("id", "region.gates"))
    visitor.reads(re.compile(r"\bbila\b"))


def test_question_what_does_a_colour_mean(visitor: Visitor) -> None:
    visitor.points_at(visitor.page.get_by_role("link", name=re.compile("Arti warna")))
    visitor.reads(say("id", "help.statuses.status_grey.title"))


def test_question_what_was_known_earlier(visitor: Visitor) -> None:
    visitor.points_at(visitor.page.get_by_test_id("stSelectbox").first.locator("input"))
    visitor.points_at(visitor.page.get_by_role("option").nth(1))
    visitor.page.wait_for_url(re.compile("as_of="))
    visitor.reads(re.compile("Keadaan lampau"))


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
