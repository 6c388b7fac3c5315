"""How do raw rows become marts? Runs the SELECT files of sql/ in dependency order for one as-of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import duckdb

from data_pipeline import select_files, side_by_side
from data_pipeline.settings import SQL_DIR

# A board that continues another is some hundred small statements; one from nothing a few large
# ones, which DuckDB shares out among threads by itself.
HANDS, HANDS_FROM_NOTHING = 2, 1
DAILY_POINTS = 14
WEEKLY_POINTS = 8
WIB = timedelta(hours=7)
FIRST_MOMENT = datetime(1900, 1, 1)
PAST_DIR = SQL_DIR / "past"
MODEL_FOLDERS = ("staging", "core", "marts")
# They depend on the seeds alone: built with the first board and then carried from board to board.
CONSTANT = frozenset({"core_need", "core_needed_unit", "core_plan", "core_psu_reserve"})
# Told anew only for the consignments that new deliveries speak of; the other rows stay.
BY_CONSIGNMENT = "core_shipment_span"
# What later moments continue from, by the model it is of: sql/past/<name>.sql, kept in the board.
# Nothing reads it after that model.
PAST = {
    "core_stock_position": "past_stock_position",
    "core_stage_pace": "past_stage_pace",
    "mart_region_status": "past_region_status",
    "mart_risk_entry": "past_risk_entry",
}
# What each unit reported on each day: days that new rows speak of are replaced, the others stay.
BY_DAY, TOLD_ANEW = "past_stock_day", "core_stock_told"
READERS_OF_DAYS = frozenset({"core_stock_bucket", "core_stock_told", "stg_stock_reopened"})
# Never written down: what they show is read once, or is the past and a few rows more.
VIEWS = frozenset({"core_stock_day"})
# The whole history where there is no board before: then they are read as they go by.
STREAMED = frozenset({"stg_stock_new", "stg_stock"})
PUBLISHED_BESIDE_MARTS = frozenset({"core_badness"})
STACKED = "core_alarm"
ALARM = "alarm_"


@dataclass(frozen=True)
class Before:
    """What the board before has already: deliveries up to a sequence, moments up to `closed_until`.

    The moments after it are computed, the others are carried over. Without a board before, all are.
    What was delivered since lies in the raw tables from the first rows on.
    """

    ledger_sequence: int = 0
    closed_until: datetime = FIRST_MOMENT
    first_full_row: int = 0
    first_count_row: int = 0
    first_shipment_row: int = 0


NOTHING_BEFORE = Before()


class Step(NamedTuple):
    """What is done beside the models, on a cursor like theirs, once those in `after` are there."""

    after: Set[str]
    work: Callable[[duckdb.DuckDBPyConnection], None]


class Point(NamedTuple):
    """A moment a board can show; a judged one has a status, an earlier one serves the S-curve."""

    as_of: datetime
    previous_as_of: datetime
    days_before: int
    is_current: bool
    is_judged: bool


@cache
def model_files() -> dict[str, Path]:
    """Every model by name: the file's name is the relation's name."""
    return {
        path.stem: path for folder in MODEL_FOLDERS for path in (SQL_DIR / folder).glob("*.sql")
    }


@cache
def graph() -> dict[str, frozenset[str]]:
    """Which models each model reads; a circle among them is a graphlib.CycleError at build."""
    reads = {name: select_files.reads(path) for name, path in model_files().items()}
    reads[STACKED] = frozenset(name for name in reads if name.startswith(ALARM))
    return {name: found & reads.keys() for name, found in reads.items()}


def build(
    connection: duckdb.DuckDBPyConnection,
    moments: list[datetime],
    voting_on: date,
    before: Before = NOTHING_BEFORE,
    steps: Mapping[str, Step] | None = None,
) -> None:
    """Creates the models in catalog `work` for the moments after `before`; completes `board`.

    `moments` (naive UTC, oldest first) are what the board can show; the last one is now. `steps`
    are done on the way. The search path is work, board, seed, raw: a model finds the open moments
    under a model's name.
    """
    _evaluation_points(connection, moments, voting_on, before)
    _open_past(connection, before)
    further = _keeping(before) | dict(steps or {})

    def work(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
        if name in further:
            further[name].work(cursor)
        else:
            _create(cursor, name, before)

    hands = HANDS_FROM_NOTHING if before == NOTHING_BEFORE else HANDS
    order = graph() | {name: step.after for name, step in further.items()}
    side_by_side.run(connection, order, work, hands)


def _keeping(before: Before) -> dict[str, Step]:
    """What the board keeps of the models: marts, and what later moments continue from."""
    marts = [name for name in model_files() if name.startswith("mart_")]
    return {
        BY_DAY: Step(READERS_OF_DAYS, _replace_days),
        **{
            f"kept.{name}": Step({name}, partial(_replace_open, name=name, before=before))
            for name in (*marts, *PUBLISHED_BESIDE_MARTS)
        },
        **{
            past: Step({model}, partial(_append, name=past, model=model))
            for model, past in PAST.items()
        },
    }


def _create(connection: duckdb.DuckDBPyConnection, name: str, before: Before) -> None:
    if name == STACKED:
        _stack_alarms(connection)
        return
    select = _text(model_files()[name])
    is_streamed = name in STREAMED and before == NOTHING_BEFORE
    if name.startswith(ALARM) or name in VIEWS or is_streamed:
        connection.execute(f"create view work.main.{name} as {select}")
    elif name == BY_CONSIGNMENT:
        _tell_anew(connection, name, select, before)
    elif name not in CONSTANT:
        connection.execute(f"create table work.main.{name} as {select}")
    elif before == NOTHING_BEFORE:
        connection.execute(f"create table board.kept.{name} as {select}")


def _tell_anew(
    connection: duckdb.DuckDBPyConnection, name: str, select: str, before: Before
) -> None:
    if before == NOTHING_BEFORE:
        connection.execute(f"create table board.kept.{name} as {select}")
        return
    connection.execute(
        f"delete from board.kept.{name} where shipment_code in (from stg_shipment_touched)"  # noqa: S608 - our own names
    )
    connection.execute(f"insert into board.kept.{name} {select}")


def _open_past(connection: duckdb.DuckDBPyConnection, before: Before) -> None:
    """The past without the moments that are computed anew."""
    with connection.cursor() as cursor:
        cursor.execute("use board.kept")
        for name in (*PAST.values(), BY_DAY):
            if before == NOTHING_BEFORE:
                cursor.execute(_text(PAST_DIR / f"{name}.sql"))
            elif name != BY_DAY:
                _forget(cursor, name, before)


def _replace_open(connection: duckdb.DuckDBPyConnection, name: str, before: Before) -> None:
    """Puts the open moments of a model behind the closed ones in the board."""
    if before == NOTHING_BEFORE:
        connection.execute(f"create table board.kept.{name} as from work.main.{name}")
    else:
        _forget(connection, name, before)
        connection.execute(f"insert into board.kept.{name} from work.main.{name}")


def _append(connection: duckdb.DuckDBPyConnection, name: str, model: str) -> None:
    # Only the columns the board keeps of it: the past holds less than the model it is of.
    columns = ", ".join(connection.table(f"board.kept.{name}").columns)
    connection.execute(f"insert into board.kept.{name} select {columns} from work.main.{model}")  # noqa: S608 - our own names


def _replace_days(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        f"delete from board.kept.{BY_DAY} as known using work.main.{TOLD_ANEW} as told"  # noqa: S608 - our own names
        " where known.day_began_at = told.day_began_at and known.unit_id = told.unit_id"
    )
    _append(connection, BY_DAY, TOLD_ANEW)


def _forget(connection: duckdb.DuckDBPyConnection, name: str, before: Before) -> None:
    connection.execute(
        f"delete from board.kept.{name} where as_of > ?",  # noqa: S608 - our own names
        [before.closed_until],
    )


def points(as_of: datetime, first_snapshot_at: datetime | None) -> list[datetime]:
    """Now and 14 mornings (07:00 WIB), which get a status; before them weeks, for the S-curve."""
    morning = datetime.combine(as_of.date(), time())
    daily = [morning - timedelta(days=n) for n in range(DAILY_POINTS)]
    weekly = [daily[-1] - timedelta(weeks=n) for n in range(1, WEEKLY_POINTS + 1)]
    begin = first_snapshot_at or as_of
    return sorted({as_of, *(moment for moment in daily + weekly if begin <= moment < as_of)})


def points_of(connection: duckdb.DuckDBPyConnection, as_of: datetime) -> list[datetime]:
    """The points of one board, beginning with the data that is loaded."""
    row = connection.execute(_text(SQL_DIR / "carry" / "first_moment.sql")).fetchone()
    return points(as_of, row[0] if row else None)


def voting_on(connection: duckdb.DuckDBPyConnection) -> date:
    """The day of the vote, from the election's seeds."""
    row = connection.execute("select voting_on from seed_election").fetchone()
    if row is None:
        raise LookupError("seed_election has no row; expected one per election folder.")
    day: date = row[0]
    return day


