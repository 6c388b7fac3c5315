"""How does a person without a mouse get about? Tab to what is meant, then a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import FloatRect, Locator, Page

MOST_STOPS: Final = 80
# What a ring around an element may take outside of it.
RING_PX: Final = 6
IS_FOCUSED: Final = "element => element === document.activeElement"
FOCUSED: Final = """() => {
  const element = document.activeElement;
  const {x, y, width, height} = element.getBoundingClientRect();
  return {tag: element.tagName, html: element.outerHTML.slice(0, 160), x, y, width, height};
}"""


@dataclass(frozen=True)
class Stop:
    """One element that Tab has reached, and whether the eye can tell."""

    html: str
    is_seen: bool


def _with_ring(place: dict[str, float]) -> FloatRect:
    return {
        "x": max(0.0, place["x"] - RING_PX),
        "y": max(0.0, place["y"] - RING_PX),
        "width": place["width"] + 2 * RING_PX,
        "height": place["height"] + 2 * RING_PX,
    }


def reach(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; an error when it never gets it."""
    for _stop in range(MOST_STOPS):
        if target.evaluate(IS_FOCUSED):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab did not reach {target} in {MOST_STOPS} stops")


def stops(page: Page, count: int) -> Iterator[Stop]:
    """The next stops of the Tab key, each looked at with and without the focus."""
    for _stop in range(count):
        page.keyboard.press("Tab")
        place = page.evaluate(FOCUSED)
        if place["tag"] == "BODY":
            return  # the end of the page
        clip = _with_ring(place)
        focused = page.screenshot(clip=clip)
        # Tab goes on from here although nothing has the focus.
        page.evaluate("document.activeElement.blur()")
        yield Stop(place["html"], focused != page.screenshot(clip=clip))
