"""What has been shown, and since when? Every change of a region's colour or reason, kept for good.

data/status_changes.jsonl is appended to after each publish and never rewritten: boards come and go
and may be rebuilt with what was learned later, this file says what the dashboard said at the time.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import duckdb

from data_pipeline import durable
from data_pipeline.settings import SQL_DIR, Settings

TABLE = "board.kept.board_status_change"
COLUMNS = {
    "version": "bigint",
    "built_at": "timestamp",
    "as_of": "timestamp",
    "region_code": "varchar",
    "status_before": "varchar",
    "status": "varchar",
    "reason_code_before": "varchar",
    "reason_code": "varchar",
    "deciding_gate": "varchar",
    "deciding_item_code": "varchar",
    "deciding_dapil_code": "varchar",
    "tps_not_ready": "double",
}


Change = dict[str, object]


def complete(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    version: int,
    as_of: datetime,
    built_at: datetime,
) -> list[Change]:
    """Gives catalog `board` the changes shown so far and its own, which it returns.

    A board of a past moment shows nothing new: it is not what the dashboard said then.
    """
    _read_kept(connection, settings.status_changes_path)
    newest = connection.execute(f"select max(as_of) from {TABLE}").fetchall()[0][0]  # noqa: S608 - our own name
    if newest is not None and as_of < newest:
        return []
    select = (SQL_DIR / "board" / "board_status_change.sql").read_text(encoding="utf-8")
    facts = {"version": version, "as_of": as_of, "built_at": built_at}
    rows = connection.execute(select, facts).fetchall()
    connection.execute(f"insert into {TABLE} {select}", facts)
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def keep(settings: Settings, changes: list[Change]) -> None:
    """Appends the changes of a board that is now on show, durably."""
    if changes:
        lines = (json.dumps(change, default=str) for change in changes)
        durable.append_lines(settings.status_changes_path, lines)


def _read_kept(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    described = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
    connection.execute(f"create or replace table {TABLE} ({described})")
    if not path.exists():
        return
    with path.open("ab+") as file:
        durable.cut_torn_line(file)
    connection.execute(
        f"insert into {TABLE} from read_json($path, format = 'newline_delimited',"
        " columns = $columns)",
        {"path": str(path), "columns": COLUMNS},
    )
