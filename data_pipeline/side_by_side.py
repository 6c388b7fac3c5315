"""How is work that depends on other work done two at a time, each on a cursor of its own?

DuckDB lets go of Python's lock while it works. A hundred small statements gain nothing from threads
within a statement: what they wait for is each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from graphlib import TopologicalSorter
from queue import SimpleQueue

import duckdb

Work = Callable[[duckdb.DuckDBPyConnection, str], None]


def run(
    connection: duckdb.DuckDBPyConnection, graph: Mapping[str, Set[str]], work: Work, hands: int
) -> None:
    """Calls `work(cursor, name)` for every name of `graph`, after the names it stands on.

    Of what could be done next, that on which most still stands goes first. The cursors look where
    `connection` looks. What fails is raised once nothing runs any more.
    """
    order = TopologicalSorter(graph)
    order.prepare()
    heights, ready = _heights(graph), list[str]()
    with ExitStack() as opened:
        idle = _cursors(connection, hands, opened)
        pool = opened.enter_context(ThreadPoolExecutor(hands))
        running: dict[Future[None], str] = {}
        while order.is_active():
            ready = sorted([*ready, *order.get_ready()], key=heights.__getitem__)
            while ready and len(running) < hands:
                name = ready.pop()
                running[pool.submit(_one, idle, work, name)] = name
            for ended in wait(running, return_when=FIRST_COMPLETED).done:
                ended.result()
                order.done(running.pop(ended))


def _heights(graph: Mapping[str, Set[str]]) -> dict[str, int]:
    """How many names stand on each, one upon the other."""
    heights = dict.fromkeys(TopologicalSorter(graph).static_order(), 0)
    for name in reversed(heights):
        for below in graph.get(name, ()):
            heights[below] = max(heights[below], heights[name] + 1)
    return heights


def _cursors(
    connection: duckdb.DuckDBPyConnection, count: int, opened: ExitStack
) -> SimpleQueue[duckdb.DuckDBPyConnection]:
    [(path,)] = connection.execute("select current_setting('search_path')").fetchall()
    idle: SimpleQueue[duckdb.DuckDBPyConnection] = SimpleQueue()
    for _ in range(count):
        cursor = opened.enter_context(connection.cursor())
        cursor.execute("set search_path = $path", {"path": path})
        idle.put(cursor)
    return idle


def _one(idle: SimpleQueue[duckdb.DuckDBPyConnection], work: Work, name: str) -> None:
    cursor = idle.get()
    try:
        work(cursor, name)
    finally:
        idle.put(cursor)
