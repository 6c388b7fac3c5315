"""What does the country send at once? Stock snapshots made by seed, with faults planted in 0.5 %.

The contract knows regions, not polling stations: a station's number stands in `revision`, which is
part of the key. So every row is one of its own, as wide and as varied as a station's would be, and
the reader does the same work. A national file comes in parts that keep the limits of any upload.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import xlsxwriter
from numpy.typing import NDArray

from data_pipeline import seeds
from data_pipeline.settings import ROOT

ELECTION = "pemilu_2024"
SEED = 2024
STATION_NEEDS = np.array(12)  # items a station reports
STATIONS_A_PART = 16_500  # x 12 items = 198,000 rows, below the limit of 200,000
PROVINCE, PROVINCE_ROWS = "33", 100_000
READINGS, MINUTES_APART = 10, timedelta(minutes=6)
FAULTS_PER_ROW = 0.005
DIGITS = ("received_pcs", "usable_pcs", "damaged_pcs", "revision")
# What is planted, in turn: the reason the reader must give, where, and the text that earns it.
PLANTED = (
    ("UNKNOWN_REGION", "region_code", "35.00"),
    ("UNKNOWN_ITEM", "item_code", "ss_dprx"),
    ("NEGATIVE", "received_pcs", "-5"),
    ("GROUPED_NUMBER", "usable_pcs", "1.234"),
    ("NOT_A_TIME", "snapshot_at", "kemarin"),
    ("DAPIL_NOT_OF_ITEM", "dapil_code", ""),
    ("DUPLICATE_ROW", "", ""),
    ("WRONG_CELL_COUNT", "", ""),
)
# A workbook or a Parquet file has no lines to cut wrongly: there the cell is left empty.
WITHOUT_LINES = ("MISSING_VALUE", "region_code", "")
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Sample:
    """One file on disk, and what the reader must find in it."""

    path: Path
    row_count: int
    faults: Mapping[str, int]

    @property
    def loaded_count(self) -> int:
        return self.row_count - sum(self.faults.values())


@dataclass(frozen=True)
class Country:
    """The regencies: polling stations of each, and the items it needs.

    `items` and `dapils` stand one after another; those of region n begin at `begins[n]`.
    """

    regions: NDArray[np.str_]
    stations: Numbers
    needs: Numbers
    items: NDArray[np.str_]
    dapils: NDArray[np.str_]

    @property
    def begins(self) -> Numbers:
        return np.cumsum(self.needs) - self.needs


@dataclass(frozen=True)
class Rows:
    """Rows as texts; `kinds` says of each row which fault was planted, -1 = none."""

    table: pa.Table
    kinds: Numbers


@cache
def country() -> Country:
    """From the seeds of the election, as every other figure of Tepat."""
    with duckdb.connect() as connection:
        seeds.load(connection, ELECTION)
        query = (ROOT / "benchmarks" / "sql" / "country.sql").read_text(encoding="utf-8")
        found = connection.execute(query).fetchall()
    regions, stations, items, dapils = zip(*found, strict=True)
    return Country(
        regions=np.array(regions),
        stations=np.array(stations),
        needs=np.array([len(codes) for codes in items]),
        items=np.concatenate(items),
        dapils=np.concatenate(dapils),
    )


def regency_file(folder: Path, ending: str) -> Sample:
    """The whole country by regency: every item and dapil that each of the 514 needs, 7,203 rows."""
    places = np.arange(len(country().regions))
    made = rows(places, np.zeros_like(places), country().needs, np.random.default_rng(SEED))
    return write(made, folder / f"regencies{ending}")


def hourly_file(folder: Path, hour: datetime) -> Sample:
    """The whole country by regency, counted ten times in the hour that ends then, 72,030 rows."""
    regions = len(country().regions)
    places = np.tile(np.arange(regions), READINGS)
    moments = [hour - MINUTES_APART * number for number in range(READINGS)]
    texts = np.repeat([f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in moments], regions)
    dice = np.random.default_rng(int(hour.timestamp()))
    made = rows(places, np.zeros_like(places), country().needs[places], dice, texts)
    return write(made, folder / f"{hour:%Y%m%d-%H%M}.csv")


def province_file(folder: Path, ending: str) -> Sample:
    """One province by polling station, 100,000 rows."""
    regions, numbers = all_stations()
    its = np.flatnonzero(np.strings.startswith(country().regions, PROVINCE)[regions])
    its = its[: -(-PROVINCE_ROWS // int(STATION_NEEDS))]
    made = rows(regions[its], numbers[its], STATION_NEEDS, np.random.default_rng(SEED))
    cut = Rows(made.table.slice(0, PROVINCE_ROWS), made.kinds[:PROVINCE_ROWS])
    return write(cut, folder / f"province{ending}")


def national_files(folder: Path, ending: str, parts: int | None = None) -> list[Sample]:
    """The whole country by polling station, in parts; only the first so many of them if asked."""
    regions, numbers = all_stations()
    starts = range(0, len(regions), STATIONS_A_PART)[:parts]
    return [
        write(
            rows(
                regions[start : start + STATIONS_A_PART],
                numbers[start : start + STATIONS_A_PART],
                STATION_NEEDS,
                np.random.default_rng(SEED + start),
            ),
            folder / f"national-{start // STATIONS_A_PART:02}{ending}",
        )
        for start in starts
    ]


def all_stations() -> tuple[Numbers, Numbers]:
    """Of each polling station: the place of its regency, and its number there."""
    counts = country().stations
    regions = np.repeat(np.arange(len(counts)), counts)
    begins = np.repeat(np.cumsum(counts) - counts, counts)
    return regions, np.arange(len(regions)) - begins + 1


def rows(
    places: Numbers,
    numbers: Numbers,
    needs: Numbers,
    dice: np.random.Generator,
    moments: NDArray[np.str_] | None = None,
) -> Rows:
    """The first `needs` items of every station, clean, then spoilt here and there.

    `moments`: when each station counted; each region at a minute of its own if left out.
    """
    if moments is None:
        minutes = [f"2024-01-08T08:{minute:02}:00+07:00" for minute in range(60)]
        moments = np.array(minutes)[places % 60]
    land = country()
    wide = np.broadcast_to(needs, places.shape)
    station = np.repeat(np.arange(len(places)), wide)
    within = np.arange(len(station)) - np.repeat(np.cumsum(wide) - wide, wide)
    need = land.begins[places][station] + within
    received, damaged = dice.integers(200, 500, len(need)), dice.integers(0, 5, len(need))
    columns = {
        "snapshot_at": moments[station],
        "revision": numbers.astype(str)[station],
        "region_code": land.regions[places][station],
        "item_code": land.items[need],
        "dapil_code": land.dapils[need],
        "received_pcs": received.astype(str),
        "usable_pcs": (received - damaged).astype(str),
        "damaged_pcs": damaged.astype(str),
        "source_name": np.full(len(need), "SILOG"),
    }
    clean = pa.table({name: pa.array(texts, pa.string()) for name, texts in columns.items()})
    return spoilt(clean, dice)


def spoilt(clean: pa.Table, dice: np.random.Generator) -> Rows:
    """Faults in rows of odd place only, so that a repeated row always repeats a sound one."""
    count = clean.num_rows
    guilty = dice.choice(count // 2, round(count * FAULTS_PER_ROW), replace=False) * 2 + 1
    kinds = np.full(count, -1)
    kinds[guilty] = np.arange(len(guilty)) % len(PLANTED)
    is_repeat = kinds == [reason for reason, _, _ in PLANTED].index("DUPLICATE_ROW")
    table = clean.take(pa.array(np.arange(count) - is_repeat))
    for kind, (_, column, text) in enumerate(PLANTED):
        if column:
            table = replaced(table, column, kinds == kind, text)
    return Rows(table, kinds)


def replaced(table: pa.Table, column: str, where: NDArray[np.bool_], text: str) -> pa.Table:
    """The table with that text in a column; a wrong dapil is one that other items have."""
    old = table[column].combine_chunks()
    is_plain = pc.equal(old, "-")
    new = pc.if_else(is_plain, "00", "-") if column == "dapil_code" else pa.scalar(text)
    mended = pc.if_else(pa.array(where), new, old)
    return table.set_column(table.schema.get_field_index(column), column, mended)


def write(made: Rows, path: Path) -> Sample:
    """The rows as a file of the kind its name says."""
    planted = PLANTED
    if path.suffix == ".csv":
        _write_csv(made, path)
    else:
        planted = (*PLANTED[:-1], WITHOUT_LINES)
        _, column, text = WITHOUT_LINES
        table = replaced(made.table, column, made.kinds == len(PLANTED) - 1, text)
        _write_xlsx(table, path) if path.suffix == ".xlsx" else pq.write_table(table, path)
    counts = Counter(made.kinds[made.kinds >= 0].tolist())
    faults = {planted[kind][0]: times for kind, times in sorted(counts.items())}
    return Sample(path, made.table.num_rows, faults)


def _write_csv(made: Rows, path: Path) -> None:
    # One array of lines, each with its end: its buffer is the file.
    ends = np.where(made.kinds == len(PLANTED) - 1, ",\n", "\n")
    cells = [column.combine_chunks() for column in made.table.columns]
    body = pc.binary_join_element_wise(
        pc.binary_join_element_wise(*cells, ","), pa.array(ends, pa.string()), ""
    )
    with path.open("wb") as file:
        file.write((",".join(made.table.column_names) + "\n").encode())
        file.write(memoryview(body.buffers()[2]))


def _write_xlsx(table: pa.Table, path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("data")
        sheet.write_row(0, 0, table.column_names)
        for place, name in enumerate(table.column_names):
            for row, cell in enumerate(_cells(table, name), 1):
                sheet.write(row, place, cell)


def _cells(table: pa.Table, name: str) -> Iterator[str | int]:
    """As a spreadsheet holds them: quantities are numbers, all else is text."""
    for text in table[name].to_pylist():
        yield int(text) if name in DIGITS and text.isdigit() else text
