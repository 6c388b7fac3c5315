"""How long from a national stock snapshot in the inbox to its figures in a real browser?

A server, its worker and a Chromium over the simulated election. Each run drops one file (514
regencies × their items), 1 to 3 s after the last was drawn, at a moment drawn by seed, and waits
until the page that was open before has drawn the new board.
The parts:
- *read*: the contract, in a child process; measured by itself on the same file
- *transaction*: noticing the file, archive, rows, ledger, receipt: drop → receipt, less *read*
- *publish*: building the board and pointing at it: receipt → pointer
- *poll*: the page's turn: pointer → drawn
Drawn: the page's script has come to rest and names the new board. A map takes longer, most on a
machine without a graphics card, as this one: *last draw* is the last change of the page's charts
and numbers, or the last painting of a canvas, after which nothing is drawn for 0.4 s.
"""

from __future__ import annotations

import csv
import hashlib
import io
import random
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import browsing, targets, world
from benchmarks.figure import Figure
from benchmarks.targets import Target
from data_pipeline import board, clock, parsing, receipts, references
from data_pipeline.grants import EVERYWHERE
from data_pipeline.settings import Settings
from tests.e2e import browser as chromium
from tests.e2e import look
from tests.e2e.server import Server, serve
from tests.e2e.world import drop

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HEADER = ("snapshot_at", "revision", "region_code", "item_code", "dapil_code", "ordered_pcs")
STAGES = ("produced_pcs", "shipped_pcs", "received_pcs", "usable_pcs")
PATIENCE_S = 60
PAUSE_S = (1, 3)
RUNS, QUICK_RUNS = 20, 3
# Which version the page says it shows, once its script has come to rest.
DRAWN_VERSION = """version => {
    const app = document.querySelector('[data-testid="stApp"]');
    const isStill = app && app.dataset.testScriptState === 'notRunning';
    const bar = document.querySelector('[data-testid="stMain"]');
    return isStill && bar.innerText.includes(version) && Date.now() / 1000;
}"""


Unit = tuple[str, str, str, int]


@dataclass(frozen=True)
class Run:
    """Seconds of one file from the drop on; total = read + transaction + publish + poll."""

    total: float
    read: float
    transaction: float
    publish: float
    poll: float
    last_draw: float


def measure(quick: bool) -> list[Figure]:
    """Each part of the way in seconds, on Overview; on Explore the whole."""
    count = QUICK_RUNS if quick else RUNS
    with world.whole() as home, serve(home) as server, chromium.launch() as browser:
        runs = _runs(server, browser, targets.OVERVIEW, range(count + 1))
        explored = _runs(server, browser, targets.EXPLORE, range(count + 1, 2 * (count + 1)))
    return [
        *_figures(runs),
        Figure("the same on Explore", "s", tuple(run.total for run in explored)),
        Figure("the same on Explore, last draw", "s", tuple(run.last_draw for run in explored)),
    ]


def _runs(server: Server, browser: Browser, target: Target, numbers: range) -> list[Run]:
    """One after the other, on a page that stays open; the first only warms up."""
    with browsing.fresh_page(browser, target) as page:
        look.open_page(page, server.url.rstrip("/") + "/" + target.path)
        return [_measure(server, page, number) for number in numbers][1:]


def _figures(runs: list[Run]) -> list[Figure]:
    totals = sorted(run.total for run in runs)
    p95 = totals[round(0.95 * (len(totals) - 1))]
    return [
        Figure("file → visible", "s", tuple(run.total for run in runs), "visible_median"),
        Figure("file → visible, 95th percentile", "s", (p95,), "visible_p95"),
        *(
            Figure(f"of it {part}", "s", tuple(asdict(run)[part] for run in runs))
            for part in ("read", "transaction", "publish", "poll")
        ),
        Figure("file → last draw", "s", tuple(run.last_draw for run in runs)),
    ]


def _measure(server: Server, page: Page, number: int) -> Run:
    settings = Settings(data_dir=server.data_dir)
    text = national_file(settings, number)
    version = _version(settings)
    # A file comes when it comes, not at the beat of the page.
    time.sleep(random.Random(number).uniform(*PAUSE_S))
    read = _read_alone(settings, text)
    dropped = time.time()
    drop(server.data_dir, f"national-{number}.csv", text)
    visible = _seen(page, f"v{version + 1}")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    answered = receipts.path_of(settings, sha256).stat().st_mtime
    published = (settings.boards_dir / "current.json").stat().st_mtime
    return Run(
        total=visible - dropped,
        read=read,
        transaction=answered - dropped - read,
        publish=published - answered,
        poll=visible - published,
        last_draw=_last_drawn(page) - dropped,
    )


def national_file(settings: Settings, number: int) -> str:
    """A stock snapshot as CSV: each unit of the 514 regencies a little better than in the last."""
    return stock_file(settings, units(settings), 1 + number, 0.5 + 0.01 * number)


def stock_file(settings: Settings, reported: list[Unit], revision: int, ratio: float) -> str:
    """A stock snapshot of this moment: of each unit that share of what it needs."""
    moment = f"{clock.now(settings):%Y-%m-%dT%H:%M:%SZ}"
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*HEADER, *STAGES, "source_name"])
    for region, item, dapil, need in reported:
        quantities = [round(need * ratio)] * len(STAGES)
        writer.writerow([moment, revision, region, item, dapil, need, *quantities, "benchmark"])
    return out.getvalue()


def units(settings: Settings) -> list[Unit]:
    """Region, item, dapil and need of every unit of the 514 regencies, in that order."""
    newest = board.current(settings, EVERYWHERE)
    try:
        return newest.connection.execute(
            "select region_code, item_code, dapil_code, need_pcs from kept.mart_unit_status"
            " where region_level = 'regency' and as_of = (select as_of from kept.board_meta)"
            " order by all"
        ).fetchall()
    finally:
        newest.close()


def _version(settings: Settings) -> int:
    found = board.pointer(settings)
    return found.version if found else 0


def _read_alone(settings: Settings, text: str) -> float:
    """Seconds that reading takes in a child, as the worker does it: the best of three."""
    election = settings.election_code
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        file.write(text)
        file.flush()
        profile = references.profile_of(election, "standard")
        job = parsing.Job(Path(file.name), "national.csv", profile, clock.now(settings))
        registers = references.registers_of(election)
        seconds = []
        for _repeat in range(3):
            began = time.perf_counter()
            reading = parsing.read([job], registers)[0]
            seconds.append(time.perf_counter() - began)
    if reading.refusal or reading.loaded_count != reading.row_count:
        raise SystemExit(
            f"The benchmark's own file was refused: {reading.refusal or reading.refused}"
        )
    return min(seconds)


def _last_drawn(page: Page) -> float:
    """The browser's time at which the last thing was drawn, once all is still."""
    still = "ms => window.__bench.isStill(ms) && window.__bench.drawnAt / 1000"
    handle = page.wait_for_function(
        still, arg=browsing.QUIET_MS, timeout=PATIENCE_S * 1000, polling=50
    )
    return float(handle.json_value())


def _seen(page: Page, version: str) -> float:
    """The browser's time, in seconds since 1970, at which that version stood on the page."""
    handle = page.wait_for_function(DRAWN_VERSION, arg=version, timeout=PATIENCE_S * 1000)
    return float(handle.json_value())
