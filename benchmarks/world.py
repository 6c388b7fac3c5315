"""Over which data is it measured? A simulated election made by seed, and boards to show next."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final

import duckdb

from benchmarks.results import FOLDER
from data_pipeline import board, clock, durable
from data_pipeline.board import NoBoard, Pointer
from data_pipeline.settings import Settings
from tests.e2e.world import pipeline, small_world

# A day before the last one: a real board with other numbers, for a page to turn to and back.
EARLIER: Final = "2024-01-07T10:00:00+07:00"
# What a page server reads; the archive and the warehouse are the worker's.
FOR_PAGES: Final = ("boards", "clock.json", "SIMULASI")


def kept() -> Path:
    """The simulated election, made once for this release's SQL: a minute or two."""
    home = FOLDER / "worlds" / board.schema()
    if board.pointer(Settings(data_dir=home)) is None:
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        small_world(home)
        pipeline(home, "publish", "--as-of", EARLIER)
        pipeline(home, "publish")
    return home


@contextmanager
def whole() -> Iterator[Path]:
    """A data directory of one's own with everything in it, for a worker."""
    with tempfile.TemporaryDirectory(prefix="tepat-") as folder:
        home = Path(folder) / "data"
        shutil.copytree(kept(), home)
        yield home


@contextmanager
def for_pages() -> Iterator[Path]:
    """A data directory with the two newest boards only, the pointer as if published just now."""
    with tempfile.TemporaryDirectory(prefix="tepat-") as folder:
        home = Path(folder) / "data"
        (home / "boards").mkdir(parents=True)
        for name in FOR_PAGES[1:]:
            shutil.copy(kept() / name, home / name)
        newest = pointer(kept())
        for version in (newest.version - 1, newest.version):
            name = f"boards/board-{version}.duckdb"
            shutil.copy(kept() / name, home / name)
        _point(home, newest)
        yield home


def pointer(home: Path) -> Pointer:
    """What is published there; NoBoard when nothing is."""
    found = board.pointer(Settings(data_dir=home))
    if found is None:
        raise NoBoard(home / "boards")
    return found


def prepare_next(home: Path) -> Pointer:
    """A board nobody has seen: the one before the newest again, under the next version."""
    newest = pointer(home)
    boards = home / "boards"
    made = replace(newest, version=newest.version + 1, file=f"board-{newest.version + 1}.duckdb")
    shutil.copy(boards / f"board-{newest.version - 1}.duckdb", boards / made.file)
    with duckdb.connect(boards / made.file) as connection:
        connection.execute(
            "update kept.board_meta set version = $version", {"version": made.version}
        )
        row = connection.execute("select as_of from kept.board_meta").fetchone()
    return replace(made, as_of=row[0].isoformat() if row else newest.as_of)


def show(home: Path, prepared: Pointer) -> float:
    """Point at a prepared board; seconds since 1970 of that moment."""
    _point(home, prepared)
    return time.time()


def _point(home: Path, shown: Pointer) -> None:
    built_now = replace(shown, built_at=clock.wall_now().isoformat())
    durable.write_text(home / "boards" / "current.json", json.dumps(asdict(built_now)))
