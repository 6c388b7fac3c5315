"""What becomes of the explorer's choice, order and cursor when newer rows come?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import expect

from data_pipeline import cells
from data_pipeline.text import say
from tests.e2e import look
from tests.e2e.test_explore import PROVINCES, expected, numbers, opened
from tests.e2e.world import send_a_snapshot

if TYPE_CHECKING:
    from playwright.sync_api import Page, WebSocketRoute

    from tests.e2e.server import Server

PATIENCE_OF_THE_SCRIPT_MS = 4000
FORMER = ".explorer[data-former]"


class Wire:
    """Between page and server: holds back answers once a newer board is asked for, and loses
    each choice of the first province while it is `deaf`."""

    def __init__(self, page: Page) -> None:
        self.choices = 0
        self.held: list[str | bytes] = []
        self.is_deaf, self.is_holding = True, False
        page.route_web_socket(re.compile("_stcore/stream"), self._between)

    def release(self) -> None:
        self.is_deaf = self.is_holding = False
        for message in self.held:
            self._line.send(message)

    def has_rows(self) -> bool:
        return any(b"tepat_explorer" in look.bytes_of(it) for it in self.held)

    def _between(self, line: WebSocketRoute) -> None:
        self._line, self._onward = line, line.connect_to_server()
        line.on_message(self._to_server)
        self._onward.on_message(self._to_page)

    def _to_server(self, message: str | bytes) -> None:
        content = look.bytes_of(message)
        is_choice = b'"asked"' in content and PROVINCES[0].encode() in content
        self.choices += is_choice
        self.is_holding |= self.is_deaf and b'"version"' in content
        if not (is_choice and self.is_deaf):
            self._onward.send(message)

    def _to_page(self, message: str | bytes) -> None:
        if self.is_holding:
            self.held.append(message)
        else:
            self._line.send(message)


def mark_as_former(page: Page) -> None:
    page.locator(".explorer").evaluate("it => { it.dataset.former = 'yes'; }")


def test_a_choice_made_while_newer_rows_come_is_kept_and_told_until_it_is_heard(
    fresh_server: Server, page: Page
) -> None:
    wire = Wire(page)
    opened(page, fresh_server)
    mark_as_former(page)
    send_a_snapshot(fresh_server.data_dir)
    look.until(page, lambda: wire.is_holding)
    page.locator(".filters select").select_option(PROVINCES[0])
    look.until(page, lambda: wire.choices > 0 and wire.has_rows())
    wire.release()
    expect(page.locator(FORMER)).to_have_count(0, timeout=look.PATIENCE_MS)
    expect(page.locator(".filters select")).to_have_value(PROVINCES[0])
    page.wait_for_url(lambda url: PROVINCES[0] in unquote_plus(url))
    look.settle(page)
    assert numbers(page) == expected(fresh_server, ("35",))
    page.locator(".filters select").select_option(PROVINCES[2])
    page.wait_for_url(lambda url: PROVINCES[2] in unquote_plus(url))
    told = wire.choices
    page.wait_for_timeout(2 * PATIENCE_OF_THE_SCRIPT_MS)
    assert wire.choices == told
    expect(page.locator(".filters select")).to_have_value(PROVINCES[2])


@pytest.mark.parametrize("language", ["id", "en"])
def test_order_and_cursor_stay_when_newer_rows_come(
    fresh_server: Server, page: Page, language: str
) -> None:
    opened(page, fresh_server, lang=language)
    column = page.locator(".rows th").filter(has_text=cells.label(language, "age_hours"))
    column.get_by_role("button").click()
    page.get_by_label(say(language, "explore.search")).press_sequentially("kota")
    mark_as_former(page)
    send_a_snapshot(fresh_server.data_dir)
    expect(page.locator(FORMER)).to_have_count(0, timeout=look.PATIENCE_MS)
    expect(page.get_by_label(say(language, "explore.search"))).to_be_focused()
    page.keyboard.type(" sura")
    expect(page.get_by_label(say(language, "explore.search"))).to_have_value("kota sura")
    expect(column).to_have_attribute("aria-sort", "descending")