def points_told(moments: list[datetime], voting_on: date) -> list[Point]:
    """The moments as rows of core_as_of."""
    judged = set(moments[-(DAILY_POINTS + 1) :])
    return [
        Point(at, before, (voting_on - (at + WIB).date()).days, at == moments[-1], at in judged)
        for before, at in zip([FIRST_MOMENT, *moments], moments, strict=False)
    ]


def _evaluation_points(
    connection: duckdb.DuckDBPyConnection,
    moments: list[datetime],
    voting_on: date,
    before: Before,
) -> None:
    """core_as_of: every moment in the board, the open ones in work; core_board_before: one row."""
    told = points_told(moments, voting_on)
    still_open = [point for point in told if point.as_of > before.closed_until]
    for schema, shown in (("board.kept", told), ("work.main", still_open)):
        table = f"{schema}.core_as_of"
        connection.execute(
            f"create or replace table {table} as select"
            " unnest($as_of::timestamp[]) as as_of,"
            " unnest($previous_as_of::timestamp[]) as previous_as_of,"
            " unnest($days_before::integer[]) as days_before,"
            " unnest($is_current::boolean[]) as is_current,"
            " unnest($is_judged::boolean[]) as is_judged",
            {name: [getattr(point, name) for point in shown] for name in Point._fields},
        )
    connection.execute(
        "create table work.main.core_board_before as select"
        " cast($ledger_sequence as bigint) as ledger_sequence,"
        " cast($closed_until as timestamp) as closed_until,"
        " cast($first_full_row as bigint) as first_full_row,"
        " cast($first_count_row as bigint) as first_count_row,"
        " cast($first_shipment_row as bigint) as first_shipment_row",
        asdict(before),
    )


def _stack_alarms(connection: duckdb.DuckDBPyConnection) -> None:
    alarms = sorted(name for name in model_files() if name.startswith(ALARM))
    rows = " union all by name ".join(f"from work.main.{name}" for name in alarms)
    connection.execute(f"create table work.main.{STACKED} as {rows}")


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
