"""P1: does an acknowledged file survive kill -9 at any moment?"""

from __future__ import annotations

from pathlib import Path

from tests.trust import figures, kills

SEED = 8


def test_kills_lose_nothing(tmp_path: Path) -> None:
    count = figures.form(fast=8, full=500)
    found = kills.run(tmp_path / "data", kills=count, seed=SEED)
    told = (
        f"{found.kills} kills, {found.acknowledged} files acknowledged, "
        f"{found.while_killing} of them by workers that were killed: "
        f"{len(found.faults)} lost, half or unopenable"
    )
    figures.record("P1", told, holds=not found.faults, seed=SEED)
    assert found.faults == []
    assert found.kills == count
    assert found.acknowledged == count * kills.FILES_A_CYCLE
