"""A small board with decisions: red for want of ballots, partly answered, one overridden."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from datetime import timedelta
from functools import cache
from pathlib import Path

from data_pipeline import publish
from data_pipeline.settings import Settings
from tests.sql.conftest import World, wib

SURABAYA, DEMAK = "35.78", "33.21"
AS_OF = wib("2024-01-08 10:00")
LATE = "991301|ss_dpr|D.never"
BEHIND = f"{SURABAYA}|ss_dpr|W.behind"
REASON = "Kiriman sudah di pelabuhan"


@cache
def board() -> Path:
    """Surabaya and Demak hold half of their DPR ballots; the first was acknowledged."""
    return published(_world())


@cache
def after(ends: str) -> Path:
    """The same an hour later, when the override was 'lifted'; or a day later, 'expired'."""
    world = _world()
    if ends == "lifted":
        act(world, "lift", DEMAK, after=timedelta(minutes=20))
    world.as_of += timedelta(hours=1 if ends == "lifted" else 25)
    return published(world)


def _world() -> World:
    world = World()
    for region in (SURABAYA, DEMAK):
        for item, dapil, pcs in world.needs(region):
            held = pcs // 2 if item == "ss_dpr" else pcs
            world.complete(region, item, dapil, held, "2024-01-07 10:00")
            world.complete(region, item, dapil, held, "2024-01-08 08:00")
    act(world, "acknowledge", SURABAYA, item_code="ss_dpr", cause_code="W.behind")
    act(
        world,
        "override",
        DEMAK,
        override_status="amber",
        owner_name="Subbagian Logistik",
        comment_text=REASON,
        expires_at=world.as_of + timedelta(hours=24),
    )
    act(world, "choose_plan", DEMAK, item_code="ss_dpr", cause_code="W.behind", plan_code="A")
    return world


def act(
    world: World,
    action_code: str,
    region_code: str,
    *,
    after: timedelta = timedelta(),
    **facts: object,
) -> None:
    """One row of the feed of actions, half an hour before the board, or so much `after` that."""
    row = {"item_code": "-", "cause_code": "-", "author_name": "KPU RI"} | facts
    event_at = world.as_of - timedelta(minutes=30) + after
    world.given(
        "raw_action_event",
        action_code=action_code,
        region_code=region_code,
        event_at=event_at,
        **row,
    )


def published(world: World) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="tepat-ui-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    publish.publish(world.connection, Settings(folder), world.as_of)
    world.connection.close()
    return folder
