"""Does the audit page show what was done, filter it, and find what was altered?"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline import audit_log, heads
from data_pipeline.settings import ROOT, Settings
from data_pipeline.text import LANGUAGES, say
from tests.ui import boards

SCRIPT = "admin/audit.py"
ADMIN = "admin@demo"


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """A published board of its own that somebody has used."""
    copy = tmp_path / "data"
    shutil.copytree(boards.empty(), copy, ignore=shutil.ignore_patterns("audit"))
    audit_log.record(Settings(copy), "p-7", "export", what="shortages", format="csv", rows=3)
    audit_log.record(Settings(copy), "p-8", "refusal", what="page:audit")
    return copy


def shown(page: AppTest) -> list[tuple[str, str]]:
    frame = page.dataframe[0].value
    return list(zip(frame.iloc[:, 2], frame.iloc[:, 3], strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_day_is_listed_newest_first(
    monkeypatch: pytest.MonkeyPatch, board: Path, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, board, language)
    assert not page.exception
    kinds = [
        say(language, f"audit.kinds.{kind}") for kind in ("view", "refusal", "refusal", "export")
    ]
    assert shown(page) == list(zip([ADMIN, ADMIN, "p-8", "p-7"], kinds, strict=True))
    page.selectbox(key="audit_who").set_value("p-7").run()
    assert shown(page) == [("p-7", kinds[3])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_anything_happened_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str
) -> None:
    monkeypatch.setenv("TEPAT_DATA_DIR", str(tmp_path))
    page = AppTest.from_file(ROOT / "pages" / "shell.py", default_timeout=120)
    page.query_params["lang"] = language
    page.query_params["as"] = boards.who_opens(SCRIPT)
    page.run()
    page.switch_page(SCRIPT).run()
    assert not page.exception
    page.date_input(key="audit_day").set_value(date(2020, 1, 1)).run()
    assert say(language, "audit.none") in boards.words(page)


def test_what_was_altered_is_found_by_the_button(
    monkeypatch: pytest.MonkeyPatch, board: Path
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, board, "en")
    page.button(key="audit_verify").click().run()
    assert say("en", "audit.intact") in page.success[0].value
    path = audit_log.months(Settings(board))[-1]
    path.write_bytes(path.read_bytes().replace(b'"rows":3', b'"rows":0'))
    page.button(key="audit_verify").click().run()
    assert "findings: 1" in page.error[0].value
    assert "line 1: a changed line" in page.code[-1].value


def test_a_head_kept_elsewhere_finds_a_log_written_anew(
    monkeypatch: pytest.MonkeyPatch, board: Path
) -> None:
    kept = str(heads.newest(Settings(board))[-1])
    audit_log.months(Settings(board))[-1].unlink()
    audit_log.record(Settings(board), "p-9", "export", what="nothing")
    audit_log.record(Settings(board), "p-9", "export", what="nothing")
    page = boards.open_page(monkeypatch, SCRIPT, board, "en")
    page.text_input(key="audit_held").set_value(kept)
    page.button(key="audit_verify").click().run()
    assert "rewritten; line 2 is not the one handed out" in page.code[-1].value
    page.text_input(key="audit_held").set_value("audit:2:zz").run()
    page.button(key="audit_verify").click().run()
    assert say("en", "audit.bad_head") in page.error[0].value
