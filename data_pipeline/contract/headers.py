"""Which feed does a header row belong to, and if none, what is wrong with it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from data_pipeline.contract.columns import Column, Feed
from data_pipeline.contract.feeds import FEEDS
from data_pipeline.contract.limits import COLUMNS
from data_pipeline.contract.reasons import FileRefused, shorten


@dataclass(frozen=True)
class Heading:
    """A header row that fits a feed exactly: which column of the contract stands in each place."""

    feed: Feed
    columns: tuple[Column, ...]


def match(names: Sequence[str]) -> Heading | None:
    """The feed whose declaration the names fit exactly, in any order and either language."""
    fitting = (feed for feed in FEEDS if not any(faults(feed, names).values()))
    feed = next(fitting, None)
    return Heading(feed, tuple(feed.by_header[name] for name in names)) if feed else None


def faults(feed: Feed, names: Sequence[str]) -> dict[str, list[str]]:
    """What keeps the names from being a header of that feed, by reason code."""
    found = Counter(feed.by_header[name].name for name in names if name in feed.by_header)
    return {
        "HEADER_UNKNOWN_COLUMN": [name for name in names if name not in feed.by_header],
        "HEADER_DUPLICATE_COLUMN": [name for name, times in found.items() if times > 1],
        "HEADER_MISSING_COLUMN": [name for name in feed.required if name not in found],
    }


def known(names: Sequence[str]) -> int:
    """How many of the names the nearest feed knows."""
    return max(sum(name in feed.by_header for name in names) for feed in FEEDS)


def refused(names: Sequence[str]) -> FileRefused:
    """The refusal that tells what is wrong, measured against the nearest feed."""
    if not known(names):
        return FileRefused("HEADER_NOT_FOUND", came=shorten(" · ".join(names)))
    if len(names) > COLUMNS:
        return FileRefused("HEADER_TOO_WIDE", came=len(names), limit=COLUMNS)
    nearest = max(FEEDS, key=lambda feed: sum(name in feed.by_header for name in names))
    reason, guilty = next((code, bad) for code, bad in faults(nearest, names).items() if bad)
    return FileRefused(
        reason,
        columns=", ".join(shorten(name) or "''" for name in guilty),
        feed=nearest.feed_code,
        contract_columns=", ".join(nearest.by_name),
    )
