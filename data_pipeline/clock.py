"""What time is it? The only module that asks; a simulated election brings its own clock."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from data_pipeline.settings import Settings


def now(settings: Settings) -> datetime:
    """Naive UTC. In a simulated data directory, the time the simulator has reached."""
    if settings.is_simulated and settings.clock_path.exists():
        return parse(json.loads(settings.clock_path.read_text(encoding="utf-8"))["now"])
    return wall_now()


def wall_now() -> datetime:
    """Naive UTC of this machine: when something was made, never what counts as true by then."""
    return datetime.now(UTC).replace(tzinfo=None)


def parse(text: str) -> datetime:
    """ISO 8601 with an offset, as naive UTC; ValueError when the offset is missing."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no offset; expected for example 2024-01-08T10:00:00+07:00.")
    return moment.astimezone(UTC).replace(tzinfo=None)


def epoch_seconds() -> int:
    """Whole seconds of this machine since 1970: how sign-ins and their ends are dated."""
    return int(datetime.now(UTC).timestamp())
