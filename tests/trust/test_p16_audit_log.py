"""P16: is every view, export, upload and refusal in the audit log, and nothing else?"""

from __future__ import annotations

import shutil
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data_pipeline import audit_log, watch
from data_pipeline.access import demo
from data_pipeline.audit_log import Entry
from data_pipeline.settings import Settings
from data_pipeline.text import LANGUAGES
from pages.api.feed_rows import DATASETS
from pages.registry import PAGES
from tests.trust import figures, served
from tests.ui import boards

HEAD = "snapshot_at,region_code,item_code,dapil_code,received_pcs,usable_pcs,source_name"
GOOD = "2024-01-08T08:00:00+07:00,35.78,tinta,-,100,100,KPU"
WRONG = "2024-01-08T08:00:00+07:00,35.7,tinta,-,100,100,KPU"
SURABAYA = "35.78 Kota Surabaya"
EAST_JAVA = "35 Jawa Timur"


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A board with figures on every page, and a log nobody has written to."""
    copy = tmp_path / "data"
    shutil.copytree(boards.troubled(), copy, ignore=shutil.ignore_patterns("audit"))
    return copy


def logged(data_dir: Path, *kinds: str) -> list[Entry]:
    audit_log.flush(Settings(data_dir))
    return [entry for entry in audit_log.verified(Settings(data_dir)) if entry.kind in kinds]


@contextmanager
def every_file_taken(taken: Counter[str]) -> Iterator[None]:
    """Each download button a page draws is pressed; ready-made templates hold no data."""
    draw = st.download_button

    def press(label: str, *, data: Any, file_name: str, **told: Any) -> Any:
        if callable(data):
            assert data()
            taken[file_name.rpartition(".")[2]] += 1
        return draw(label, data=data, file_name=file_name, **told)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(st, "download_button", press)
        yield


@pytest.mark.parametrize("language", figures.form(fast=LANGUAGES[:1], full=LANGUAGES))
def test_all_pages_and_their_files_are_in_the_log(
    monkeypatch: pytest.MonkeyPatch, data_dir: Path, language: str
) -> None:
    rounds: list[dict[str, str]] = [{}, {"prov": EAST_JAVA}, {"region": SURABAYA}]
    taken: Counter[str] = Counter()
    done = []
    for query in figures.form(fast=rounds[2:], full=rounds):
        for entry in PAGES:
            # The first run of a visit is the overview, for whom it is open, whatever comes next.
            opens = demo.principal(boards.who_opens(entry.script)).may(PAGES[0].needs)
            done += [("overview", *told(query))] if opens and not entry.is_default else []
            # Who sees no province has none to choose from, whatever the address says.
            done.append((entry.code, *told(query if opens else {})))
            with every_file_taken(taken) if is_pressed(entry.code) else no_files():
                page = boards.open_page(monkeypatch, entry.script, data_dir, language, **query)
            assert not page.exception
    seen = [view_of(entry) for entry in logged(data_dir, "view")]
    exports = Counter(entry.facts["format"] for entry in logged(data_dir, "export"))
    figure = (
        f"{len(done)} views and {taken.total()} files, {len(seen)} and {exports.total()} logged"
    )
    holds = (seen, exports) == (done, taken)
    figures.record("P16", figure, holds=holds, subject=f"pages, {language}")
    assert seen == done
    assert exports == taken
    assert taken.total() > 20


def is_pressed(code: str) -> bool:
    """The overview is run before every page: its files are taken once."""
    return figures.is_full() or code in {"shortages", "data_quality", "region"}


@contextmanager
def no_files() -> Iterator[None]:
    yield


def told(query: dict[str, str]) -> tuple[list[str], str]:
    provinces = [text.partition(" ")[0] for name, text in query.items() if name == "prov"]
    return provinces, query.get("region", "").partition(" ")[0]


def view_of(entry: Entry) -> tuple[str, list[str], str]:
    assert entry.who in {f"{code}@demo" for code in demo.PEOPLE}
    assert entry.facts["version"] == 1
    facts = entry.facts
    return facts["page"], facts.get("provinces", []), facts.get("region", "")


def test_looking_again_is_no_new_view_and_a_new_scope_is(
    monkeypatch: pytest.MonkeyPatch, data_dir: Path
) -> None:
    page = boards.open_page(monkeypatch, "situation/shortages.py", data_dir, "id")
    before = len(logged(data_dir, "view"))
    page.run()
    assert len(logged(data_dir, "view")) == before
    page.multiselect(key="prov").set_value(["35"]).run()
    assert logged(data_dir, "view")[before:][0].facts["provinces"] == ["35"]


@pytest.fixture
def worker(data_dir: Path) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=watch.run, args=(Settings(data_dir), stop))
    thread.start()
    yield
    stop.set()
    thread.join(60)


def sent(page: AppTest, *lines: str) -> AppTest:
    content = "\n".join([HEAD, *lines]).encode()
    page.file_uploader(key="upload_file").set_value(("stok.csv", content, "text/csv"))
    page.run()
    return page.button(key="upload_send").click().run(timeout=120)


@pytest.mark.usefixtures("worker")
def test_uploads_deliveries_and_refusals_are_in_the_log(
    monkeypatch: pytest.MonkeyPatch, data_dir: Path
) -> None:
    page = boards.open_page(monkeypatch, "region/upload.py", data_dir, "id")
    sent(page, GOOD)
    sent(page, "<html>")
    sent(page, GOOD)
    # The operator's visit begins with the overview, which is not for that role.
    turned_away, *found = logged(data_dir, "upload", "delivery", "refusal")
    assert turned_away.facts["what"] == "page:overview"
    outcomes = [(entry.kind, entry.facts.get("outcome", "")) for entry in found]
    answers = [("delivery", "accepted"), ("refusal", "refused"), ("delivery", "duplicate")]
    done = [step for answer in answers for step in (("upload", ""), answer)]
    figure = f"{len(done)} uploads and answers, {len(outcomes)} logged"
    figures.record("P16", figure, holds=outcomes == done, subject="files")
    assert outcomes == done
    # No data value, no name of a file: the fingerprint leads to both.
    text = "".join(path.read_text() for path in audit_log.months(Settings(data_dir)))
    assert "tinta" not in text
    assert "stok.csv" not in text


def test_what_programs_take_is_in_the_log(monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> None:
    monkeypatch.setenv("TEPAT_DATA_DIR", str(data_dir))
    asked = [(name, kind) for name in DATASETS for kind in ("json", "csv", "parquet")]
    with served.feed() as base:
        for name, kind in asked:
            assert served.get(f"{base}/api/v1/{name}.{kind}?province=35")[0] == 200
        assert served.get(f"{base}/api/v1/regions.xml")[0] == 404
    found = logged(data_dir, "export")
    told = [(entry.facts["what"], entry.facts["format"]) for entry in found]
    holds = told == [(f"feed:{name}", kind) for name, kind in asked]
    figures.record("P16", f"{len(asked)} answers, {len(told)} logged", holds=holds, subject="feed")
    assert holds
    assert all(entry.facts["provinces"] == ["35"] for entry in found)
