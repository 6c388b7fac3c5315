"""Does kill -9 at a random moment lose anything? Long form: benchmarks/kill_ingest.py."""

from __future__ import annotations

from pathlib import Path

from benchmarks import kill_ingest


def test_eight_kills_lose_nothing(tmp_path: Path) -> None:
    figures = kill_ingest.run(tmp_path / "data", kills=8, seed=8)
    assert figures.faults == []
    assert figures.kills == 8
    assert figures.acknowledged == 8 * kill_ingest.FILES_A_CYCLE
