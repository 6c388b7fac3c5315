"""What does a briefing cost?

The national pack (PPTX, PDF, XLSX, HTML, TXT) as the command makes it, start of Python included,
then one format at a time in one process, and the 38 provincial packs on one core and on all.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from benchmarks import world
from benchmarks.figure import Figure
from data_pipeline.briefing import archive, pack, production, templates
from data_pipeline.briefing.order import Order
from data_pipeline.grants import EVERYWHERE
from data_pipeline.settings import ROOT, Settings

ROUNDS: Final = 5
KILOBYTE: Final = 1e3
Timed = tuple[float, float]


def measure(quick: bool) -> list[Figure]:
    """All of it; quick: once, and no provinces."""
    rounds = 1 if quick else ROUNDS
    with world.whole() as home:
        settings = Settings(home)
        return [
            *_national(settings, rounds),
            *_formats(settings, rounds),
            *([] if quick else _provinces(settings)),
        ]


def _national(settings: Settings, rounds: int) -> list[Figure]:
    """The command, from an empty Python to five archived files."""
    timed = [_timed(partial(_command, settings, "national")) for _round in range(rounds)]
    files = archive.entries(settings, EVERYWHERE).entries[0].files
    kilobytes = sum(file.byte_count for file in files) / KILOBYTE
    size = Figure("national pack, all files", "kB", (kilobytes,))
    return [*_clocks("national pack, whole command", timed, "briefing_national"), size]


def _formats(settings: Settings, rounds: int) -> list[Figure]:
    """Where the time goes: composing, and each writer with its libraries already imported."""
    with production.held_board(settings, EVERYWHERE) as (board, _pointer):
        ask = templates.asking(board)
        compose = partial(Order("national", "id").document, ask)
        document = compose()
        figures = _clocks("composing", [_timed(compose) for _round in range(rounds)])
        for kind in pack.FORMATS:
            pack.render(document, kind)
            writing = partial(pack.render, document, kind)
            figures += _clocks(f"writing {kind}", [_timed(writing) for _round in range(rounds)])
    return figures


def _provinces(settings: Settings) -> list[Figure]:
    """38 packs, one after the other and as many at once as there are cores."""
    every = ("province", "--each", "province", "--jobs")
    cores = os.cpu_count() or 1
    one = _timed(partial(_command, settings, *every, "1"))
    all_ = _timed(partial(_command, settings, *every, str(cores)))
    return [
        *_clocks("38 provincial packs, one job", [one]),
        *_clocks(f"38 provincial packs, {cores} jobs", [all_], "briefing_provinces"),
    ]


def _clocks(name: str, timed: Sequence[Timed], goal: str | None = None) -> list[Figure]:
    """Seconds by the clock, and of processors."""
    wall, cpu = zip(*timed, strict=True)
    return [Figure(name, "s", wall, goal), Figure(f"{name}: processor", "s", cpu)]


def _command(settings: Settings, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "data_pipeline", "briefing", *arguments],
        cwd=ROOT,
        env={**os.environ, "TEPAT_DATA_DIR": str(settings.data_dir)},
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise SystemExit(f"briefing {' '.join(arguments)} failed:\n{done.stderr}")


def _timed(work: Callable[[], object]) -> Timed:
    began, cpu = time.perf_counter(), _cpu_seconds()
    work()
    return time.perf_counter() - began, _cpu_seconds() - cpu


def _cpu_seconds() -> float:
    """Processor seconds of this process and of the children that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(it.ru_utime + it.ru_stime for it in used)
