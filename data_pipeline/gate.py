"""Which rows of a board does a reader get? One view before each table, as declared in sql/gate.

The tables lie in schema `kept`; a question finds the views, which show the rows of the reader's
grant. A table nobody has declared keeps the board from being published.
"""

from __future__ import annotations

import tomllib
from functools import cache

import duckdb

from data_pipeline.errors import TepatError
from data_pipeline.settings import SQL_DIR

GATE_DIR = SQL_DIR / "gate"
HIDDEN = "hidden"
TABLE = "_table_"


class Undeclared(TepatError):
    """The tables of a board and the declarations of the gate are not the same."""

    def __init__(self, missing: set[str], surplus: set[str]) -> None:
        super().__init__(
            "Board not published: sql/gate/tables.toml does not say who may see "
            f"{', '.join(sorted(missing)) or 'nothing'}, and names without a table "
            f"{', '.join(sorted(surplus)) or 'nothing'}; expected one line for each table."
        )
        self.missing, self.surplus = missing, surplus


@cache
def kinds() -> dict[str, str]:
    """The kind of rows each table of a board holds."""
    declared: dict[str, str] = tomllib.loads((GATE_DIR / "tables.toml").read_text("utf-8"))
    return declared


def view(table: str, kind: str) -> str:
    """The SELECT that stands before a table of that kind."""
    return (GATE_DIR / f"{kind}.sql").read_text(encoding="utf-8").replace(TABLE, table)


def close(connection: duckdb.DuckDBPyConnection) -> None:
    """Puts a view before every table of catalog `board`; raises Undeclared."""
    declared, found, shown = kinds(), _tables(connection), _views(connection)
    if declared.keys() != found:
        raise Undeclared(found - declared.keys(), declared.keys() - found)
    with connection.cursor() as cursor:
        # A view remembers no catalog: it is opened again under the name of its file.
        cursor.execute("use board")
        for table, kind in declared.items():
            # A board that continues another has its views: those of the same release.
            if kind != HIDDEN and table not in shown:
                cursor.execute(f"create view main.{table} as {view(table, kind)}")


def _tables(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Names within `kept`; a table anywhere else has its schema before it, and no declaration."""
    rows = connection.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = 'board'"
    ).fetchall()
    return {name if schema == "kept" else f"{schema}.{name}" for schema, name in rows}


def _views(connection: duckdb.DuckDBPyConnection) -> set[str]:
    rows = connection.execute(
        "select view_name from duckdb_views() where database_name = 'board' and not internal"
    ).fetchall()
    return {row[0] for row in rows}
