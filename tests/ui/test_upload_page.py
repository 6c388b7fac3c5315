"""Can a sender check a file, send it, and read the receipt with the reasons?"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline import watch
from data_pipeline.settings import Settings
from data_pipeline.text import LANGUAGES, say
from tests.ui import boards

SCRIPT = "region/upload.py"
HEAD = "snapshot_at,region_code,item_code,dapil_code,received_pcs,usable_pcs,source_name"
GOOD = "2024-01-08T08:00:00+07:00,35.78,tinta,-,100,100,KPU"
WRONG = "2024-01-08T08:00:00+07:00,35.7,tinta,-,100,100,KPU"


def with_file(page: AppTest, *lines: str) -> AppTest:
    content = "\n".join([HEAD, *lines]).encode()
    page.file_uploader(key="upload_file").set_value(("stok.csv", content, "text/csv"))
    return page.run()


@contextmanager
def worker(data_dir: Path) -> Iterator[None]:
    """A real worker over that directory, for as long as the block runs."""
    stop = threading.Event()
    thread = threading.Thread(target=watch.run, args=(Settings(data_dir), stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(60)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_can_be_sent_before_a_file_is_chosen(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.empty(), language)
    assert not page.exception
    assert page.button(key="upload_check").disabled
    assert page.button(key="upload_send").disabled
    assert say(language, "upload.how") in boards.words(page)


def test_checking_names_the_bad_line_and_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    board = boards.empty()
    page = with_file(boards.open_page(monkeypatch, SCRIPT, board, "en"), GOOD, WRONG)
    page.button(key="upload_check").click().run()
    assert not page.exception
    assert "1 of 2 rows can be loaded, 1 refused" in page.warning[0].value
    assert "Nothing was sent" in page.warning[0].value
    assert list(page.dataframe[0].value["Line"]) == [3]
    assert not list((board / "inbox").rglob("*"))


def test_the_answer_outlives_the_pressed_button(monkeypatch: pytest.MonkeyPatch) -> None:
    page = with_file(boards.open_page(monkeypatch, SCRIPT, boards.empty(), "id"), GOOD)
    page.button(key="upload_check").click().run()
    page.run()
    assert "Akan diterima" in page.success[0].value


def test_a_sent_file_is_answered_with_a_receipt(monkeypatch: pytest.MonkeyPatch) -> None:
    board = boards.fresh()
    page = with_file(boards.open_page(monkeypatch, SCRIPT, board, "en"), GOOD, WRONG)
    with worker(board):
        page.button(key="upload_send").click().run(timeout=120)
    assert not page.exception
    assert "1 of 2 rows loaded, 1 refused" in page.warning[0].value
    assert "Receipt no. 1" in boards.words(page)
