"""Boards to make briefings of: silent, troubled, and of a single region."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from data_pipeline import board, publish
from data_pipeline.board import Board
from data_pipeline.briefing import templates
from data_pipeline.briefing.document import Document
from data_pipeline.briefing.templates import Template
from data_pipeline.grants import EVERYWHERE
from data_pipeline.queries import Scope
from data_pipeline.settings import Settings
from tests.sql.conftest import World
from tests.ui import boards

SURABAYA = "35.78"
JAWA_TIMUR = Scope(province_codes=("35",))


@cache
def single() -> Path:
    """A board of Surabaya alone, which has reported once."""
    world = World()
    for table in ("seed_regions", "seed_voter_counts"):
        world.connection.execute(
            f"delete from seed.main.{table} where region_code <> '{SURABAYA}'"  # noqa: S608 - our own names
        )
    world.complete(SURABAYA, "tinta", "-", world.need(SURABAYA, "tinta"), "2024-01-08 08:00")
    return _published(world)


@cache
def regional() -> Path:
    """A board of the regional elections, months before their first stage."""
    return _published(World("pilkada_2024"), "pilkada_2024")


def _published(world: World, election_code: str = "pemilu_2024") -> Path:
    folder = Path(tempfile.mkdtemp(prefix="tepat-briefing-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    publish.publish(world.connection, Settings(folder, election_code), world.as_of)
    world.connection.close()
    return folder


HOMES = {"empty": boards.empty, "troubled": boards.troubled, "single": single, "regional": regional}


@cache
def opened(name: str) -> Board:
    """The board of that name, open for the rest of the run."""
    found = board.current(Settings(HOMES[name]()), EVERYWHERE)
    atexit.register(found.close)
    return found


def place_of(template: Template) -> tuple[Scope, str]:
    """A scope and a region the template can be about."""
    scope = JAWA_TIMUR if template.reach == "province" else Scope()
    return scope, SURABAYA if template.reach == "region" else ""


@cache
def document(code: str, name: str = "troubled", language: str = "id") -> Document:
    """That briefing of that board; nobody writes into it."""
    scope, region = place_of(templates.template(code))
    return templates.make(code, opened(name), language, scope, region_code=region)
