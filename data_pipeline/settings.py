"""Where does Tepat keep its data, and which election does it watch?"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data_pipeline.errors import SettingError

ROOT = Path(__file__).resolve().parent.parent
SQL_DIR = ROOT / "sql"
SEEDS_DIR = SQL_DIR / "seeds"
LOCALES_DIR = ROOT / "locales"


@dataclass(frozen=True)
class Settings:
    """The environment, read once; every path the pipeline uses hangs on `data_dir`."""

    data_dir: Path
    election_code: str = "pemilu_2024"
    tick_seconds: float = 60.0

    @property
    def inbox_dir(self) -> Path:
        return self.data_dir / "inbox"

    @property
    def archive_dir(self) -> Path:
        return self.data_dir / "archive"

    @property
    def receipts_dir(self) -> Path:
        return self.data_dir / "receipts"

    @property
    def boards_dir(self) -> Path:
        return self.data_dir / "boards"

    @property
    def ledger_path(self) -> Path:
        return self.data_dir / "ledger.jsonl"

    @property
    def warehouse_path(self) -> Path:
        return self.data_dir / "warehouse.duckdb"

    @property
    def status_changes_path(self) -> Path:
        return self.data_dir / "status_changes.jsonl"

    @property
    def clock_path(self) -> Path:
        return self.data_dir / "clock.json"

    @property
    def is_simulated(self) -> bool:
        """True when the simulator filled this directory: every page and export says SIMULASI."""
        return (self.data_dir / "SIMULASI").exists()


def known_elections() -> list[str]:
    """The folders of sql/seeds that hold an election."""
    return sorted(path.parent.name for path in SEEDS_DIR.glob("*/election.csv"))


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from TEPAT_DATA_DIR, TEPAT_ELECTION and TEPAT_TICK_SECONDS; raises SettingError."""
    election = environment.get("TEPAT_ELECTION", "pemilu_2024")
    if election not in known_elections():
        raise SettingError("TEPAT_ELECTION", election, f"one of {', '.join(known_elections())}")
    return Settings(
        data_dir=Path(environment.get("TEPAT_DATA_DIR", ROOT / "data")).resolve(),
        election_code=election,
        tick_seconds=_positive(environment, "TEPAT_TICK_SECONDS", "60"),
    )


def _positive(environment: Mapping[str, str], name: str, default: str) -> float:
    text = environment.get(name, default)
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise SettingError(name, text, "a positive number of seconds")
    return seconds
