"""What did a part's last run find, where, when and at which commit? build/bench/<part>.json."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.figure import Figure
from data_pipeline.settings import ROOT

FOLDER: Final = ROOT / "build" / "bench"


@dataclass(frozen=True)
class Result:
    """One run of one part. `load` is the machine's load average when the run began."""

    part: str
    figures: tuple[Figure, ...]
    is_quick: bool
    measured_at: str
    seconds: float
    commit: str
    machine: str
    versions: dict[str, str]
    load: float


def save(result: Result, folder: Path = FOLDER) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{result.part}.json"
    path.write_text(json.dumps(asdict(result), ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def load(part: str, folder: Path = FOLDER) -> Result | None:
    """The newest run of a part; None when it has not run here."""
    path = folder / f"{part}.json"
    if not path.exists():
        return None
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    figures = tuple(_figure(**figure) for figure in facts.pop("figures"))
    return Result(figures=figures, **facts)


def _figure(samples: list[float], **facts: Any) -> Figure:
    return Figure(samples=tuple(samples), **facts)
