"""P13: does any text from outside run as script, or make a browser ask another host?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from data_pipeline.text import LANGUAGES
from pages.registry import PAGES, page
from tests.e2e import browser as chromium
from tests.e2e import look
from tests.e2e.server import Server, serve
from tests.trust import figures, hostile_board

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

MARK: Final = "JAHAT"  # what every payload says, to see that it was shown
RUN: Final = "window.name='RAN'"
PAYLOADS: Final = (
    f'{MARK}<img src=x onerror="{RUN}">',
    f"{MARK}<script>{RUN}</script>",
    f'{MARK}"><svg onload="{RUN}">',
    f"{MARK}](javascript:{RUN}) [klik](javascript:{RUN})",
    f"![{MARK}](http://evil.example/x.png)",
    f'{MARK}<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    f"{MARK}<style>@import 'http://evil.example/x.css';</style>",
    f"{MARK}' onmouseover='{RUN}' x='",
    f"$\\href{{javascript:{RUN}}}{{{MARK}}}$",
    f'{MARK}{{{{constructor.constructor("{RUN}")()}}}}',
)
SHOWN_ON: Final = ("map", "data_quality", "region", "decisions")
SURABAYA: Final = "35.78+Kota+Surabaya"


@cache
def board() -> Path:
    return hostile_board.published(PAYLOADS)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEPAT_WORKER", "external")  # the board is published, and stays
        with serve(board()) as running:
            yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium.launch() as launched:
        yield launched


@contextmanager
def watched(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A tab, and a list that grows by every script that ran and every host it asked."""
    with look.page(browser) as opened:
        found = look.outside_requests(opened)

        def dismiss(dialog: Dialog) -> None:
            found.append("a dialog")
            dialog.dismiss()

        opened.on("dialog", dismiss)
        opened.on("popup", lambda popup: found.append("a window"))
        yield opened, found


def touch_everything(opened: Page) -> None:
    """What a reader may do with a foreign text: point at it, follow it, open what hides it."""
    for summary in opened.locator('[data-testid="stExpander"] summary:visible').all()[:6]:
        summary.click()
        look.settle(opened)
    for link in opened.locator('[data-testid="stMain"] a[href^="javascript"]').all():
        link.click()
    for text in opened.get_by_text(MARK).all()[:20]:
        if text.is_visible():
            text.hover(force=True, timeout=5000)


@pytest.mark.parametrize("language", figures.form(fast=LANGUAGES[:1], full=LANGUAGES))
def test_nothing_runs_and_no_other_host_is_asked(
    server: Server, browser: Browser, language: str
) -> None:
    entries = figures.form(fast=[page(code) for code in SHOWN_ON], full=list(PAGES))
    ran, asked, shown = [], [], 0
    for entry in entries:
        path = "" if entry.is_default else entry.code
        with watched(browser) as (opened, found):
            look.open_page(opened, server.address(path, lang=language, region=SURABAYA))
            shown += opened.content().count(MARK)
            touch_everything(opened)
            opened.wait_for_timeout(300)
            ran += [entry.code] if opened.evaluate("window.name") == "RAN" else []
            asked += [f"{entry.code}: {it}" for it in found]
            assert look.errors(opened) == [], server.log_end()
    told = (
        f"{len(PAYLOADS)} payloads shown {shown} times on {len(entries)} pages: "
        f"{len(ran)} executed, {len(asked)} foreign requests"
    )
    figures.record("P13", told, holds=not ran and not asked, subject=language)
    assert ran == []
    assert asked == []
    assert shown > len(PAYLOADS)


@pytest.mark.parametrize("payload", [PAYLOADS[0], PAYLOADS[2], PAYLOADS[4]])
def test_the_test_sees_what_runs_and_what_is_asked(browser: Browser, payload: str) -> None:
    """The same payloads in a page that does not escape them."""
    with watched(browser) as (opened, found):
        raw = '<img src="http://evil.example/x.png">' if payload.startswith("!") else payload
        opened.set_content(f"<p>{raw}</p>")
        opened.wait_for_timeout(300)
        assert opened.evaluate("window.name") == "RAN" or found
