"""What does a person at the command line see and get back?"""

from __future__ import annotations

from pathlib import Path

import pytest

from data_pipeline import __main__ as cli
from data_pipeline import board, ledger
from data_pipeline.settings import Settings
from tests.ingest.conftest import BAD, GOOD, csv


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("TEPAT_DATA_DIR", str(tmp_path / "data"))
    return Settings(tmp_path / "data")


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    path = tmp_path / "stok.csv"
    path.write_bytes(csv(GOOD, BAD))
    return path


def test_without_a_worker_files_are_taken_in_and_published(
    here: Settings, snapshot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.guarded(["ingest", str(snapshot), "--sender", "Budi"]) == 1
    assert "1 dari 2 baris diterima, 1 ditolak" in capsys.readouterr().out
    assert [line.sender for line in ledger.read(here.ledger_path)] == ["Budi"]
    assert board.pointer(here) is not None


def test_check_sends_nothing(
    here: Settings, snapshot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.guarded(["check", str(snapshot), "--language", "en"]) == 1
    assert "35.00" in capsys.readouterr().out
    assert not here.ledger_path.exists()


def test_templates_are_refused_only_for_their_example_row(
    here: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.guarded(["templates", str(tmp_path / "templates")]) == 0
    written = sorted((tmp_path / "templates").iterdir())
    assert len(written) == 12
    capsys.readouterr()
    for path in written:
        assert cli.guarded(["check", str(path), "--language", "en"]) == 2
    told = capsys.readouterr().out.splitlines()
    assert [line for line in told if not line.startswith("line 2: ")] == told[::2]
    assert len(told) == 2 * len(written)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["ingest", "no-such-file.csv"], "is not a file"),
        (["check", "no-such-file.csv"], "is not a file"),
        (["frobnicate"], "There is no command 'frobnicate'"),
    ],
)
def test_mistakes_are_told_in_one_line(
    here: Settings, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert cli.guarded(arguments) in {2, 3}
    told = capsys.readouterr().err
    assert sentence in told
    assert "Traceback" not in told
