"""Does every page open inside the frame, in both languages, with and without data?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline import publish
from data_pipeline.settings import ROOT, Settings
from data_pipeline.text import LANGUAGES, catalogue
from pages.registry import PAGES, PAGES_DIR, PageEntry
from tests.sql.conftest import World
from tests.ui import boards

SECTIONS = ("situation", "analysis", "region", "briefing", "help", "admin")


def first_visit(
    monkeypatch: pytest.MonkeyPatch, data_dir: Path, language: str = "id", **query: str
) -> AppTest:
    """The first page a new visitor sees on that data directory."""
    monkeypatch.setenv("TEPAT_DATA_DIR", str(data_dir))
    page = AppTest.from_file(ROOT / "pages" / "shell.py", default_timeout=120)
    for name, value in {"lang": language, **query}.items():
        page.query_params[name] = value
    return page.run()


def test_every_script_has_its_row_and_every_row_its_script() -> None:
    scripts = {path for section in SECTIONS for path in (PAGES_DIR / section).glob("*.py")}
    assert {entry.path for entry in PAGES} == {path for path in scripts if path.stem != "__init__"}
    assert [entry.code for entry in PAGES if entry.is_default] == ["overview"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "board", [boards.empty, boards.lone, boards.troubled], ids=["empty", "lone", "troubled"]
)
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.code)
def test_every_page_opens(
    monkeypatch: pytest.MonkeyPatch, entry: PageEntry, board: Callable[[], Path], language: str
) -> None:
    page = boards.open_page(monkeypatch, entry.script, board(), language)
    assert not page.exception
    assert page.title[0].value == catalogue(language)[f"shell.pages.{entry.code}.title"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_the_first_board_the_page_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str
) -> None:
    page = first_visit(monkeypatch, tmp_path, language)
    assert not page.exception
    assert page.title[0].value == catalogue(language)["shell.no_board.title"]
    assert "data/inbox/" in page.info[0].value


def test_the_very_first_file_can_be_sent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sender = {"as": "operator"}
    page = first_visit(monkeypatch, tmp_path, "en", **sender)
    page.switch_page("region/upload.py").run()
    assert not page.exception
    assert page.title[0].value == "Send a file"
    assert page.button(key="upload_send").disabled  # no file chosen yet


def test_a_new_board_opens_the_page_by_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = first_visit(monkeypatch, tmp_path)
    publish.publish(World().connection, Settings(tmp_path), World().as_of)
    page.run()
    assert page.title[0].value == "Ringkasan"


def test_a_simulation_says_so_with_its_clock(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "SIMULASI").touch()
    publish.publish(World().connection, Settings(tmp_path), World().as_of)
    page = first_visit(monkeypatch, tmp_path)
    assert "SIMULASI" in page.info[0].value
    assert "8 Jan 2024 10.00 WIB" in page.info[0].value


def test_real_data_is_not_called_a_simulation(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not first_visit(monkeypatch, boards.empty()).info


def test_a_board_nobody_refreshes_is_called_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEPAT_TICK_SECONDS", "0.0001")
    page = first_visit(monkeypatch, boards.empty(), "en")
    assert "no longer refreshed" in page.warning[0].value


def test_a_link_carries_the_province_and_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEPAT_TICK_SECONDS", "86400")  # boards of a long run are not stale
    moment = "2024-01-08 07:00 WIB"
    page = first_visit(monkeypatch, boards.troubled(), "en", prov="35 Jawa Timur", as_of=moment)
    assert page.multiselect(key="prov").value == ["35"]
    assert page.selectbox(key="as_of").value == moment
    assert "of 1 regencies" in boards.words(page)
    assert "As known on **8 Jan 2024 07:00 WIB**" in boards.words(page)


def test_an_unknown_value_in_the_url_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    page = first_visit(monkeypatch, boards.empty(), "xx", prov="77 Atlantis", as_of="tomorrow")
    assert not page.exception
    assert page.title[0].value == "Ringkasan"
    assert page.multiselect(key="prov").value == []
