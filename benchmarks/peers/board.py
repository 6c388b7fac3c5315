"""What does a dashboard need of the published board? The same frames for every peer."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import duckdb
import pandas as pd

QUESTIONS: Final = Path(__file__).with_name("questions")
GEOMETRY: Final = Path(__file__).resolve().parents[2] / "static" / "geo" / "kabkota_lite.geojson"
STATUSES: Final = ("red", "amber", "grey", "green")
COLOURS: Final = {"red": "#9B1C1C", "amber": "#F2B33D", "grey": "#C9C6BF", "green": "#1D7F8C"}
EVERYWHERE: Final = "All provinces"


@dataclass(frozen=True)
class Frames:
    """The page's data, of the whole country or of one province."""

    regencies: pd.DataFrame
    shortages: pd.DataFrame
    stages: pd.DataFrame

    def of(self, province: str) -> Frames:
        """Narrowed to 'Aceh', or all of it."""
        if province == EVERYWHERE:
            return self
        regencies = self.regencies[self.regencies["province"] == province]
        codes = set(regencies["region_code"])
        shortages, stages = (
            it[it["region_code"].isin(codes)] for it in (self.shortages, self.stages)
        )
        return Frames(regencies, shortages, stages)

    @property
    def provinces(self) -> list[str]:
        return [EVERYWHERE, *sorted(self.regencies["province"].unique())]

    @property
    def is_everywhere(self) -> bool:
        return bool(self.regencies["province"].nunique() > 1)

    @property
    def counts(self) -> dict[str, int]:
        """Regencies of each colour."""
        found = self.regencies["status"].value_counts()
        return {status: int(found.get(status, 0)) for status in STATUSES}

    @property
    def short_ballots(self) -> int:
        """Ballot papers short: the one kind of goods that can be added up."""
        return int(self.shortages.loc[self.shortages["is_ballot"], "short_pcs"].sum())

    @property
    def short_by_item(self) -> pd.DataFrame:
        """Regencies short of each good, most first."""
        by_item = self.shortages.groupby("item", as_index=False)["region_code"].nunique()
        return by_item.rename(columns={"region_code": "regencies"}).sort_values("regencies")

    @property
    def plan(self) -> pd.DataFrame:
        """Each stage with its days and the worst delay, as a Gantt chart takes it."""
        by_stage = self.stages.groupby(["stage_order", "phase", "stage"], as_index=False)
        plan = by_stage.agg(
            start_on=("start_on", "min"),
            finish_on=("finish_on", "max"),
            days_behind=("deviation_days", "max"),
        )
        return plan.assign(job=plan["stage"] + " · " + plan["phase"].astype(str))


def boards_dir() -> Path:
    return Path(os.environ["TEPAT_DATA_DIR"]) / "boards"


def version() -> int:
    """The version on show."""
    return int(_pointer()["version"])


def load(shown: int) -> Frames:
    """The frames of a board; whoever asks keeps them by version."""
    questions = ("regencies", "shortages", "stages")
    return Frames(*(_ask(question, shown) for question in questions))


def goods(shown: int, region_code: str) -> pd.DataFrame:
    """What one regency has of each good."""
    return _ask("goods", shown, region_code=region_code)


@cache
def geometry() -> dict[str, Any]:
    """514 boundaries as GeoJSON; id = region code."""
    found: dict[str, Any] = json.loads(GEOMETRY.read_text(encoding="utf-8"))
    return found


def _pointer() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((boards_dir() / "current.json").read_text(encoding="utf-8"))
    return found


def _ask(question: str, shown: int, **parameters: str) -> pd.DataFrame:
    path = boards_dir() / f"board-{shown}.duckdb"
    sql = (QUESTIONS / f"{question}.sql").read_text(encoding="utf-8")
    with duckdb.connect(path, read_only=True) as connection:
        frame: pd.DataFrame = connection.execute(sql, parameters or None).df()
    return frame
