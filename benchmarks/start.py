"""How long from the command to the first page, and what does it weigh?

A second start: the data is there, the scripts are compiled. A browser that is open already asks
for the Overview as soon as the port answers, with nothing cached; *first page* is when it has
drawn the last thing (as in the part on pages). Memory is the resident memory of the server and of
the worker it starts, with one page open.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from benchmarks import browsing, oracle, servers, targets, world
from benchmarks.figure import Figure
from tests.e2e import browser as chromium

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

ROUNDS: Final = 5
Start = tuple[float, float, float, float]


def measure(quick: bool) -> list[Figure]:
    """Several starts over the same data; one when quick, after one that is not counted."""
    with world.whole() as home, chromium.launch() as browser:
        starts = [_start(browser, home) for _round in range(2 if quick else ROUNDS + 1)][1:]
    listening, drawn, server, worker = zip(*starts, strict=True)
    return [
        Figure("start → port answers", "s", listening),
        Figure("start → first page drawn", "s", drawn, "start_to_page"),
        Figure("server, one page open", "MB", server),
        Figure("worker", "MB", worker),
    ]


def _start(browser: Browser, home: Path) -> Start:
    """Seconds until it answers and until it is drawn; megabytes of server and worker."""
    target = targets.OVERVIEW
    expected = oracle.answers(home).with_posts[: target.shows]
    began = time.time()
    with servers.running(servers.TEPAT_WITH_WORKER, home) as server:
        listening = time.time() - began
        with browsing.fresh_page(browser, target) as page:
            page.goto(server.url + target.path, wait_until="commit")
            drawn = browsing.drawn_at(page, target, expected, began * 1000) / 1000 - began
            whole, worker = server.memory_mb, server.children_mb
    return listening, drawn, whole - worker, worker
