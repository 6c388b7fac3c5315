"""P20: do pages read in peace, each of one board, while files come in?"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from websockets import WebSocketException

from data_pipeline import inbox
from data_pipeline.settings import Settings
from pages.registry import PAGES
from tests.e2e.server import serve
from tests.ingest.conftest import HEADER
from tests.trust import figures
from tests.trust.visitor import Seen, visiting

ANSWER_SECONDS = 180.0
CODES = [entry.code for entry in PAGES]


@contextmanager
def readers(url: str, count: int, runs: list[Seen], faults: list[str]) -> Iterator[None]:
    """That many tabs, each paging through everything until the block ends."""
    stop = threading.Event()

    def read(place: int) -> None:
        try:
            with visiting(url) as visitor:
                turn = place
                while not stop.is_set():
                    visitor.look(CODES[turn % len(CODES)], lang=("id", "en")[place % 2])
                    turn += 1
                runs.extend(visitor.runs)
        except (OSError, WebSocketException) as error:
            faults.append(f"reader {place}: {error!r}")

    threads = [threading.Thread(target=read, args=(place,)) for place in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def deliver(settings: Settings, number: int) -> None:
    """One more file, answered; the worker publishes after it while the next one comes."""
    rows = [
        f"2024-01-08T{number // 60:02}:{number % 60:02}:00Z,35.{place:02},tinta,{number},{number}"
        for place in range(1, 20)
    ]
    content = "\n".join([HEADER, *rows, ""]).encode()
    sha256 = inbox.submit(settings, "snapshot.csv", content, "standard", "test")
    receipt = inbox.wait(settings, sha256, ANSWER_SECONDS)
    assert receipt is not None
    assert receipt.outcome == "accepted"


def test_every_page_shows_one_board_and_no_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("TEPAT_WORKER", raising=False)
    sessions, files = figures.form(fast=(3, 3), full=(20, 100))
    settings = Settings(tmp_path)
    runs, faults = list[Seen](), list[str]()
    with serve(tmp_path) as server:
        deliver(settings, 0)
        with readers(server.url, sessions, runs, faults):
            for number in range(1, files + 1):
                deliver(settings, number)
    faults += [f"{run.page}: {error}" for run in runs for error in run.errors]
    mixed = [(run.page, sorted(run.versions)) for run in runs if len(run.versions) > 1]
    versions = {version for run in runs for version in run.versions}
    told = (
        f"{sessions} sessions, {len(runs)} page views of {len(versions)} boards during "
        f"{files} deliveries: {len(faults)} errors, {len(mixed)} pages of two boards"
    )
    figures.record("P20", told, holds=not faults and not mixed)
    assert faults == []
    assert mixed == []
    assert len(runs) >= sessions
    assert versions
