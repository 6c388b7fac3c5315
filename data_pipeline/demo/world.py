"""Which regions, needs and plan windows does the simulated election have?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from data_pipeline import seeds
from data_pipeline.demo.timetable import Floats, Ints, Timetable
from data_pipeline.settings import SQL_DIR

QUERIES = Path(__file__).parent / "sql"
TABLES = Path(__file__).parent / "tables"


@dataclass(frozen=True)
class World:
    """The country as the simulator sees it; every table is sorted by its code.

    regions: region_code name region_level province_code island_group tz lat lon country tps_count
    units: region_code item_code dapil_code need_pcs phase item_class pieces_per_pack region
    kecamatan: kecamatan_code region_code name share region
    windows: region_level phase stage_code item_code start_days_before finish_days_before
    `region` is the row number in regions.
    """

    election_code: str
    timetable: Timetable
    regions: pd.DataFrame
    units: pd.DataFrame
    kecamatan: pd.DataFrame
    windows: pd.DataFrame
    seed: int

    def random(self, purpose: str) -> np.random.Generator:
        """Random numbers of their own for each purpose, so that one part cannot shift another."""
        return np.random.default_rng([self.seed, *purpose.encode()])

    @cached_property
    def unit_region(self) -> Ints:
        return np.asarray(self.units["region"], dtype=np.int64)

    @cached_property
    def need(self) -> Ints:
        return np.asarray(self.units["need_pcs"], dtype=np.int64)

    def of_unit(self, column: str) -> np.ndarray:
        """A region's column, repeated for its units."""
        return np.asarray(self.regions[column])[self.unit_region]

    def window(self, stage_code: str) -> tuple[Floats, Floats]:
        """Planned start and finish of a stage for each unit, in days; NaN when it has none."""
        keys = self.units[["phase", "item_code"]].assign(region_level=self.of_unit("region_level"))
        stage = self.windows[self.windows["stage_code"] == stage_code].drop(columns="stage_code")
        general = stage[stage["item_code"] == "*"].drop(columns="item_code")
        own = keys.merge(stage, how="left", on=["region_level", "phase", "item_code"])
        wide = keys.merge(general, how="left", on=["region_level", "phase"])
        start = own["start_days_before"].fillna(wide["start_days_before"])
        finish = own["finish_days_before"].fillna(wide["finish_days_before"])
        return -start.to_numpy(dtype=np.float64), -finish.to_numpy(dtype=np.float64)


def build(election_code: str, seed: int) -> World:
    """The world of one election from the seeds and the need formulas; no file is written."""
    with duckdb.connect(":memory:") as connection:
        seeds.load(connection, election_code)
        model = (SQL_DIR / "core" / "core_need.sql").read_text(encoding="utf-8")
        connection.sql(model).create("core_need")
        voting_on = _rows(connection, "election")["voting_on"].iloc[0]
        regions = _rows(connection, "regions")
        return World(
            election_code=election_code,
            timetable=Timetable(pd.Timestamp(voting_on).date()),
            regions=regions,
            units=_numbered(_rows(connection, "units"), regions),
            kecamatan=_numbered(_rows(connection, "kecamatan"), regions),
            windows=_rows(connection, "windows"),
            seed=seed,
        )


def table(name: str) -> pd.DataFrame:
    """One of the simulator's own tables, all text; empty cells are ''."""
    return pd.read_csv(TABLES / f"{name}.csv", dtype=str, keep_default_na=False)


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> pd.DataFrame:
    return connection.sql((QUERIES / f"{name}.sql").read_text(encoding="utf-8")).df()


def _numbered(frame: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    place = pd.Series(np.arange(len(regions)), index=regions["region_code"].to_numpy())
    return frame.assign(region=frame["region_code"].map(place).to_numpy(dtype=np.int64))
