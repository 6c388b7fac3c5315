"""What does Tepat know before any delivery: regions, items, factors, voters, milestones, rules?"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from data_pipeline.errors import TepatError, UnknownName
from data_pipeline.settings import SEEDS_DIR

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FIRST_ROW_LINE = 2  # line 1 is the header

# A column of that name holds, in every seed, a value found in that table and column ('*' = all).
HOMES = {
    "contest_code": ("seed_contests", "contest_code"),
    "island_group": ("seed_provinces", "island_group"),
    "item_code": ("seed_items", "item_code"),
    "kecamatan_code": ("seed_kecamatan", "kecamatan_code"),
    "milestone_code": ("seed_milestones", "milestone_code"),
    "province_code": ("seed_provinces", "province_code"),
    "region_code": ("seed_regions", "region_code"),
    "served_by_region_code": ("seed_regions", "region_code"),
    "stage_code": ("seed_stages", "stage_code"),
    "voter_list_code": ("seed_voter_lists", "voter_list_code"),
}


class SeedError(TepatError):
    """A reference file Tepat refuses; `path`, `line` (1 = header, None = whole file), `column`."""

    def __init__(self, path: Path, line: int | None, column: str | None, problem: str) -> None:
        place = str(path) + (f", line {line}" if line else "")
        place += f", column {column}" if column else ""
        super().__init__(f"{place}: {problem}")
        self.path, self.line, self.column, self.problem = path, line, column, problem


@dataclass(frozen=True)
class Seed:
    """One CSV as typed rows, and the text of the table it belongs to."""

    table_name: str
    table_sql: str
    path: Path
    rows: pa.Table


def load(
    connection: DuckDBPyConnection, election_code: str, *, seeds_dir: Path = SEEDS_DIR
) -> None:
    """Create and fill every seed_* table of one election; the current schema holds none yet.

    Tables are `<seeds_dir>/tables/seed_<name>.sql`; rows come from `common/<name>.csv` and
    `<election_code>/<name>.csv`, at least one of them. Raises SeedError with file, line and
    column, or UnknownName for an election without a folder.
    """
    elections = sorted(path.parent.name for path in seeds_dir.glob("*/election.csv"))
    if election_code not in elections:
        raise UnknownName("election", election_code, elections)
    folders = [seeds_dir / "common", seeds_dir / election_code]
    tables = sorted((seeds_dir / "tables").glob("seed_*.sql"))
    _refuse_strays(folders, {table.stem for table in tables}, seeds_dir)
    seeds = [seed for table in tables for seed in _load_table(connection, table, folders)]
    _refuse_orphans(seeds)
    del seeds
    pa.default_memory_pool().release_unused()  # pyarrow would keep 30 MB of it


def _refuse_strays(folders: list[Path], table_names: set[str], seeds_dir: Path) -> None:
    for path in (path for folder in folders for path in sorted(folder.glob("*.csv"))):
        if f"seed_{path.stem}" not in table_names:
            wanted = seeds_dir / "tables" / f"seed_{path.stem}.sql"
            raise SeedError(path, None, None, f"no table takes these rows; expected {wanted}.")


def _load_table(connection: DuckDBPyConnection, table: Path, folders: list[Path]) -> list[Seed]:
    """Create one table and fill it from its one or two files."""
    places = [folder / f"{table.stem.removeprefix('seed_')}.csv" for folder in folders]
    paths = [path for path in places if path.exists()]
    if not paths:
        expected = " or ".join(str(path) for path in places)
        raise SeedError(table, None, None, f"this table has no rows; expected {expected}.")
    table_sql = table.read_text(encoding="utf-8")
    connection.execute(table_sql)
    schema = connection.table(table.stem).limit(0).to_arrow_table().schema
    seeds: list[Seed] = []
    for path in paths:
        seed = Seed(table.stem, table_sql, path, _read(path, schema))
        _insert(connection, seed, seeds)
        seeds.append(seed)
    return seeds


def _read(path: Path, schema: pa.Schema) -> pa.Table:
    """Rows of a CSV in the column types of its table; an empty cell is null, nothing is rounded."""
    header = _header(path, schema.names)
    try:
        rows = arrow_csv.read_csv(
            path,
            # one thread: only then does pyarrow know the line of a bad value
            read_options=arrow_csv.ReadOptions(use_threads=False),
            parse_options=arrow_csv.ParseOptions(ignore_empty_lines=False),
            convert_options=arrow_csv.ConvertOptions(
                column_types=schema,
                include_columns=schema.names,
                null_values=[""],
                strings_can_be_null=True,
                true_values=["true"],
                false_values=["false"],
            ),
        )
    except pa.ArrowInvalid as error:
        raise _unreadable(path, header, schema, str(error)) from error
    _refuse_untidy(path, rows)
    return rows


def _header(path: Path, expected: list[str]) -> list[str]:
    """The column names of a CSV, which are exactly those of its table in any order."""
    with path.open(encoding="utf-8-sig") as lines:
        header = next(lines, "").rstrip("\r\n").split(",")
    wrong = [name for name in header if name not in expected or header.count(name) > 1]
    wrong += [name for name in expected if name not in header]
    if wrong:
        problem = f"unknown, missing or repeated; expected {', '.join(expected)}."
        raise SeedError(path, 1, wrong[0], problem)
    return header


def _unreadable(path: Path, header: list[str], schema: pa.Schema, message: str) -> SeedError:
    """What pyarrow says of a bad line, as file, line and column; one row is one line here."""
    line = re.search(r"Row #(\d+)", message)
    number = re.search(r"column #(\d+)", message)
    column = header[int(number[1])] if number else None
    problem = message.rpartition("Row #")[2].partition(": ")[2] or message
    if column:
        problem += f"; expected {schema.field(column).type}."
    return SeedError(path, int(line[1]) if line else None, column, problem)


def _refuse_untidy(path: Path, rows: pa.Table) -> None:
    """Spaces around a text and line breaks inside it are invisible and break a join."""
    for name in rows.column_names:
        if pa.types.is_string(rows.schema.field(name).type):
            untidy = pc.match_substring_regex(rows[name], r"^\s|\s$|\n")
            _refuse_first(path, name, rows[name], untidy, "has outer spaces or a line break")


def _refuse_first(
    path: Path, column: str, values: pa.ChunkedArray, is_wrong: pa.ChunkedArray, problem: str
) -> None:
    position = pc.index(pc.fill_null(is_wrong, fill_value=False), value=True).as_py()
    if position >= 0:
        value = values[position].as_py()
        raise SeedError(path, position + FIRST_ROW_LINE, column, f"{value!r} {problem}.")


def _insert(connection: DuckDBPyConnection, seed: Seed, earlier: list[Seed]) -> None:
    try:
        connection.from_arrow(seed.rows).insert_into(seed.table_name)
    except duckdb.ConstraintException as error:
        raise _refused(seed, earlier) from error


def _refused(seed: Seed, earlier: list[Seed]) -> SeedError:
    """The first line the constraints of the table refuse: the shortest refused head ends there."""
    heads = range(1, seed.rows.num_rows + 1)
    count = heads[bisect_left(heads, True, key=lambda n: _complaint(seed, earlier, n) is not None)]
    complaint = _complaint(seed, earlier, count) or ""
    words = set(re.findall(r"\w+", complaint))
    columns = [name for name in seed.rows.column_names if name in words]
    return SeedError(seed.path, count - 1 + FIRST_ROW_LINE, ", ".join(columns), complaint)


def _complaint(seed: Seed, earlier: list[Seed], count: int) -> str | None:
    """What a fresh copy of the table says to the first `count` rows; None when it takes them."""
    # the last row goes alone: only then does a duplicate name its columns
    heads = [seed.rows.slice(0, count - 1), seed.rows.slice(count - 1, 1)]
    with duckdb.connect() as scratch:
        scratch.execute(seed.table_sql)
        try:
            for rows in [before.rows for before in earlier] + heads:
                scratch.from_arrow(rows).insert_into(seed.table_name)
        except duckdb.ConstraintException as error:
            return str(error).splitlines()[0]
    return None


def _refuse_orphans(seeds: list[Seed]) -> None:
    """Every code used in a seed exists in the seed that defines it."""
    for column, (table_name, home_column) in HOMES.items():
        homes = [seed.rows[home_column] for seed in seeds if seed.table_name == table_name]
        known = pa.chunked_array([chunk for home in homes for chunk in home.chunks], pa.string())
        for seed in seeds:
            if column in seed.rows.column_names and homes:
                used = seed.rows[column]
                is_known = pc.or_(pc.is_in(used, value_set=known), pc.equal(used, "*"))
                _refuse_first(
                    seed.path, column, used, pc.invert(is_known), f"is not in {table_name}"
                )
