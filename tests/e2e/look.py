"""What does a person see on a page, and when has it stopped moving?"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, Protocol
from urllib.parse import urlsplit

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

Theme = Literal["light", "dark"]
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
# A page that asks for a region is shown with one, and one for few by a person whom it is open to.
EXAMPLES = {
    "region": {"region": "35.78+Kota+Surabaya"},
    "upload": {"as": "provincial"},
    "people": {"as": "admin"},
    "audit": {"as": "admin"},
}
PATIENCE_MS = 90_000
DRAWN = (
    '[data-testid="stApp"][data-test-script-state="notRunning"]',
    '[data-testid="stMain"] h1:visible, [data-testid="stMain"] h2:visible',
)


class Window(Protocol):
    """Opens a window of a visitor of that kind."""

    def __call__(self, size: str = "wide", theme: Theme = "light") -> Page: ...


@contextmanager
def visitor(
    browser: Browser, size: dict[str, int] = WIDE, theme: Theme = "light"
) -> Iterator[BrowserContext]:
    """Somebody who has never been here: no cookie, no cache, windows of that size."""
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        color_scheme=theme,
        locale="id-ID",
        timezone_id="Asia/Jakarta",
    )
    context.set_default_timeout(PATIENCE_MS)
    try:
        yield context
    finally:
        context.close()


@contextmanager
def page(browser: Browser, size: dict[str, int] = WIDE, theme: Theme = "light") -> Iterator[Page]:
    """The first window of a new visitor."""
    with visitor(browser, size, theme) as context:
        yield context.new_page()


def open_page(page: Page, address: str) -> None:
    """Go there and wait until the page's script has run and its heading stands."""
    page.goto(address)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the script has run, the heading stands and nothing is a skeleton any more."""
    for selector in DRAWN:
        page.locator(selector).first.wait_for(state="visible")
    # Not by a script of our own: a content security policy would refuse it.
    expect(page.locator('[data-testid="stSkeleton"]')).to_have_count(0, timeout=PATIENCE_MS)


def until(page: Page, is_so: Callable[[], bool]) -> None:
    """Wait until it is so; AssertionError where it is not in time."""
    limit = time.monotonic() + PATIENCE_MS / 1000
    while not is_so():
        assert time.monotonic() < limit
        page.wait_for_timeout(50)


def bytes_of(message: str | bytes) -> bytes:
    """What went over a websocket, whichever kind of message it was."""
    return message.encode() if isinstance(message, str) else message


def errors(page: Page) -> list[str]:
    """The text of every exception box on the page."""
    return page.locator('[data-testid="stException"]').all_inner_texts()


def content_width(page: Page) -> int:
    """Pixels from left to right, with what would have to be scrolled to."""
    width: int = page.evaluate(
        "Math.max(document.documentElement.scrollWidth,"
        " document.querySelector('[data-testid=\"stMain\"]').scrollWidth)"
    )
    return width


def outside_requests(page: Page) -> list[str]:
    """A list that grows by every address the page asks for outside this machine."""
    asked: list[str] = []

    def note(url: str) -> None:
        address = urlsplit(url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname != "127.0.0.1":
            asked.append(url)

    page.on("request", lambda request: note(request.url))
    page.on("websocket", lambda socket: note(socket.url))
    return asked
