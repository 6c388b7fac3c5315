"""What was measured of each promise? Full runs append to build/trust.jsonl; docs/trust.md shows it.

The fast form runs in `make test` and records nothing; TEPAT_TRUST=full asks for the full form.
"""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TypeVar

from data_pipeline.settings import ROOT

RECORDS = ROOT / "build" / "trust.jsonl"
PROMISES = Path(__file__).with_name("promises.toml")

T = TypeVar("T")


@dataclass(frozen=True)
class Promise:
    """`number` such as 'P1', what is promised, and the figure that shows it."""

    number: str
    promise: str
    goal: str


@dataclass(frozen=True)
class Figure:
    """One measurement. A promise measured in several ways has several subjects, else ''."""

    promise: str
    subject: str
    figure: str
    holds: bool
    seed: int | None
    measured_on: str


def is_full() -> bool:
    """Is this the long form, which reaches the numbers of the goals?"""
    return os.environ.get("TEPAT_TRUST") == "full"


def form(*, fast: T, full: T) -> T:
    """The size of a test in the form that runs now."""
    return full if is_full() else fast


def record(
    promise: str, figure: str, *, holds: bool, seed: int | None = None, subject: str = ""
) -> None:
    """Keep what a full run found, good or bad: call it before the assertion that may fail."""
    if promise not in promises():
        raise KeyError(f"{promise}; expected one of {', '.join(promises())}")
    if not is_full():
        return
    measured = Figure(promise, subject, figure, holds, seed, f"{datetime.now(UTC):%Y-%m-%d}")
    RECORDS.parent.mkdir(exist_ok=True)
    with RECORDS.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(measured), ensure_ascii=False) + "\n")


@cache
def promises() -> dict[str, Promise]:
    """Every promise by its number, in order."""
    told = tomllib.loads(PROMISES.read_text(encoding="utf-8"))
    return {number: Promise(number, **facts) for number, facts in told.items()}


def latest(records: Path = RECORDS) -> dict[str, list[Figure]]:
    """The last figure of each subject, by promise."""
    lines = records.read_text(encoding="utf-8").splitlines() if records.exists() else []
    figures = [Figure(**json.loads(line)) for line in lines]
    last = {(figure.promise, figure.subject): figure for figure in figures}
    return {
        number: [figure for (promise, _), figure in last.items() if promise == number]
        for number in promises()
    }
