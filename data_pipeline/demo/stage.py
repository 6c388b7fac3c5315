"""Is this data directory the simulator's own, and how far has its clock come?

SIMULASI marks the directory; clock.json holds the simulated time, the seed and the moment up to
which files have been written.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from data_pipeline import clock, durable
from data_pipeline.errors import TepatError
from data_pipeline.settings import Settings

MARKER = "SIMULASI"
MARKER_TEXT = "Data di folder ini simulasi, bukan data KPU. The data in this folder is simulated.\n"


class NotSimulated(TepatError):
    """The data directory holds deliveries the simulator did not make."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(
            f"{settings.data_dir} holds real deliveries (ledger.jsonl without the file {MARKER}); "
            "expected an empty or a simulated one. Set TEPAT_DATA_DIR to another folder."
        )


class NotLoaded(TepatError):
    """There is no simulated election to go on from."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(
            f"{settings.data_dir} holds no simulated election (no {MARKER} or no clock.json); "
            "expected one. Run `python -m data_pipeline demo load` first."
        )


@dataclass(frozen=True)
class Stage:
    """The simulated time (naive UTC), the seed, and until when files have been written."""

    now: datetime
    seed: int
    written_until: datetime


def refuse_real_data(settings: Settings) -> None:
    """Raise NotSimulated where there are deliveries but no marker."""
    if settings.ledger_path.exists() and not settings.is_simulated:
        raise NotSimulated(settings)


def mark(settings: Settings) -> None:
    """Label the directory; from now on every page and export says SIMULASI."""
    durable.make_directory(settings.data_dir)
    durable.write_text(settings.data_dir / MARKER, MARKER_TEXT)


def read(settings: Settings) -> Stage:
    """Where the simulation stands; raises NotLoaded."""
    refuse_real_data(settings)
    if not settings.is_simulated or not settings.clock_path.exists():
        raise NotLoaded(settings)
    facts = json.loads(settings.clock_path.read_text(encoding="utf-8"))
    return Stage(clock.parse(facts["now"]), int(facts["seed"]), clock.parse(facts["written_until"]))


def write(settings: Settings, stage: Stage) -> None:
    """Set the simulated clock."""
    facts = {"now": _utc(stage.now), "seed": stage.seed, "written_until": _utc(stage.written_until)}
    durable.write_text(settings.clock_path, json.dumps(facts))


def _utc(moment: datetime) -> str:
    return moment.replace(tzinfo=UTC).isoformat()
