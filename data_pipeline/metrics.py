"""What does a monitor read? The state of the pipeline in Prometheus' text format, without values.

Format: https://prometheus.io/docs/instrumenting/exposition_formats/ (version 0.0.4).
"""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from data_pipeline import audit_log, board, chain, clock, durable, heartbeat, inbox, readiness
from data_pipeline.alerts import beat as alerts_beat
from data_pipeline.settings import Settings

MIME: Final = "text/plain; version=0.0.4; charset=utf-8"
Labels = Mapping[str, str]
Samples = list[tuple[str, Labels, float]]


@dataclass(frozen=True)
class Metric:
    """One family; a sample is (what follows the name, labels, value)."""

    name: str
    kind: Literal["gauge", "counter", "histogram"]
    told: str
    samples: Samples


def text(metrics: Iterable[Metric]) -> str:
    """The families as a monitor reads them."""
    return "".join(line + "\n" for metric in metrics for line in _lines(metric))


def one(name: str, kind: Literal["gauge", "counter"], told: str, value: float) -> Metric:
    """A family of a single number."""
    return Metric(name, kind, told, [("", {}, value)])


@dataclass
class Tally:
    """What the ledger adds up to; each look reads only what was appended since."""

    read_bytes: int = 0
    files: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)

    def look(self, path: Path) -> None:
        if not path.exists():
            return
        with path.open("rb") as file:
            if path.stat().st_size < self.read_bytes:  # restored from a backup
                self.read_bytes, self.files, self.rows = 0, Counter(), Counter()
            file.seek(self.read_bytes)
            new = file.read()
        whole = new[: new.rfind(durable.NEWLINE) + 1]
        for line in whole.splitlines():
            facts: chain.Facts = json.loads(line)
            self.files[facts["outcome"]] += 1
            self.rows["loaded"] += facts["loaded_count"]
            self.rows["refused"] += facts["refused_count"]
        self.read_bytes += len(whole)


def gather(settings: Settings, tally: Tally) -> Iterator[Metric]:
    """Every family about board, worker, inbox, ledger, audit log, alerts and disk."""
    tally.look(settings.ledger_path)
    yield from _board(settings)
    yield from _worker(settings)
    yield from _inbox(settings)
    yield from _ledger(tally)
    yield from _alerts(settings)
    last = audit_log.head(settings)
    lines = float(last.sequence if last else 0)
    yield one("tepat_audit_entries_total", "counter", "Lines of the audit log.", lines)
    if settings.data_dir.exists():
        free = float(shutil.disk_usage(settings.data_dir).free)
        yield one("tepat_disk_free_bytes", "gauge", "Room left for data.", free)
    problems: Samples = [("", {"code": it.code}, 1) for it in readiness.problems(settings)]
    yield Metric("tepat_not_ready", "gauge", "A reason not to rely on this site.", problems)


def _board(settings: Settings) -> Iterator[Metric]:
    shown, age = board.pointer(settings), readiness.board_age_seconds(settings)
    if shown is not None and age is not None:
        yield one("tepat_board_version", "gauge", "Version on show.", shown.version)
        yield one("tepat_board_age_seconds", "gauge", "Since the board was built.", age)


def _worker(settings: Settings) -> Iterator[Metric]:
    beat = heartbeat.read(settings)
    if beat is not None:
        age = readiness.beat_age_seconds(beat)
        yield one("tepat_worker_beat_age_seconds", "gauge", "Since its last sign of life.", age)
        state: Samples = [("", {"state": beat.state}, 1)]
        yield Metric("tepat_worker_state", "gauge", "What the worker does.", state)


def _inbox(settings: Settings) -> Iterator[Metric]:
    waiting = inbox.waiting(settings)
    yield one("tepat_queue_files", "gauge", "Files waiting in the inbox.", len(waiting))
    now = time.time()
    lag = max((now - _written_at(found.path, now) for found in waiting), default=0.0)
    yield one(
        "tepat_ingest_lag_seconds", "gauge", "Age of the file waiting longest.", max(0.0, lag)
    )


def _written_at(path: Path, default: float) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # taken in the meantime
        return default


def _ledger(tally: Tally) -> Iterator[Metric]:
    files: Samples = [("", {"outcome": it}, tally.files[it]) for it in OUTCOMES]
    yield Metric("tepat_deliveries_total", "counter", "Files answered, by outcome.", files)
    rows: Samples = [("", {"fate": it}, tally.rows[it]) for it in ("loaded", "refused")]
    yield Metric("tepat_rows_total", "counter", "Rows loaded and refused.", rows)


OUTCOMES: Final = ("accepted", "partly", "refused")


def _alerts(settings: Settings) -> Iterator[Metric]:
    beat = alerts_beat.read(settings)
    if beat is not None:
        age = max(0.0, (clock.wall_now() - beat.at).total_seconds())
        yield one("tepat_alerts_beat_age_seconds", "gauge", "Since its last sign of life.", age)
        yield one("tepat_alerts_open", "gauge", "Alerts that are open.", beat.open_alerts)


def _lines(metric: Metric) -> Iterator[str]:
    yield f"# HELP {metric.name} {metric.told}"
    yield f"# TYPE {metric.name} {metric.kind}"
    for suffix, labels, value in metric.samples:
        yield f"{metric.name}{suffix}{_labels(labels)} {_number(value)}"


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _labels(labels: Labels) -> str:
    told = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items())
    return f"{{{told}}}" if told else ""


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
