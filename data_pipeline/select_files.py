"""Which tables does a SELECT read? Asked of DuckDB's own parser."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import duckdb


@cache
def reads(path: Path) -> frozenset[str]:
    """The tables and views a file's SELECT names, without those it makes itself."""
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
