"""Which files do the regencies send at once, and what became of each of them?"""

from __future__ import annotations

import hashlib
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import duckdb

from benchmarks import file_to_visible
from data_pipeline import ledger, receipts
from data_pipeline.settings import ROOT, Settings
from tests.e2e.world import drop

SEED: Final = 514
REVISION: Final = 5000
ROWS_OF: Final = ROOT / "benchmarks" / "sql" / "rows_of.sql"


@dataclass(frozen=True)
class File:
    """One regency's stock snapshot; all its rows are good."""

    name: str
    text: str
    row_count: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def made(settings: Settings, count: int) -> list[File]:
    """Of the first so many regencies, each with a share of its own of what it needs."""
    dice = random.Random(SEED)
    found = []
    by_region = groupby(file_to_visible.units(settings), key=lambda unit: unit[0])
    for region, its in by_region:
        reported = list(its)
        ratio = dice.uniform(0.3, 1.1)
        text = file_to_visible.stock_file(settings, reported, REVISION, ratio)
        found.append(File(f"{region}.csv", text, len(reported)))
    return found[:count]


def send(settings: Settings, files: Sequence[File], seconds: float) -> dict[str, float]:
    """Drop them within that time, mixed; when each arrived, in seconds since 1970, by its hash."""
    dice = random.Random(SEED)
    moments = sorted(dice.uniform(0, seconds) for _file in files)
    began, arrived = time.monotonic(), {}
    for moment, file in zip(moments, dice.sample(files, len(files)), strict=True):
        time.sleep(max(0.0, began + moment - time.monotonic()))
        arrived[file.sha256] = time.time()
        drop(settings.data_dir, file.name, file.text)
    return arrived


def answered_at(settings: Settings, file: File) -> float:
    """When its receipt was written, in seconds since 1970; 0 while there is none."""
    path = receipts.path_of(settings, file.sha256)
    return path.stat().st_mtime if path.exists() else 0.0


def sequence_of(settings: Settings, file: File) -> int:
    """Its place in the ledger; 0 while it has none."""
    receipt = receipts.read(receipts.path_of(settings, file.sha256))
    return receipt.sequence if receipt else 0


def lost(settings: Settings, files: Sequence[File]) -> list[str]:
    """Files without exactly one line in the ledger, or whose rows are not all in the database.

    The worker must have ended, for it alone opens the database.
    """
    lines = Counter(it.delivery_sha256 for it in ledger.read(settings.ledger_path))
    with duckdb.connect(settings.warehouse_path, read_only=True) as warehouse:
        hashes = {"sha256s": [it.sha256 for it in files]}
        found = warehouse.execute(ROWS_OF.read_text(encoding="utf-8"), hashes).fetchall()
    rows = dict(found)
    return [
        it.name
        for it in files
        if (lines[it.sha256], rows.get(it.sha256)) != (1, it.row_count)
        or not answered_at(settings, it)
    ]
