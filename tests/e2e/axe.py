"""Which barriers does axe-core see on a page, by WCAG 2.2 A and AA, and which are excused?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import axe_playwright_python

from tests.e2e import look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from playwright.sync_api import Page

TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
IMPACTS: Final = ("critical", "serious", "moderate", "minor")
GRAVE: Final = IMPACTS[:2]
LIBRARY: Final = files(axe_playwright_python) / "axe.min.js"
RUN: Final = """async ([tags, excuses]) => {
  const options = {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], elementRef: true,
  };
  const result = await axe.run(document, options);
  const excused = (rule, node) => excuses.findIndex(
    ([code, selector]) => code === rule.id && node.element.matches(selector));
  return result.violations.flatMap((rule) => rule.nodes.map((node) => ({
    rule: rule.id, impact: node.impact, html: node.html.slice(0, 200),
    why: node.failureSummary, excuse: excused(rule, node),
  })));
}"""
# A fading element has neither its old colour nor its new one.
AT_REST: Final = """() => !document.querySelector('[data-stale="true"]')
  && document.getAnimations().every((motion) => motion.playState !== "running"
    || motion.effect.getTiming().iterations === Infinity)"""


@dataclass(frozen=True)
class Excuse:
    """A barrier in Streamlit's own document that no setting and no style of ours can mend."""

    rule: str
    selector: str
    is_on_phone: bool
    reason: str


EXCUSES: Final = (
    Excuse(
        "list",
        '[data-testid="stSidebarNavItems"]',
        True,
        "The menu of a narrow window groups its entries by section with elements that a list may "
        "not hold. Every link has its name, its section a heading, and the menu its landmark; "
        "only the number of entries read aloud is wrong.",
    ),
    Excuse(
        "listitem",
        '[data-testid="stSidebarNavItems"] li',
        True,
        "The entries of that menu, for the same reason.",
    ),
)


@dataclass(frozen=True)
class Barrier:
    """One element that fails one rule."""

    rule: str
    impact: str
    html: str
    why: str
    excuse: Excuse | None

    @property
    def is_grave(self) -> bool:
        return self.impact in GRAVE and self.excuse is None

    def __str__(self) -> str:
        return f"{self.impact} {self.rule}: {self.html}\n{self.why}"


def barriers(page: Page) -> list[Barrier]:
    """What axe finds on an open page, once nothing on it moves any more."""
    look.settle(page)
    page.wait_for_function(AT_REST)
    page.evaluate(LIBRARY.read_text(encoding="utf-8"))
    excuses = [[excuse.rule, excuse.selector] for excuse in EXCUSES]
    return [
        Barrier(
            node["rule"],
            node["impact"],
            node["html"],
            node["why"],
            EXCUSES[node["excuse"]] if node["excuse"] >= 0 else None,
        )
        for node in page.evaluate(RUN, [list(TAGS), excuses])
    ]


def grave(found: Iterable[Barrier]) -> list[str]:
    """The serious and critical ones without an excuse, in words for a failing test."""
    return [str(barrier) for barrier in found if barrier.is_grave]


def by_impact(found: Sequence[Barrier]) -> Counter[str]:
    """How many of each impact, excused ones left out."""
    return Counter(barrier.impact for barrier in found if barrier.excuse is None)


def version(page: Page) -> str:
    """The version of axe-core on a page that it has run on."""
    return str(page.evaluate("axe.version"))
