"""What does a briefing cost? Seconds, processor seconds and sizes over a simulated election.

`python -m benchmarks.briefing [--data DIR] [--provinces]` makes the national pack (PPTX, PDF, XLSX,
HTML, TXT) as the command does, start of Python included, then one format at a time in this process,
and with --provinces the 38 provincial packs on one and on all cores. Without --data it first loads
the simulated election into a directory of its own.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from data_pipeline.briefing import archive, pack, production, templates
from data_pipeline.briefing.order import Order
from data_pipeline.grants import EVERYWHERE
from data_pipeline.settings import ROOT, Settings
from tests.e2e.world import small_world

AIMS_S = {"national": 10.0, "38 provinces": 90.0}
MEGABYTE = 1e6


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and of processors in this process and those it started."""

    seconds: float
    cpu_seconds: float

    def __str__(self) -> str:
        return f"{self.seconds:7.2f} s {self.cpu_seconds:7.2f} s CPU"


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="tepat-") as folder:
        settings = Settings(_data_dir(Path(folder) / "data", options.data))
        print(f"Machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before it began")
        _national(settings)
        _formats(settings)
        if options.provinces:
            _provinces(settings)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a data directory with a board; it is copied")
    parser.add_argument("--provinces", action="store_true", help="also the 38 provincial packs")
    return parser.parse_args()


def _data_dir(home: Path, given: Path | None) -> Path:
    if given is None:
        return small_world(home).data_dir
    shutil.copytree(given / "boards", home / "boards")
    return home


def _national(settings: Settings) -> None:
    """The command, from an empty Python to five archived files."""
    cost = _measured(partial(_command, settings, "national"))
    aim = AIMS_S["national"]
    print(f"national pack, whole command   {cost}   aim {aim:.0f} s")
    _sizes(settings)


def _sizes(settings: Settings) -> None:
    entries = archive.entries(settings, EVERYWHERE).entries
    total = sum(file.byte_count for file in entries[0].files)
    for file in entries[0].files:
        print(f"  {file.name:70} {file.byte_count / 1000:9,.0f} kB")
    print(f"  {'together':70} {total / 1000:9,.0f} kB")


def _formats(settings: Settings) -> None:
    """Where the time goes: composing, and each writer with its libraries already imported."""
    with production.held_board(settings, EVERYWHERE) as (board, _pointer):
        ask = templates.asking(board)
        order = Order("national", "id")
        document = order.document(ask)
        print(f"  compose                      {_measured(partial(order.document, ask))}")
        for kind in pack.FORMATS:
            pack.render(document, kind)
            cost = _measured(partial(pack.render, document, kind))
            print(f"  {kind:28} {cost}")


def _provinces(settings: Settings) -> None:
    for jobs in (1, os.cpu_count() or 1):
        before = len(archive.entries(settings, EVERYWHERE).entries)
        arguments = ("province", "--each", "province", "--jobs", str(jobs))
        cost = _measured(partial(_command, settings, *arguments))
        made = archive.entries(settings, EVERYWHERE).entries
        packs = len(made) - before
        size = sum(file.byte_count for entry in made[:packs] for file in entry.files)
        aim = AIMS_S["38 provinces"]
        print(f"{packs} provincial packs, {jobs} job(s)  {cost}   aim {aim:.0f} s")
        print(f"  {'together':70} {size / MEGABYTE:9,.1f} MB")


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


def _measured(work: Callable[[], object]) -> Cost:
    began, cpu = time.perf_counter(), _cpu_seconds()
    work()
    return Cost(time.perf_counter() - began, _cpu_seconds() - cpu)


def _cpu_seconds() -> float:
    """Processor seconds of this process and of the children that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(it.ru_utime + it.ru_stime for it in used)


if __name__ == "__main__":
    sys.exit(main())
