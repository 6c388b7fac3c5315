"""Does the simulated clock run, does the demo keep away from real data, and does it end?"""

from __future__ import annotations

from datetime import date, datetime
from itertools import islice
from pathlib import Path

import pytest

from data_pipeline import clock, inbox
from data_pipeline.demo import live, loading, stage
from data_pipeline.demo.stage import NotLoaded, NotSimulated, Stage
from data_pipeline.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A simulated directory at 8 January, 10:00 WIB, without any file."""
    here = Settings(tmp_path)
    stage.mark(here)
    stage.write(here, Stage(datetime(2024, 1, 8, 3), 7, datetime(2024, 1, 8, 1)))
    return here


def test_each_step_brings_files_and_moves_the_clock(settings: Settings) -> None:
    steps = list(islice(live.steps(settings, 2.0), 2))
    assert [now.hour for now, _ in steps] == [5, 7]
    assert clock.now(settings) == datetime(2024, 1, 8, 7)
    names = [found.file_name for found in inbox.waiting(settings)]
    assert sorted(names) == [
        "kiriman_2024-01-08T1200.csv",
        "kiriman_2024-01-08T1400.csv",
        "stok_2024-01-08T1200.csv",
        "stok_2024-01-08T1400.csv",
    ]


def test_it_ends_on_the_day_after_the_vote(settings: Settings) -> None:
    near = datetime(2024, 2, 15, 8)
    stage.write(settings, Stage(near, 7, near))
    assert len(list(live.steps(settings, 2.0))) == 2


def test_without_a_loaded_election_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotLoaded, match="demo load"):
        next(live.steps(Settings(tmp_path), 2.0))


def test_real_deliveries_are_left_alone(tmp_path: Path) -> None:
    here = Settings(tmp_path)
    here.ledger_path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(NotSimulated, match="real deliveries"):
        loading.load(here, 7, None)
    assert not here.is_simulated


def test_a_load_takes_the_files_in_and_publishes(tmp_path: Path) -> None:
    here = Settings(tmp_path)
    loaded = loading.load(here, 7, date(2023, 10, 3))
    assert loaded is not None
    assert loaded.loaded_count > 7_000
    assert loaded.board_version == 1
    assert here.is_simulated
    assert clock.now(here) == datetime(2023, 10, 3, 3)
    assert loading.load(here, 7, None) is None
