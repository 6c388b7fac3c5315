"""How do raw rows become marts? Runs the SELECT files of sql/ in dependency order for one as-of."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb

from data_pipeline.settings import SQL_DIR

DAILY_POINTS = 14
WEEKLY_POINTS = 8
WIB = timedelta(hours=7)
FIRST_MOMENT = datetime(1900, 1, 1)
MODEL_FOLDERS = ("staging", "core", "marts")
# Core tables that pages ask as they are: built in the board itself, not copied.
PUBLISHED = {"core_badness", "core_need", "core_plan", "core_shipment_span"}
STACKED = "core_alarm"


@cache
def model_files() -> dict[str, Path]:
    """Every model by name: the file's name is the relation's name."""
    return {
        path.stem: path for folder in MODEL_FOLDERS for path in (SQL_DIR / folder).glob("*.sql")
    }


@cache
def build_order() -> tuple[str, ...]:
    """Model names, each after the models it reads; graphlib.CycleError names a circle."""
    graph: dict[str, set[str]] = {name: set(_reads(path)) for name, path in model_files().items()}
    graph[STACKED] = {name for name in graph if name.startswith("alarm_")}
    known = graph.keys()
    order = TopologicalSorter({name: reads & known for name, reads in graph.items()})
    return tuple(order.static_order())


def build(connection: duckdb.DuckDBPyConnection, moments: list[datetime], voting_on: date) -> None:
    """Creates every model in the connection: marts in catalog `board`, the rest in `work`.

    `moments` (naive UTC, oldest first) are what the board can show; the last one is now.
    The search path must find the raw and seed tables.
    """
    _evaluation_points(connection, moments, voting_on)
    for name in build_order():
        target = f"{_catalog(name)}.main.{name}"
        if name == STACKED:
            _stack_alarms(connection, target)
        else:
            select = model_files()[name].read_text(encoding="utf-8")
            connection.execute(f"create table {target} as {select}")


def _catalog(name: str) -> str:
    return "board" if name.startswith("mart_") or name in PUBLISHED else "work"


def points(as_of: datetime, first_snapshot_at: datetime | None) -> list[datetime]:
    """Now and 14 mornings (07:00 WIB), which get a status; before them weeks, for the S-curve."""
    morning = datetime.combine(as_of.date(), time())
    daily = [morning - timedelta(days=n) for n in range(DAILY_POINTS)]
    weekly = [daily[-1] - timedelta(weeks=n) for n in range(1, WEEKLY_POINTS + 1)]
    begin = first_snapshot_at or as_of
    return sorted({as_of, *(moment for moment in daily + weekly if begin <= moment < as_of)})


def points_of(connection: duckdb.DuckDBPyConnection, as_of: datetime) -> list[datetime]:
    """The points of one board, beginning with the data that is loaded."""
    row = connection.execute(
        "select least((select min(snapshot_at) from raw_stock_snapshot),"
        " (select min(snapshot_at) from raw_shipment_snapshot))"
    ).fetchone()
    return points(as_of, row[0] if row else None)


def _evaluation_points(
    connection: duckdb.DuckDBPyConnection, moments: list[datetime], voting_on: date
) -> None:
    judged = set(moments[-(DAILY_POINTS + 1) :])
    connection.execute(
        "create table board.main.core_as_of (as_of timestamp, previous_as_of timestamp,"
        " days_before integer, is_current boolean, is_judged boolean)"
    )
    connection.executemany(
        "insert into board.main.core_as_of values (?, ?, ?, ?, ?)",
        [
            (
                at,
                before,
                (voting_on - (at + WIB).date()).days,
                at == moments[-1],
                at in judged,
            )
            for before, at in zip([FIRST_MOMENT, *moments], moments, strict=False)
        ],
    )


def _stack_alarms(connection: duckdb.DuckDBPyConnection, target: str) -> None:
    alarms = sorted(name for name in model_files() if name.startswith("alarm_"))
    connection.execute(f"create table {target} as from work.main.{alarms[0]}")
    for name in alarms[1:]:
        connection.execute(f"insert into {target} by name from work.main.{name}")


@cache
def _reads(path: Path) -> frozenset[str]:
    text = path.read_text(encoding="utf-8")
    with duckdb.connect() as connection:
        row = connection.execute("select json_serialize_sql(?)", [text]).fetchone()
    tree = json.loads(row[0]) if row else {}
    if tree.get("error"):
        raise ValueError(f"{path.name}: {tree.get('error_message')}")
    return frozenset(_tables(tree)) - frozenset(_common_tables(tree))


def _nodes(tree: Any) -> Iterable[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from _nodes(part)


def _tables(tree: Any) -> Iterable[str]:
    return (node["table_name"] for node in _nodes(tree) if node.get("type") == "BASE_TABLE")


def _common_tables(tree: Any) -> Iterable[str]:
    maps = (node["cte_map"]["map"] for node in _nodes(tree) if "cte_map" in node)
    return (entry["key"] for entries in maps for entry in entries)
