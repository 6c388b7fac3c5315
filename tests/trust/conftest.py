"""A data directory whose clock stands at the moment the hostile files are judged by."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ingest.conftest import Station, station_in
from tests.sql.conftest import World
from tests.trust.corpus.kit import NOW


def station_at_that_time(data_dir: Path) -> Station:
    """An empty station in simulated time."""
    data_dir.mkdir(parents=True)
    (data_dir / "SIMULASI").touch()
    (data_dir / "clock.json").write_text(json.dumps({"now": NOW}), encoding="utf-8")
    return station_in(data_dir)


@pytest.fixture(scope="module")
def shared_station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    """One station for all tests of a module; what they deliver stays."""
    found = station_at_that_time(tmp_path_factory.mktemp("trust") / "data")
    yield found
    found.warehouse.close()


@pytest.fixture
def world() -> Iterator[World]:
    """A few regions in memory, to be told of in rows."""
    made = World()
    yield made
    made.connection.close()
