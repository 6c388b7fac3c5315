"""Does the report tell what was measured, the last word of each subject, and what was not?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trust import figures, report


@pytest.fixture
def records(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "build" / "trust.jsonl"
    monkeypatch.setattr(figures, "RECORDS", path)
    monkeypatch.setenv("TEPAT_TRUST", "full")
    return path


def row(records: Path, number: str) -> str:
    lines = report.render(figures.latest(records)).splitlines()
    return next(line for line in lines if line.startswith(f"| {number} |"))


def test_the_last_figure_of_each_subject_counts(records: Path) -> None:
    figures.record("P2", "99 of 100 found", holds=False, seed=1, subject="damages")
    figures.record("P2", "100 of 100 found", holds=True, seed=2, subject="damages")
    figures.record("P2", "200 s", holds=True, subject="rebuild")
    told = row(records, "P2")
    assert "damages: 100 of 100 found; rebuild: 200 s" in told
    assert told.endswith("| 2 | yes |")


def test_one_figure_that_falls_short_breaks_the_promise(records: Path) -> None:
    figures.record("P1", "1 lost", holds=False)
    assert row(records, "P1").endswith("| **no** |")


def test_what_was_not_measured_is_not_shown_to_hold(records: Path) -> None:
    assert report.UNMEASURED in row(records, "P9")
    assert row(records, "P9").endswith("| not shown |")


def test_the_fast_form_records_nothing(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEPAT_TRUST")
    figures.record("P1", "8 kills", holds=True)
    assert not records.exists()


def test_an_unknown_promise_is_refused() -> None:
    with pytest.raises(KeyError, match="P99"):
        figures.record("P99", "", holds=True)
