"""Does the page follow the data and the reader: no reload, filters in the address?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

from playwright.sync_api import expect

from data_pipeline.text import say
from tests.e2e import look
from tests.e2e.world import send_a_snapshot

if TYPE_CHECKING:
    from playwright.sync_api import Page, WebSocket, WebSocketRoute

    from tests.e2e.server import Server

JAWA_TIMUR = "35 Jawa Timur"
FILES_RECEIVED = "quality.files"
SHORTAGES = "shell.pages.shortages.title"


def test_a_file_dropped_in_the_inbox_changes_the_page_without_a_reload(
    fresh_server: Server, page: Page
) -> None:
    lines: list[WebSocket] = []
    page.on("websocket", lambda it: lines.append(it) if "/api/newest" in it.url else None)
    look.open_page(page, fresh_server.address("data_quality", lang="en"))
    received = page.get_by_test_id("stMetric").filter(has_text=say("en", FILES_RECEIVED))
    before = int(received.get_by_test_id("stMetricValue").inner_text())
    page.evaluate("window.isTheSameDocument = true")
    send_a_snapshot(fresh_server.data_dir)
    expect(received).to_contain_text(str(before + 1), timeout=look.PATIENCE_MS)
    assert page.evaluate("window.isTheSameDocument") is True
    look.until(page, lambda: len(lines) > 1 and sum(not it.is_closed() for it in lines) == 1)


GO_AWAY = """() => {
  window.isAway = true;
  Object.defineProperty(document, "hidden", { get: () => window.isAway });
}"""
COME_BACK = """() => {
  window.isAway = false;
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_a_page_that_was_cut_off_listens_again_and_a_hidden_one_waits(
    server: Server, page: Page
) -> None:
    lines: list[WebSocketRoute] = []
    asked: list[bytes] = []

    def note(told: str | bytes) -> None:
        asked.append(look.bytes_of(told))

    page.on("websocket", lambda it: it.on("framesent", note))
    page.route_web_socket("**/api/newest", lambda it: lines.append(it))
    look.open_page(page, server.address("shortages", lang="en"))
    look.until(page, lambda: len(lines) == 1)
    lines[0].close(code=1011)
    look.until(page, lambda: len(lines) == 2)
    page.evaluate(GO_AWAY)
    for version in (9001, 9002):
        lines[1].send(json.dumps({"version": version, "spread_ms": 0}))
    page.wait_for_timeout(1500)
    assert not any(b"9001" in told or b"9002" in told for told in asked)
    page.evaluate(COME_BACK)
    look.until(page, lambda: any(b"9002" in told for told in asked))
    page.wait_for_timeout(1000)
    assert sum(b"9002" in told for told in asked) == 1
    assert not any(b"9001" in told for told in asked)


def test_a_province_in_the_address_is_the_province_in_the_filter(
    server: Server, page: Page
) -> None:
    look.open_page(page, server.address("shortages", lang="en", prov=JAWA_TIMUR))
    expect(page.get_by_test_id("stMultiSelect").first).to_contain_text(JAWA_TIMUR)


def test_the_province_filter_stays_in_the_address_on_the_next_page(
    server: Server, page: Page
) -> None:
    look.open_page(page, server.address(lang="en", prov=JAWA_TIMUR))
    page.get_by_test_id("stTopNavLink").filter(has_text=say("en", SHORTAGES)).click()
    page.wait_for_url("**/shortages**")
    look.settle(page)
    assert JAWA_TIMUR in unquote_plus(page.url)
