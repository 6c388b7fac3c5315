"""What does one visitor of a page do, and what is taken down of it?"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from benchmarks import browsing, oracle, targets, world
from benchmarks.oracle import Answers, Truth
from benchmarks.servers import Running
from benchmarks.targets import Driver, Target

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SEED: Final = 2024
CPU: Final = "server processor time of a filter"
MEMORY: Final = "server memory"


@dataclass(frozen=True)
class Contender:
    """A page on a server of its own, and what was measured of it."""

    target: Target
    server: Running
    samples: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    @property
    def is_ours(self) -> bool:
        return self.target.app == targets.OVERVIEW.app


def visit(browser: Browser, contender: Contender, number: int) -> None:
    """One visitor: comes, sees a new board, filters, filters again, looks into a regency."""
    target, home = contender.target, contender.server.data_dir
    with browsing.fresh_page(browser, target) as page:
        expected = _nation(contender, oracle.answers(home))
        cold = browsing.cold_ms(page, target, contender.server.url, expected)
        contender.samples["cold load"].append(cold)
        if target.driver is None:
            return
        if target.follows:
            _refresh(page, contender)
        _filters(page, contender, target.driver, number)
        if target.driver.drill:
            contender.samples["drill"].append(browsing.drill_ms(page, target, target.driver))
    contender.samples[MEMORY].append(contender.server.memory_mb)


def _of_round(provinces: Sequence[Truth], number: int) -> tuple[Truth, Truth]:
    """Two provinces, the same for every page; the first has a red regency to look into."""
    mixed = random.Random(SEED).sample(provinces, len(provinces))
    red = [truth for truth in mixed if truth.counts[0]]
    others = [truth for truth in mixed if not truth.counts[0]]
    return red[number % len(red)], others[number % len(others)]


def _filters(page: Page, contender: Contender, driver: Driver, number: int) -> None:
    """Each province from the whole country, then the first of them again."""
    answers = oracle.answers(contender.server.data_dir)
    chosen = _of_round(answers.provinces, number)
    for truth in chosen:
        before = contender.server.cpu_seconds
        contender.samples["filter"].append(_filter(page, contender, driver, truth))
        contender.samples[CPU].append(contender.server.cpu_seconds - before)
        began = page.evaluate("performance.timeOrigin + performance.now()")
        driver.clear(page)
        browsing.drawn_at(page, contender.target, _nation(contender, answers), began)
    contender.samples["filter again"].append(_filter(page, contender, driver, chosen[0]))


def _filter(page: Page, contender: Contender, driver: Driver, truth: Truth) -> float:
    expected = truth.numbers[: contender.target.shows]
    return browsing.filter_ms(page, contender.target, driver, truth.label, expected)


def _refresh(page: Page, contender: Contender) -> None:
    """Another board is published; the page follows by itself."""
    home = contender.server.data_dir
    before = oracle.answers(home)
    prepared = world.prepare_next(home)
    published_ms = world.show(home, prepared) * 1000
    answers = oracle.answers(home)
    if _nation(contender, before) == _nation(contender, answers):
        raise RuntimeError("The two boards say the same: a refresh could not be seen.")
    drawn = browsing.drawn_at(page, contender.target, _nation(contender, answers), published_ms)
    contender.samples["refresh"].append(drawn - published_ms)


def _nation(contender: Contender, answers: Answers) -> tuple[int, ...]:
    """What the page shows of the whole country: Tepat counts the posts abroad too."""
    everywhere = answers.with_posts if contender.is_ours else answers.nation
    return everywhere[: contender.target.shows]
