"""May this site be relied on now? What a load balancer and a monitor are told, as codes."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from data_pipeline import board, clock, heartbeat
from data_pipeline.settings import Settings

TICKS_UNTIL_STALE: Final = 3
SILENT_SECONDS: Final = 10.0
LEAST_FREE_BYTES: Final = 64 * 1024 * 1024


@dataclass(frozen=True)
class Problem:
    """One reason not to rely on this site: a code for programs, a sentence for people."""

    code: str
    told: str


def problems(settings: Settings) -> list[Problem]:
    """Everything that is wrong now; empty when the site is ready."""
    found = (_board(settings), _worker(settings), _ledger(settings), _disk(settings))
    return [problem for problem in found if problem]


def intake_problem(settings: Settings) -> Problem | None:
    """Why files that are sent now are not taken in; None when they are.

    Where no worker ever ran, nobody promised to take files in: the age of the board tells.
    """
    found = _disk(settings) or _worker(settings)
    return None if found and found.code == "WORKER_NEVER" else found


def board_age_seconds(settings: Settings) -> float | None:
    """Seconds since the board on show was built, by this machine's clock; None without one."""
    shown = board.pointer(settings)
    if shown is None:
        return None
    return max(0.0, _since(datetime.fromisoformat(shown.built_at)))


def beat_age_seconds(beat: heartbeat.Beat) -> float:
    """Seconds since the worker's last sign of life."""
    return max(0.0, _since(clock.parse(beat.at)))


def _board(settings: Settings) -> Problem | None:
    age, limit = board_age_seconds(settings), TICKS_UNTIL_STALE * settings.tick_seconds
    if age is None:
        return Problem("NO_BOARD", "Nothing has been published yet.")
    if age > limit:
        return Problem("BOARD_OLD", f"The board is {age:.0f} s old; expected at most {limit:.0f}.")
    return None


def _worker(settings: Settings) -> Problem | None:
    beat = heartbeat.read(settings)
    if beat is None:
        return Problem("WORKER_NEVER", "No worker has run on this data directory.")
    age = beat_age_seconds(beat)
    if beat.state == "stopped" or age > SILENT_SECONDS:
        return Problem("WORKER_SILENT", f"The worker gave its last sign of life {age:.0f} s ago.")
    if beat.state == "failing":
        number = beat.last_error.reference if beat.last_error else "worker.log"
        return Problem("WORKER_FAILING", f"The worker tries something again; see {number}.")
    return None


def _ledger(settings: Settings) -> Problem | None:
    try:
        with settings.ledger_path.open("ab"):
            return None
    except OSError as error:
        return Problem("LEDGER_NOT_WRITABLE", f"The ledger cannot be written: {error.strerror}.")


def _disk(settings: Settings) -> Problem | None:
    if not settings.data_dir.exists():
        return None
    free = shutil.disk_usage(settings.data_dir).free
    if free >= LEAST_FREE_BYTES:
        return None
    return Problem("DISK_FULL", f"{free} bytes are free; expected at least {LEAST_FREE_BYTES}.")


def _since(moment: datetime) -> float:
    return (clock.wall_now() - moment).total_seconds()
