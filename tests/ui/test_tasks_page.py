"""Can an officer see what is theirs, answer it, and read the receipt with its ledger number?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline import cells
from data_pipeline.text import LANGUAGES, say
from tests.ui import boards, decided
from tests.ui.test_upload_page import worker

SCRIPT = "region/tasks.py"
NEVER = f"{decided.SURABAYA}|ss_dpr|D.never"
WHO = "Demo commissioner"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("board", "rows"), [(boards.empty, 38), (decided.board, 22)])
def test_tasks_stand_by_decide_by(
    monkeypatch: pytest.MonkeyPatch, board: Callable[[], Path], rows: int, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, board(), language)
    assert not page.exception
    listed = page.dataframe[0].value
    assert len(listed) == rows
    dated = [day for day in listed[cells.label(language, "decide_by")] if day != "—"]
    assert dated == (["9 Jan 2024"] * 2 if board is decided.board else [])


def test_a_region_and_a_response_narrow_the_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    link = {"region": decided.SURABAYA, "answer": "acknowledged"}
    page = boards.open_page(monkeypatch, SCRIPT, decided.board(), "en", **link)
    assert not page.exception
    assert len(page.dataframe[0].value) == 1
    log = page.dataframe[1].value
    assert list(log["Action"]) == ["Acknowledged"]
    assert list(log["By"]) == ["KPU RI"]


def opened(monkeypatch: pytest.MonkeyPatch, board: Path, language: str) -> AppTest:
    return boards.open_page(monkeypatch, SCRIPT, board, language, entry=NEVER)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_reader_refuses_is_told_in_words_and_not_sent(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    board = boards.fresh()
    page = opened(monkeypatch, board, language)
    page.segmented_control(key="action_kind").set_value("assign").run()
    page.button[-1].click().run()
    assert not page.exception
    assert say(language, "actions.refused") in [error.value for error in page.error]
    told = boards.words(page)
    assert f"**{say(language, 'actions.owner')}**" in told
    assert not list((board / "inbox").rglob("*"))


def test_an_acknowledgement_is_recorded_and_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    board = boards.fresh()
    (board / "SIMULASI").touch()
    (board / "clock.json").write_text(json.dumps({"now": "2024-01-08T03:00:00Z"}))
    page = opened(monkeypatch, board, "en")
    with worker(board):
        page.button[-1].click().run(timeout=120)
    assert not page.exception
    assert "Recorded: Acknowledged" in page.success[0].value
    assert "Ledger no. 1" in page.success[0].value
    page.run()
    told = boards.words(page)
    assert f"**Acknowledged** by {WHO} · ledger no. 1" in told
    assert list(page.dataframe[-1].value["By"]) == [WHO]
