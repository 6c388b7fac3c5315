"""How does the make-believe history get into an empty data directory, or into a folder of files?"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
from tqdm import tqdm

from data_pipeline import arrivals, clock, ingest, lock, publish, recovery
from data_pipeline.demo import campaign, history, stage
from data_pipeline.demo.campaign import Campaign
from data_pipeline.demo.files import SnapshotFile
from data_pipeline.demo.history import Delivery
from data_pipeline.demo.stage import Stage
from data_pipeline.settings import Settings

SENDER = "demo"
DEFAULT_DAYS_BEFORE = 37
SHOWN_HOUR_WIB = 10.0
SEND_DELAY = timedelta(minutes=20)


@dataclass(frozen=True)
class Loaded:
    """What a load brought in."""

    file_count: int
    loaded_count: int
    refused_count: int
    board_version: int


def default_until(election: Campaign) -> date:
    """The day the demo opens on: 37 days before the vote."""
    return election.world.timetable.voting_on - timedelta(days=DEFAULT_DAYS_BEFORE)


def load(settings: Settings, seed: int, until: date | None) -> Loaded | None:
    """Simulate up to `until`, take every file in and publish once; None when that was done before.

    A load that was cut off begins again: files already taken in are duplicates and change nothing.

    Raises NotSimulated over real data, AlreadyRunning while a worker holds the directory.
    """
    stage.refuse_real_data(settings)
    if settings.ledger_path.exists() and (settings.boards_dir / "current.json").exists():
        return None
    election = campaign.build(settings.election_code, seed)
    last = election.world.timetable.at(until or default_until(election), SHOWN_HOUR_WIB)
    with lock.hold(settings, "demo load"), tempfile.TemporaryDirectory() as folder:
        stage.mark(settings)
        warehouse, _ = recovery.start(settings)
        try:
            return _play(settings, election, seed, last, warehouse, Path(folder))
        finally:
            warehouse.close()


def _play(
    settings: Settings,
    election: Campaign,
    seed: int,
    last: float,
    warehouse: duckdb.DuckDBPyConnection,
    folder: Path,
) -> Loaded:
    days = history.moments(election.world, last)
    receipts = []
    for delivery in tqdm(
        history.deliveries(election, days), total=len(days), desc="SIMULASI", unit="snapshot"
    ):
        sent_at = election.world.timetable.moment(delivery.day)
        stage.write(settings, Stage(sent_at + SEND_DELAY, seed, sent_at))
        for path, file in write_files(folder, [delivery]):
            receipts.append(
                ingest.deliver(
                    settings,
                    path,
                    file_name=file.file_name,
                    profile_code=file.profile_code,
                    sender=SENDER,
                    warehouse=warehouse,
                )
            )
            path.unlink()
    stage.write(settings, Stage(election.world.timetable.moment(last), seed, sent_at))
    pointer = publish.publish(warehouse, settings, clock.now(settings))
    return Loaded(
        len(receipts),
        sum(receipt.loaded_count for receipt in receipts),
        sum(receipt.refused_count for receipt in receipts),
        pointer.version,
    )


def write(
    election_code: str, seed: int, folder: Path, first: date | None, until: date | None
) -> int:
    """Write the files of a stretch of days into a folder, in inbox layout; returns how many.

    The first files are those of the first moment on or after `first`.
    """
    election = campaign.build(election_code, seed)
    timetable = election.world.timetable
    last = timetable.at(until or default_until(election), SHOWN_HOUR_WIB)
    start = timetable.at(first, 0.0) if first else -float("inf")
    kept = (
        delivery
        for delivery in history.deliveries(election, history.moments(election.world, last))
        if delivery.day >= start
    )
    return sum(1 for _ in write_files(folder, kept))


def write_files(
    folder: Path, deliveries: Iterable[Delivery]
) -> Iterator[tuple[Path, SnapshotFile]]:
    """Write each file where an inbox would have it; yields them as they are written."""
    for delivery in deliveries:
        for file in delivery.files:
            home = (
                folder
                if file.profile_code == arrivals.STANDARD_PROFILE
                else folder / file.profile_code
            )
            home.mkdir(parents=True, exist_ok=True)
            path = home / file.file_name
            path.write_bytes(file.content)
            yield path, file
