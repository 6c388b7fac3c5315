"""Does it run on for days? `python -m tests.trust.soak [SECONDS] [SEED]`

A real worker is killed again and again while files come in, one in ten of them bad; the simulated
clock runs, and readers page through a real dashboard that is never restarted.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Final

import psutil
from websockets import WebSocketException

from data_pipeline import audit, board, inbox, publish
from data_pipeline.settings import ROOT, Settings
from pages.registry import PAGES
from tests.e2e.server import environment, serve
from tests.trust.visitor import visiting

STEP: Final = timedelta(hours=6)
STEPS_A_DAY: Final = 4
FILES_A_STEP: Final = 5
BAD_SHARE: Final = 0.1
VISITORS: Final = 3
FIRST_DAY: Final = datetime(2023, 12, 1)
ANSWER_SECONDS: Final = 180.0
SETTLED_SHARE: Final = 0.4  # what a server keeps in its bounded caches is there by then
HEADER: Final = "snapshot_at,region_code,item_code,received_pcs,usable_pcs"
BAD: Final = (
    b"",
    b"\x00\x01\x02",
    b"<html><body>502 Bad Gateway</body></html>",
    f"{HEADER}\n2023-12-01T00:00:00Z,35.78,tinta,1".encode(),
    f"{HEADER}\n31 Feb,35.00,beras,-1,=1+1\n".encode(),
)


@dataclass(frozen=True)
class Sample:
    """The dashboard at one moment."""

    at_seconds: float
    memory_mb: float
    descriptors: int
    boards: int


@dataclass
class Figures:
    """What a run found; `faults` must be empty."""

    days: float = 0
    seconds: float = 0
    files: int = 0
    bad_files: int = 0
    kills: int = 0
    looks: int = 0
    samples: list[Sample] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def growth(self) -> float:
        """Memory of the dashboard at the end over that once it had settled, less one."""
        first, last = self._settled()
        return last.memory_mb / first.memory_mb - 1

    @property
    def more_descriptors(self) -> int:
        first, last = self._settled()
        return last.descriptors - first.descriptors

    def _settled(self) -> tuple[Sample, Sample]:
        """Medians over a fifth of the run each: one sample may catch a page at work."""
        fifth = max(1, len(self.samples) // 5)
        start = int(len(self.samples) * SETTLED_SHARE)
        return _middle(self.samples[start : start + fifth]), _middle(self.samples[-fifth:])

    def __str__(self) -> str:
        first, last = self._settled()
        return (
            f"{self.days:g} simulated days in {self.seconds / 60:.1f} min, {self.files} files "
            f"({self.bad_files} bad), {self.kills} kills, {self.looks} page views: memory "
            f"{first.memory_mb:.0f} → {last.memory_mb:.0f} MB ({self.growth:+.1%}), descriptors "
            f"{first.descriptors} → {last.descriptors}, at most "
            f"{max(sample.boards for sample in self.samples)} boards kept; "
            f"{len(self.faults)} faults"
        )


def _middle(samples: list[Sample]) -> Sample:
    return Sample(
        samples[-1].at_seconds,
        median(sample.memory_mb for sample in samples),
        int(median(sample.descriptors for sample in samples)),
        max(sample.boards for sample in samples),
    )


def run(
    data_dir: Path,
    *,
    days: float,
    seconds: float,
    kill_every_seconds: float,
    most_kills: int,
    seed: int,
) -> Figures:
    """Soak that long and that many days, then stop everything and compare with a fresh load."""
    settings = Settings(data_dir)
    settings.inbox_dir.mkdir(parents=True)
    (data_dir / "SIMULASI").touch()
    _set_clock(settings, FIRST_DAY)
    figures = Figures()
    os.environ["TEPAT_WORKER"] = "external"
    stop = threading.Event()
    killer = _Worker(settings, kill_every_seconds, most_kills)
    with serve(data_dir) as server:
        dashboard = psutil.Process(server.process_id)
        with killer.running(figures), _visitors(server.url, stop, figures):
            _send_days(settings, figures, (days, seconds), random.Random(seed), dashboard)
            stop.set()
    _compare(settings, figures)
    return figures


class _Worker:
    """A worker that is killed with -9 every so often and started again.

    Each answers at least one file before: on a busy machine a start alone takes long.
    """

    def __init__(self, settings: Settings, kill_every_seconds: float, most_kills: int) -> None:
        self._settings = settings
        self._pause_seconds = kill_every_seconds
        self._most_kills = most_kills
        self._stop = threading.Event()

    @contextmanager
    def running(self, figures: Figures) -> Iterator[None]:
        thread = threading.Thread(target=self._run, args=(figures,), name="killer")
        thread.start()
        try:
            yield
        finally:
            self._stop.set()
            thread.join()

    def _run(self, figures: Figures) -> None:
        while not self._stop.is_set():
            worker, answers = self._start(), self._answers()
            is_over = self._stop.wait(self._pause_seconds)
            while not is_over and (self._answers() == answers or figures.kills >= self._most_kills):
                is_over = self._stop.wait(0.1)
            if worker.poll() is not None:
                figures.faults.append(f"the worker ended by itself with {worker.returncode}")
            if is_over:
                worker.terminate()
            else:
                worker.kill()
                figures.kills += 1
            worker.wait()

    def _answers(self) -> int:
        return len(list(self._settings.receipts_dir.glob("*.json")))

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "data_pipeline", "watch"],
            cwd=ROOT,
            env=environment(self._settings.data_dir),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@contextmanager
def _visitors(url: str, stop: threading.Event, figures: Figures) -> Iterator[None]:
    """Readers who page through everything until told to stop."""
    threads = [
        threading.Thread(target=_page_through, args=(url, stop, figures, place))
        for place in range(VISITORS)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _page_through(url: str, stop: threading.Event, figures: Figures, place: int) -> None:
    codes = [entry.code for entry in PAGES]
    turn = place
    while not stop.is_set():
        try:
            with visiting(url) as visitor:  # a new session each round: old ones must be freed
                for _ in codes:
                    if stop.is_set():
                        break
                    visitor.look(codes[turn % len(codes)], lang=("id", "en")[turn % 2])
                    turn += 1
                    time.sleep(0.2)
        except (OSError, WebSocketException) as error:
            figures.faults.append(f"a reader was cut off: {error!r}")
            return
        for run in visitor.runs:
            figures.looks += 1
            figures.faults += [f"{run.page}: {error}" for error in run.errors]
            if len(run.versions) > 1:
                figures.faults.append(f"{run.page} showed boards {sorted(run.versions)}")


def _send_days(
    settings: Settings,
    figures: Figures,
    least: tuple[float, float],
    dice: random.Random,
    dashboard: psutil.Process,
) -> None:
    days, seconds = least
    begin = time.monotonic()
    moment = FIRST_DAY
    while figures.days < days or time.monotonic() - begin < seconds:
        moment += STEP
        _set_clock(settings, moment)
        contents = [_content(moment, number, dice) for number in range(FILES_A_STEP)]
        _send(settings, contents, figures)
        figures.days += 1 / STEPS_A_DAY
        figures.samples.append(_sample(settings, dashboard, time.monotonic() - begin))
    figures.seconds = time.monotonic() - begin


def _content(moment: datetime, number: int, dice: random.Random) -> bytes:
    if dice.random() < BAD_SHARE:
        # Different bytes each time, or it would be the same delivery again.
        return dice.choice(BAD) + f"\n{dice.random()}".encode()
    rows = [_row(moment, 1 + 5 * number + place, dice) for place in range(5)]
    return "\n".join([HEADER, *rows, ""]).encode()


def _row(moment: datetime, district: int, dice: random.Random) -> str:
    pieces = dice.randrange(1_000_000)
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z,35.{district:02},tinta,{pieces},{pieces}"


def _send(settings: Settings, contents: list[bytes], figures: Figures) -> None:
    """Hand the files in and wait for every answer, however often the worker dies meanwhile."""
    sent = [
        inbox.submit(settings, "snapshot.csv", content, "standard", "soak") for content in contents
    ]
    for sha256 in sent:
        answer = inbox.wait(settings, sha256, ANSWER_SECONDS)
        if answer is None:
            figures.faults.append(f"no answer to {sha256}")
        else:
            figures.files += 1
            figures.bad_files += answer.outcome != "accepted"


def _sample(settings: Settings, dashboard: psutil.Process, at_seconds: float) -> Sample:
    memory_mb = dashboard.memory_info().rss / 1e6
    boards = len(list(settings.boards_dir.glob("board-*.duckdb")))
    return Sample(at_seconds, memory_mb, dashboard.num_fds(), boards)


def _set_clock(settings: Settings, moment: datetime) -> None:
    pending = settings.data_dir / ".clock"
    pending.write_text(json.dumps({"now": f"{moment.isoformat()}Z"}), encoding="utf-8")
    pending.replace(settings.clock_path)


def _compare(settings: Settings, figures: Figures) -> None:
    """The state after all kills against a fresh load, and what was kept that should not be."""
    report = audit.run(settings, with_replay=True)
    figures.faults += report.findings
    most = max(sample.boards for sample in figures.samples)
    if most > publish.KEPT_BOARDS + 1:  # one more while it is being published
        figures.faults.append(f"{most} boards were kept")
    answers = len(list(settings.receipts_dir.glob("*.json")))
    if answers < figures.files:
        figures.faults.append(f"{answers} receipts of {figures.files} answered files")
    if board.pointer(settings) is None:
        figures.faults.append("nothing was published")


if __name__ == "__main__":
    asked = [float(value) for value in sys.argv[1:]] + [900, 21][len(sys.argv) - 1 :]
    with tempfile.TemporaryDirectory() as folder:
        found = run(
            Path(folder) / "data",
            days=0,
            seconds=asked[0],
            kill_every_seconds=60,
            most_kills=1000,
            seed=int(asked[1]),
        )
    print(found, *found.faults, sep="\n")
    sys.exit(bool(found.faults))
