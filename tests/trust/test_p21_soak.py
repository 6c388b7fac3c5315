"""P21: does it run on for days, with bad files, kills and readers at once?"""

from __future__ import annotations

from pathlib import Path

from tests.trust import figures, soak

SEED = 21
MOST_GROWTH = 0.10
MOST_DESCRIPTORS = 20


def test_it_runs_on(tmp_path: Path) -> None:
    found = soak.run(
        tmp_path / "data",
        days=0.5,
        seconds=figures.form(fast=0.0, full=960.0),
        kill_every_seconds=figures.form(fast=0.0, full=60.0),
        most_kills=figures.form(fast=1, full=1000),
        seed=SEED,
    )
    # In a few seconds a server is still filling its caches: growth is measured over a full run.
    is_flat = not figures.is_full() or (
        found.growth < MOST_GROWTH and found.more_descriptors < MOST_DESCRIPTORS
    )
    figures.record("P21", str(found), holds=is_flat and not found.faults, seed=SEED)
    assert found.faults == []
    assert found.kills >= 1
    assert found.looks > soak.VISITORS
    assert is_flat, found
