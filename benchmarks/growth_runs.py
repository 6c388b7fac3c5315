"""What did a file, a region, a session, a day of history take, at one size each?"""

from __future__ import annotations

import asyncio
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks import history_world, national, reading, servers, world
from benchmarks.doors import Doors, come_to_rest
from benchmarks.history_world import World
from benchmarks.load import Crowd
from benchmarks.servers import MEGABYTE, Running
from data_pipeline import ingest, publish, recovery
from data_pipeline.board import Pointer
from data_pipeline.settings import Settings

HOURS_A_DAY: Final = 24


@dataclass(frozen=True)
class Crowded:
    """That many sessions on one server, for a while without and for a while with choices."""

    memory_mb: float
    rest_cpu_a_second: float
    filter_count: int
    filters_cpu: float


@dataclass(frozen=True)
class Remembered:
    """A warehouse with a past: a board made from all of it, the one an hour later, the first one
    of the next day, and sizes."""

    whole_cpu: float
    next_cpu: float
    day_cpu: float
    board_mb: float
    warehouse_mb: float
    archive_mb: float


def file_cpu(row_count: int) -> float:
    """Processor seconds from the bytes of one CSV file to its receipt; start of Python left out."""
    with tempfile.TemporaryDirectory(prefix="tepat-bench-") as name:
        sample = _stations(Path(name), row_count // int(national.STATION_NEEDS))
        found, cost = reading.once("ingest", Path(name), [sample])
    if found["loaded"] != sample.loaded_count:
        raise reading.WrongAnswer(f"{found['loaded']} rows loaded, not {sample.loaded_count}")
    return cost["cpu_s"]


def _stations(folder: Path, count: int) -> national.Sample:
    regions, numbers = (it[:count] for it in national.all_stations())
    dice = np.random.default_rng(national.SEED)
    made = national.rows(regions, numbers, national.STATION_NEEDS, dice)
    return national.write(made, folder / "stations.csv")


def regions_reporting(count: int) -> tuple[float, float]:
    """Processor seconds and megabytes of a board of which so many regions have reported."""
    with tempfile.TemporaryDirectory(prefix="tepat-bench-") as name:
        settings = Settings(Path(name))
        places = np.arange(count)
        needs, dice = national.country().needs[:count], np.random.default_rng(national.SEED)
        made = national.rows(places, np.zeros_like(places), needs, dice)
        sample = national.write(made, Path(name) / "regions.csv")
        warehouse, _ = recovery.start(settings)
        with warehouse:
            ingest.deliver(settings, sample.path, file_name=sample.path.name, warehouse=warehouse)
            cpu, shown = _published(World(sample.loaded_count, settings, warehouse))
            return cpu, _board_mb(settings, shown)


def days_remembered(days: float) -> Remembered:
    """A warehouse with hourly snapshots of the whole country over so many days."""
    with tempfile.TemporaryDirectory(prefix="tepat-bench-") as name:
        rows = round(days * HOURS_A_DAY) * history_world.rows_an_hour()
        made = history_world.make(Path(name), rows)
        with closing(made.warehouse):
            whole_cpu, _first = _published(made)
            made.as_of += timedelta(hours=1)
            hourly = national.hourly_file(Path(name), made.as_of).path
            told = (made.settings, hourly)
            ingest.deliver(*told, file_name=hourly.name, warehouse=made.warehouse)
            next_cpu, shown = _published(made)
            made.as_of += timedelta(days=1)
            day_cpu, _next_day = _published(made)
            made.warehouse.execute("checkpoint")
            return Remembered(
                whole_cpu,
                next_cpu,
                day_cpu,
                board_mb=_board_mb(made.settings, shown),
                warehouse_mb=made.settings.warehouse_path.stat().st_size / MEGABYTE,
                archive_mb=hourly.stat().st_size * days * HOURS_A_DAY / MEGABYTE,
            )


def _published(of: World) -> tuple[float, Pointer]:
    """Processor seconds of one board, which is made in this process."""
    began = time.process_time()
    shown = publish.publish(of.warehouse, of.settings, of.as_of)
    return time.process_time() - began, shown


def _board_mb(settings: Settings, shown: Pointer) -> float:
    return (settings.boards_dir / shown.file).stat().st_size / MEGABYTE


def crowds(sizes: tuple[int, ...], seconds: float) -> list[Crowded]:
    """One server, its worker beside it, and more and more sessions."""
    return asyncio.run(_crowds(sizes, seconds))


async def _crowds(sizes: tuple[int, ...], seconds: float) -> list[Crowded]:
    with (
        world.whole() as home,
        servers.worker(home),
        servers.running(servers.TEPAT, home) as server,
    ):
        doors = Doors(home)
        crowd = Crowd(doors.tepat(server), doors.codes)
        found = []
        for size in sizes:
            await crowd.grow(size)
            await come_to_rest(server)
            found.append(await _crowded(crowd, server, seconds))
        await crowd.leave()
    return found


async def _crowded(crowd: Crowd, server: Running, seconds: float) -> Crowded:
    began, cpu = time.monotonic(), server.cpu_seconds
    await asyncio.sleep(seconds)
    rest = (server.cpu_seconds - cpu) / (time.monotonic() - began)
    began, cpu = time.monotonic(), server.cpu_seconds
    found = await crowd.work(seconds)
    spent = server.cpu_seconds - cpu - rest * (time.monotonic() - began)
    if found.errors:
        raise RuntimeError(f"{len(found.errors)} filters failed, the first: {found.errors[0]}")
    return Crowded(server.memory_mb, rest, len(found.filter_ms), spent)
