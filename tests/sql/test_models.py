"""Does every model keep the promises all models make: its grain, its questions, its checks?"""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from data_pipeline import board, checks, models, publish, queries
from data_pipeline.settings import SQL_DIR
from tests.sql.conftest import World

FORBIDDEN = re.compile(
    r"\b(asof|pivot|quantile\w*|percentile\w*|read_parquet|read_csv|current_date|now\(|current_timestamp)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def filled() -> World:
    world = World()
    for item_code in ("kotak_suara", "bilik"):
        world.stock("35.78", item_code, "2024-01-07 08:00", ordered_pcs=90000, received_pcs=4000)
        world.stock("35.78", item_code, "2024-01-08 08:00", usable_pcs=3900, damaged_pcs=100)
    world.stock(
        "91.71", "tinta", "2024-01-08 08:00", ordered_pcs=10, received_pcs=10, usable_pcs=10
    )
    world.shipment("SJ-1", "bilik", "2024-01-06 08:00", quantity_pcs=500, shipment_status="planned")
    world.shipment("SJ-1", "bilik", "2024-01-08 08:00", shipment_status="lost")
    return world


def grain(path: Path) -> list[str]:
    """The columns of the `-- grain:` line."""
    found = re.search(r"^-- grain: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert found, f"{path.name} does not say its grain"
    return [name.strip() for name in found[1].split(",")]


def test_every_grain_is_kept(filled: World) -> None:
    with publish.catalogs(filled.connection, None):
        filled.build()
        for name, path in models.model_files().items():
            columns = ", ".join(grain(path))
            relation = filled.connection.table(name)
            assert relation.select(columns).distinct().shape[0] == relation.shape[0], name


def test_every_check_passes_on_a_sound_board(filled: World) -> None:
    with publish.catalogs(filled.connection, None):
        filled.build()
        for name in checks.names():
            checks.run(filled.connection, name)


@pytest.mark.parametrize(
    ("check", "damage"),
    [
        (
            "check_every_region_has_a_status",
            "delete from mart_region_status where region_code = '35.78'",
        ),
        (
            "check_green_is_fresh",
            "update mart_region_status set status = 'green', reason_code = 'none'",
        ),
        ("check_provinces_add_up", "update mart_province_status set red_units = red_units + 1"),
        ("check_red_says_why", "update mart_region_status set reason_code = 'none'"),
        ("check_short_is_within_need", "update mart_shortage set short_pcs = need_pcs + 1"),
        ("check_not_ready_is_within_stations", "update mart_region_status set tps_not_ready = -1"),
    ],
)
def test_every_check_can_fail(filled: World, check: str, damage: str) -> None:
    with publish.catalogs(filled.connection, None):
        filled.build()
        with filled.connection.cursor() as cursor:
            cursor.execute("use work")
            cursor.execute(damage)
        with pytest.raises(checks.CheckFailed, match=check):
            checks.run(filled.connection, check)


def test_each_question_has_a_file_and_a_function() -> None:
    functions = {
        name
        for name, function in inspect.getmembers(queries, inspect.isfunction)
        if function.__module__ == queries.__name__
    }
    assert functions == set(board.query_names())


@pytest.mark.parametrize("folder", ["staging", "core", "marts"])
def test_models_carry_over_to_another_engine(folder: str) -> None:
    for path in (SQL_DIR / folder).glob("*.sql"):
        code = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
        assert not FORBIDDEN.search(code), path.name


def test_the_same_rows_make_the_same_board(filled: World) -> None:
    columns = (
        "as_of",
        "region_code",
        "status",
        "reason_code",
        "deciding_item_code",
        "tps_not_ready",
    )
    assert filled.rows("mart_region_status", *columns) == filled.rows(
        "mart_region_status", *columns
    )
