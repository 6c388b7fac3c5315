"""When may somebody be disturbed? Quiet hours by the wall clock of the recipient's zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from data_pipeline.formats import OFFSETS


@dataclass(frozen=True)
class Quiet:
    """From `start` until `end`, over midnight when the end is the earlier; equal: never quiet."""

    start: time
    end: time
    zone: tzinfo

    def release(self, at: datetime) -> datetime:
        """The first moment (naive UTC) from `at` on that is not quiet."""
        local = at.replace(tzinfo=UTC).astimezone(self.zone)
        if not self._holds(local.time()):
            return at
        is_next_day = local.time() >= self.end
        day = local.date() + timedelta(days=1 if is_next_day else 0)
        ends = datetime.combine(day, self.end, self.zone)
        return ends.astimezone(UTC).replace(tzinfo=None)

    def _holds(self, clock: time) -> bool:
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


def zone(name: str) -> tzinfo | None:
    """WIB, WITA, WIT, UTC or a name such as Europe/Berlin; None when there is none of that name."""
    if name in OFFSETS:
        return timezone(timedelta(hours=OFFSETS[name]), name)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # 'Europe' is a folder
        return None
