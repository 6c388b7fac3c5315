"""Does `python -m data_pipeline briefing` make, hand out, repeat and refuse as it says?"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from data_pipeline import __main__ as cli
from data_pipeline.briefing import archive
from data_pipeline.grants import EVERYWHERE
from data_pipeline.settings import Settings
from tests.ui import boards

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    data_dir = tmp_path / "data"
    shutil.copytree(boards.troubled() / "boards", data_dir / "boards")
    monkeypatch.setenv("TEPAT_DATA_DIR", str(data_dir))
    return Settings(data_dir)


def run(*arguments: str) -> int:
    return cli.guarded(["briefing", *arguments])


def test_files_are_archived_and_put_where_asked(home: Settings, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("national", "--formats", "txt", "--language", "both", "--out", str(out)) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "tepat_national_nasional_20240108T1000_v1_id.txt",
        "tepat_national_national_20240108T1000_v1_en.txt",
    ]
    made = archive.entries(home, EVERYWHERE).entries
    assert [entry.who for entry in made] == ["cli", "cli"]
    for entry in made:
        name = entry.files[0].name
        assert (out / name).read_bytes() == archive.content(home, entry, name)


def test_a_time_without_offset_is_meant_in_jakarta(home: Settings) -> None:
    assert run("national", "--formats", "txt", "--as-of", "2024-01-08T09:59") == 0
    [entry] = archive.entries(home, EVERYWHERE).entries
    assert entry.as_of == "2024-01-08T00:00:00"


def test_each_region_of_a_province_gets_its_sheet(home: Settings, capsys: Captured) -> None:
    # Of the five regions one lies in Jawa Timur.
    order = ("region", "--each", "region", "--province", "35", "--formats", "txt", "--jobs", "1")
    assert run(*order) == 0
    [entry] = archive.entries(home, EVERYWHERE).entries
    assert entry.order.region_code == "35.78"
    assert "1/1" in capsys.readouterr().err


def test_each_province_gets_its_own_numbers(home: Settings) -> None:
    assert run("province", "--each", "province", "--province", "35,51", "--formats", "txt") == 0
    made = {entry.scope: entry for entry in archive.entries(home, EVERYWHERE).entries}
    assert set(made) == {"Jawa Timur", "Bali"}
    assert len({entry.fingerprint for entry in made.values()}) == 2


def test_again_compares_the_numbers(home: Settings, capsys: Captured) -> None:
    assert run("observer", "--formats", "txt") == 0
    [entry] = archive.entries(home, EVERYWHERE).entries
    assert run("--again", entry.id) == 0
    assert "the same numbers" in capsys.readouterr().out
    manifest = archive.folder_of(home, entry.id) / archive.MANIFEST
    manifest.write_text(manifest.read_text().replace(entry.fingerprint, "0" * 64))
    assert run("--again", entry.id) == 1
    assert "OTHER NUMBERS" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "No briefing named; expected one of national, province"),
        (("province",), "expected one province code, such as 35"),
        (("national", "--province", "35"), "it is about the whole country"),
        (("region", "--region", "35.99"), "No region called '35.99'. Known: 35.78"),
        (("national", "--formats", "doc"), "No format called 'doc'. Known: html, pdf"),
        (("national", "--sections", "x"), "Known: causes, decisions"),
        (("national", "--each", "province"), "is not made for each province"),
        (("province", "--each", "region"), "is not made for each region"),
        (("national", "--as-of", "2023-01-01"), "its oldest moment is 2024-01-08 07:00 WIB"),
        (("--again", "nothing"), "No archived briefing called 'nothing'"),
    ],
)
def test_what_cannot_be_made_is_refused_in_one_line(
    home: Settings, capsys: Captured, arguments: tuple[str, ...], sentence: str
) -> None:
    assert run(*arguments) == cli.FAILED
    told = capsys.readouterr().err.strip()
    assert sentence in told
    assert len(told.splitlines()) == 1
    assert archive.entries(home, EVERYWHERE).entries == ()


def test_without_a_board_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("TEPAT_DATA_DIR", str(tmp_path))
    assert run("national") == cli.FAILED
    assert "python -m data_pipeline publish" in capsys.readouterr().err
