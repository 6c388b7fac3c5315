"""P8: do regions, provinces, nation, exports and briefing say one number under every filter?

tests/unit/test_same_numbers.py follows one figure through every format; this adds up all of them.
"""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest

from data_pipeline import board, queries
from data_pipeline.board import Board
from data_pipeline.briefing import templates
from data_pipeline.figures import sheet
from data_pipeline.figures.chart import Table
from data_pipeline.grants import EVERYWHERE
from data_pipeline.queries import Scope
from data_pipeline.settings import Settings
from tests.sql.conftest import KEPT_REGIONS, World
from tests.trust import figures
from tests.ui import boards

SEEDS = figures.form(fast=(8,), full=(8, 80, 800))
STATUSES = ("red", "amber", "grey", "green")
ADDED = ("tps_count", "tps_unknown", "tps_not_ready")
MOMENTS = ("2024-01-05 08:00", "2024-01-07 20:00", "2024-01-08 08:00")


def seeded(seed: int) -> Path:
    """A board of regions that reported some items, in part, at some moments."""
    dice = random.Random(seed)
    world = World()
    for region in KEPT_REGIONS:
        for item, dapil, pcs in world.needs(region):
            share = dice.choice([0, 0.5, 0.9, 0.99, 1, 1, 1, None])
            if share is not None:
                world.complete(region, item, dapil, int(pcs * share), dice.choice(MOMENTS))
    return boards.published(world)


@pytest.fixture(scope="module", params=SEEDS)
def opened(request: pytest.FixtureRequest) -> Iterator[Board]:
    settings = Settings(seeded(request.param))
    with closing(board.current(settings, EVERYWHERE)) as found:
        yield found


def filters(of: Board) -> list[Scope]:
    """Every province, every pair of provinces and the country, at every moment of the board."""
    provinces = sorted(queries.region_status(of, Scope())["province_code"].unique())
    moments: list[datetime | None] = [None, *queries.as_of_points(of)["as_of"].tolist()]
    chosen = [(), *((code,) for code in provinces), *combinations(provinces, 2)]
    if not figures.is_full():
        chosen, moments = chosen[:4], moments[:3]
    return [Scope(moment, codes) for moment in moments for codes in chosen]


def by_status(regions: pd.DataFrame) -> dict[str, int]:
    found = Counter(regions["status"])
    return {status: found[status] for status in STATUSES}


def units(counts: pd.DataFrame) -> dict[str, int]:
    return {status: int(counts[f"{status}_units"].sum()) for status in STATUSES}


def differences(of: Board, scope: Scope) -> list[str]:
    """Where two ways of counting the same thing differ."""
    regions = queries.region_status(of, scope)
    provinces = queries.province_status(of, scope)
    overview = queries.overview_numbers(of, scope)
    told = {"provinces": units(provinces), "overview": units(overview)}
    if not scope.province_codes:
        nation = queries.national_status(of, scope).set_index("status")["unit_count"]
        told["nation"] = {status: int(nation.get(status, 0)) for status in STATUSES}
    expected = by_status(regions)
    found = [f"{scope}: {name} {counts}" for name, counts in told.items() if counts != expected]
    for name in ADDED:
        total, sums = float(overview[name].sum()), float(provinces[name].sum())
        if total != pytest.approx(sums, abs=1e-4):
            found.append(f"{scope}: {name} {total} in the overview, {sums} in the provinces")
    return found


def exported(of: Board, scope: Scope) -> list[str]:
    """Where the shortages of a briefing, and its CSV, differ from those asked for."""
    asked = queries.shortages(of, scope)["short_pcs"].sum()
    template = "province" if scope.province_codes else "national"
    found = []
    for language, mark in (("id", ";"), ("en", ",")):
        made = templates.make(template, of, language, scope, ["shortages"])
        for shown in (block for block in made.sections[0].blocks if isinstance(block, Table)):
            text = sheet.table_csv(shown, made.facts).decode("utf-8-sig")
            rows = list(csv.DictReader(io.StringIO(text), delimiter=mark))
            sums = {int(shown.frame["short_pcs"].sum()), sum(int(row["short_pcs"]) for row in rows)}
            if sums != {int(asked)}:
                found.append(f"{scope}: {sums} short in the {language} briefing, {asked} asked for")
    return found


def test_numbers_add_up(opened: Board, request: pytest.FixtureRequest) -> None:
    scopes = filters(opened)
    found = [difference for scope in scopes for difference in differences(opened, scope)]
    newest = [scope for scope in scopes if scope.as_of is None and len(scope.province_codes) < 2]
    found += [difference for scope in newest for difference in exported(opened, scope)]
    statuses = by_status(queries.region_status(opened, Scope()))
    seed = request.node.callspec.params["opened"]
    told = (
        f"{len(scopes)} filters, {len(newest)} briefings with their CSV: {len(found)} differences"
    )
    figures.record("P8", told, holds=not found, seed=seed, subject=f"world {seed}")
    assert found == []
    assert sum(statuses.values()) == len(KEPT_REGIONS)
    assert queries.shortages(opened, Scope())["short_pcs"].sum() > 0
