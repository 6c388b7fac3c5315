"""Does every page say that files are no longer taken in, and why?"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest

from data_pipeline import clock, heartbeat, readiness
from data_pipeline.heartbeat import Beat, State
from data_pipeline.settings import Settings
from data_pipeline.text import LANGUAGES, say
from tests.ui import boards

SCRIPT = "analysis/what_if.py"
CODES = ("DISK_FULL", "WORKER_SILENT", "WORKER_FAILING")


def beats(data_dir: Path, state: State, age: timedelta = timedelta()) -> None:
    at = (clock.wall_now() - age).isoformat() + "Z"
    heartbeat.path_of(Settings(data_dir)).write_text(json.dumps(asdict(Beat(1, at, state, at))))


def told(monkeypatch: pytest.MonkeyPatch, board: Path, language: str = "en") -> list[str]:
    words = boards.words(boards.open_page(monkeypatch, SCRIPT, board, language))
    return [code for code in CODES if say(language, f"shell.intake.{code}") in words]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_worker_that_fails_or_falls_silent_is_told(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    board = boards.fresh()
    assert told(monkeypatch, board, language) == []
    beats(board, "failing")
    assert told(monkeypatch, board, language) == ["WORKER_FAILING"]
    beats(board, "ingesting", timedelta(seconds=11))
    assert told(monkeypatch, board, language) == ["WORKER_SILENT"]
    beats(board, "idle")
    assert told(monkeypatch, board, language) == []


def test_a_full_disk_is_told_first(monkeypatch: pytest.MonkeyPatch) -> None:
    board = boards.fresh()
    beats(board, "failing")
    monkeypatch.setattr(readiness, "LEAST_FREE_BYTES", 1 << 60)
    assert told(monkeypatch, board) == ["DISK_FULL"]
