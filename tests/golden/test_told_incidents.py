"""Is every planted incident told as it was agreed, word for word, in both languages?

The agreed sentences are in incidents.toml; a change of wording or of rules shows here as a diff.
"""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from data_pipeline import board, publish, queries, sentences
from data_pipeline.board import Board
from data_pipeline.grants import EVERYWHERE
from data_pipeline.queries import Scope
from data_pipeline.settings import Settings
from data_pipeline.text import LANGUAGES
from tests.golden.incidents import planted

AGREED = tomllib.loads((Path(__file__).parent / "incidents.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def published() -> Iterator[Board]:
    world = planted()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder))
        publish.publish(world.connection, settings, world.as_of)
        opened = board.current(settings, EVERYWHERE)
        yield opened
        opened.close()
        world.connection.close()


def told(frame: pd.DataFrame, **where: str) -> dict[str, str]:
    """The one row that matches, explained in each language."""
    for name, value in where.items():
        frame = frame[frame[name] == value]
    (row,) = frame.to_dict("records")
    return {language: sentences.reason(language, row) for language in LANGUAGES}


@pytest.mark.parametrize(("alarm_code", "agreed"), AGREED["alarm"].items())
def test_an_alarm_is_told_as_agreed(
    published: Board, alarm_code: str, agreed: dict[str, str]
) -> None:
    alarms = queries.alarms(published, Scope())
    region = agreed["region_code"]
    said = told(alarms, alarm_code=alarm_code, region_code=region)
    assert said == {language: agreed[language] for language in LANGUAGES}


@pytest.mark.parametrize(("region_code", "agreed"), AGREED["region"].items())
def test_a_region_is_told_as_agreed(
    published: Board, region_code: str, agreed: dict[str, str]
) -> None:
    regions = queries.region_status(published, Scope())
    said = told(regions, region_code=region_code)
    assert said == {language: agreed[language] for language in LANGUAGES}


def test_every_planted_alarm_has_its_agreed_sentence(published: Board) -> None:
    assert set(queries.alarms(published, Scope())["alarm_code"]) == set(AGREED["alarm"])
