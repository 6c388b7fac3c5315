"""Work that depends on other work: in order, side by side, and what a failure leaves behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from graphlib import CycleError

import duckdb
import pytest

from data_pipeline import side_by_side

PATIENCE_S = 20
DIAMOND = {
    "foot": frozenset[str](),
    "west": frozenset({"foot"}),
    "east": frozenset({"foot"}),
    "top": frozenset({"west", "east"}),
}


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute("create schema apart")
        opened.execute("set search_path = 'apart'")
        yield opened


def test_each_comes_after_what_it_stands_on(connection: duckdb.DuckDBPyConnection) -> None:
    def work(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
        below = " cross join ".join(sorted(DIAMOND[name])) or "(select 1 as one)"
        select = f"select count(*) as rows from {below}"  # noqa: S608 - our own names
        cursor.execute(f"create table {name} as {select}")

    for hands in (1, 2):
        side_by_side.run(connection, DIAMOND, work, hands)
        # The cursors looked where the connection looks.
        found = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
        assert sorted(found) == [("apart", name) for name in sorted(DIAMOND)]
        for name in DIAMOND:
            connection.execute(f"drop table {name}")


def test_two_that_wait_for_nothing_run_at_the_same_time(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    both = threading.Barrier(2, timeout=PATIENCE_S)

    def work(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
        if name in {"west", "east"}:
            both.wait()  # raises when the other one never comes

    side_by_side.run(connection, DIAMOND, work, 2)


def test_no_more_than_the_hands_there_are(connection: duckdb.DuckDBPyConnection) -> None:
    held, most = threading.Semaphore(1), []

    def work(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
        most.append(held.acquire(blocking=False))
        held.release()

    side_by_side.run(connection, DIAMOND, work, 1)
    assert most == [True] * len(DIAMOND)


def test_a_failure_is_raised_and_what_stands_on_it_is_not_begun(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    begun, cursors = [], []

    def work(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
        begun.append(name)
        cursors.append(cursor)
        if name == "west":
            cursor.execute("select no_such_column")

    with pytest.raises(duckdb.BinderException, match="no_such_column"):
        side_by_side.run(connection, DIAMOND, work, 2)
    assert "top" not in begun
    for cursor in cursors:
        with pytest.raises(duckdb.ConnectionException):
            cursor.execute("select 1")
    assert connection.execute("select 1").fetchall() == [(1,)]


def test_a_circle_is_refused(connection: duckdb.DuckDBPyConnection) -> None:
    circle = {"west": frozenset({"east"}), "east": frozenset({"west"})}
    with pytest.raises(CycleError):
        side_by_side.run(connection, circle, lambda cursor, name: None, 2)
