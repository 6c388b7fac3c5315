"""How fast is a file read strictly, against reading it without any check?

Three snapshots made by seed (`benchmarks/national.py`), one row in 200 spoilt in eight ways: every
regency (7,203 rows), one province by polling station (100,000 rows), the whole country by polling
station (820,161 stations × 12 items = 9.84 M rows). The contract knows no stations: a station's
number stands in `revision`, which is part of the key; and the country comes as 50 files of 198,000
rows, because the limits of an upload hold for everybody. `strict` is the reader alone; `ingest` is
all of it: archive, reading in two children, one transaction a file with the refused rows, ledger,
receipts, checkpoint. `COPY` is DuckDB's own into a typed table of a file, with nothing checked and
bad rows dropped unsaid; Polars has the same rules written as expressions and keeps Parquet. Each
runs in a process of its own, in turns. Before a time counts, the rows taken and the rows refused
for each reason must be those that were planted; the state loaded from the province must have the
hash of the slow route, which looks at each line and each cell by itself.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from benchmarks import national
from benchmarks.figure import Figure, ratio
from benchmarks.national import Sample
from data_pipeline.settings import ROOT

ROUNDS, NATIONAL_ROUNDS, QUICK_ROUNDS = 5, 2, 1
QUICK_PARTS = 4
CHECKED = ("read", "ingest", "polars")  # the others know no rules
WORDS = {
    "read": "strict",
    "ingest": "ingest",
    "copy": "COPY, no checks",
    "polars": "Polars, same rules",
    "openpyxl": "openpyxl's rows, no checks",
}


class WrongAnswer(Exception):
    """An engine found something else than was planted, so its time is worth nothing."""


@dataclass(frozen=True)
class Series:
    """Every run of one engine over one set of files."""

    wall: Figure
    cpu: Figure
    peak: Figure


@dataclass(frozen=True)
class Case:
    """Files that are read together, and the engines that can read them."""

    name: str
    files: Sequence[Sample]
    engines: tuple[str, ...]
    rounds: int


def measure(quick: bool) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="tepat-bench-") as name:
        folder = Path(name)
        found: list[Figure] = []
        for case in cases(folder, quick):
            series = run(case, folder)
            found += figures(case, series)
            if case.name.startswith("country CSV"):
                found += goals(series)
        same_state(folder, national.province_file(folder, ".csv"))
        return found


def cases(folder: Path, quick: bool) -> list[Case]:
    rounds = QUICK_ROUNDS if quick else ROUNDS
    tabular, book = ("read", "ingest", "copy", "polars"), ("read", "ingest", "openpyxl")
    found = []
    for ending in (".csv", ".parquet", ".xlsx"):
        engines = book if ending == ".xlsx" else tabular
        for label, made in (
            ("regencies", national.regency_file),
            ("province", national.province_file),
        ):
            sample = made(folder, ending)
            found.append(Case(named(label, ending, [sample]), [sample], engines, rounds))
    for ending in (".csv", ".parquet"):
        parts = national.national_files(folder, ending, QUICK_PARTS if quick else None)
        rounds = QUICK_ROUNDS if quick else NATIONAL_ROUNDS
        found.append(Case(named("country", ending, parts), parts, tabular, rounds))
    return found


def named(label: str, ending: str, files: Sequence[Sample]) -> str:
    count = sum(sample.row_count for sample in files)
    return f"{label} {ending[1:].upper()}, {count:,} rows"


def run(case: Case, folder: Path) -> dict[str, Series]:
    """All engines in turns."""
    costs: dict[str, list[dict[str, float]]] = defaultdict(list)
    for _round in range(case.rounds):
        for engine in case.engines:
            found, cost = once(engine, folder, case.files)
            if engine in CHECKED:
                check(case, engine, found)
            costs[engine].append(cost)
    return {engine: series(case, engine, taken) for engine, taken in costs.items()}


def once(
    engine: str, folder: Path, files: Sequence[Sample]
) -> tuple[dict[str, Any], dict[str, float]]:
    """One engine in a process of its own, with an empty folder to keep things in."""
    with tempfile.TemporaryDirectory(dir=folder) as home:
        command = [sys.executable, "-m", "benchmarks.reading_engines", engine, home]
        command += [str(sample.path) for sample in files]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise WrongAnswer(f"{engine} failed:\n{done.stderr}")
    answer = json.loads(done.stdout.splitlines()[-1])
    return answer["found"], answer["cost"]


def check(case: Case, engine: str, found: dict[str, Any]) -> None:
    """Rows taken and refused by reason as planted."""
    planted = sum((Counter(sample.faults) for sample in case.files), Counter[str]())
    expected = {
        "loaded": sum(sample.loaded_count for sample in case.files),
        "refused": dict(planted),
    }
    if {name: found[name] for name in expected} != expected:
        raise WrongAnswer(f"{case.name}, {engine}: expected {expected}, came {found}")


def same_state(folder: Path, sample: Sample) -> None:
    """What is loaded by the fast route has the hash of what is loaded by the slow one."""
    (fast, _), (slow, _) = (once(engine, folder, [sample]) for engine in ("state", "slow_state"))
    if fast != slow:
        raise WrongAnswer(f"The routes differ: {fast}, {slow}")


def series(case: Case, engine: str, costs: list[dict[str, float]]) -> Series:
    label = f"{case.name}: {WORDS[engine]}"

    def figure(what: str, unit: str, key: str) -> Figure:
        return Figure(f"{label}{what}", unit, tuple(cost[key] for cost in costs))

    return Series(
        figure("", "s", "wall_s"),
        figure(", processor", "s", "cpu_s"),
        figure(", peak memory", "MB", "peak_mb"),
    )


def figures(case: Case, found: dict[str, Series]) -> list[Figure]:
    """What each engine took, and the speed of ours against each other one."""
    listed = [figure for it in found.values() for figure in (it.wall, it.cpu, it.peak)]
    others = [engine for engine in case.engines if engine not in {"read", "ingest"}]
    for ours, other in product(("read", "ingest"), others):
        words = f"{case.name}: {WORDS[ours]} ÷ {WORDS[other]}"
        listed += [
            ratio(f"{words}, speed", found[other].wall, found[ours].wall),
            ratio(f"{words}, rows per processor second", found[other].cpu, found[ours].cpu),
        ]
    return listed


def goals(found: dict[str, Series]) -> list[Figure]:
    """The country as CSV, all the way to the ledger, held against the goals."""
    ours, copy, polars = found["ingest"], found["copy"], found["polars"]
    return [
        ratio(
            "country CSV: speed of ingest ÷ COPY without checks",
            copy.wall,
            ours.wall,
            "ingest_vs_copy",
        ),
        ratio("country CSV: speed of ingest ÷ Polars", polars.wall, ours.wall, "ingest_vs_polars"),
        Figure(
            "country CSV: peak memory of ingest, all processes",
            "MB",
            ours.peak.samples,
            "ingest_memory",
        ),
    ]
