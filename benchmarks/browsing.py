"""How long until a page has drawn the last thing, as a visitor's browser sees it?

The clock starts at the visitor's last input (or when the address is opened, or a board published)
and stops at the last change of charts, tables and numbers or the last painting of a canvas: seen
once the page shows the numbers expected, its script has ended, no request is under way, and
nothing has been drawn for QUIET_MS.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import TimeoutError as Late

from benchmarks.targets import Driver, Target
from tests.e2e import look

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WATCH: Final = Path(__file__).with_name("watch.js")
QUIET_MS: Final = 400
PATIENCE_MS: Final = 60_000
# `shown` and `rests` are expressions of the page measured.
LAST_DRAWN: Final = """([expected, quietMs, after]) => {
    const bench = window.__bench;
    if (!bench || bench.drawnAt < after || !(%(rests)s) || !bench.isStill(quietMs)) return null;
    const shown = %(shown)s;
    return expected.every((number, place) => shown[place] === number) ? bench.drawnAt : null;
}"""


@contextmanager
def fresh_page(browser: Browser, target: Target) -> Iterator[Page]:
    """A visitor who has never been here: nothing cached, the watch in place."""
    script = WATCH.read_text(encoding="utf-8").replace("WATCHED", target.watched)
    with look.visitor(browser) as context:
        context.add_init_script(script)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        yield page


def cold_ms(page: Page, target: Target, url: str, expected: Sequence[int]) -> float:
    """From asking for the address to the last thing drawn."""
    began = time.time() * 1000
    page.goto(url + target.path, wait_until="commit")
    return drawn_at(page, target, expected, began) - began


def filter_ms(
    page: Page, target: Target, driver: Driver, label: str, expected: Sequence[int]
) -> float:
    """From the click that picks the province to the last thing drawn."""
    pick = driver.choose(page, label)
    page.evaluate("window.__bench.arm()")
    pick()
    began: float = page.wait_for_function("window.__bench.inputAt").json_value()
    return drawn_at(page, target, expected, began) - began


def drill_ms(page: Page, target: Target, driver: Driver) -> float:
    """From the click on a regency to the last thing drawn, on this page or on another."""
    assert driver.drill
    click = driver.drill(page)
    began = time.time() * 1000
    click()
    sheet = replace(target, rests=f"{target.rests} && {driver.drilled}")
    return drawn_at(page, sheet, (), began) - began


def drawn_at(page: Page, target: Target, expected: Sequence[int], after: float) -> float:
    """When it had drawn what is expected, in ms since 1970; Unexpected when it never does."""
    asked = LAST_DRAWN % {"rests": target.rests, "shown": target.shown}
    told = [list(expected), QUIET_MS, after]
    try:
        handle = page.wait_for_function(asked, arg=told, timeout=PATIENCE_MS, polling=50)
    except Late as error:
        shown = page.evaluate(f"() => {{ const bench = window.__bench; return {target.shown}; }}")
        raise Unexpected(target.name, expected, shown) from error
    return float(handle.json_value())


class Unexpected(RuntimeError):
    """A page shows other numbers than the board holds, or never came to rest."""

    def __init__(self, name: str, expected: Sequence[int], shown: Sequence[int]) -> None:
        super().__init__(f"{name} shows {shown}; the board says {expected}.")
        self.name, self.expected, self.shown = name, expected, shown
