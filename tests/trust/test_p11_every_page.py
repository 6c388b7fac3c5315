"""P11 on the pages: does any page, file or feed show a provincial officer a foreign row?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from data_pipeline.access import demo, passes
from data_pipeline.access.principal import Principal
from pages import access, api
from pages.api import feed
from pages.api.feed_rows import DATASETS
from pages.registry import PAGES, PageEntry
from tests.trust import provinces as world
from tests.ui import boards

OFFICER = demo.principal("provincial")
FOREIGN_QUERIES: tuple[dict[str, str], ...] = (
    {},
    {"prov": "33 Jawa Tengah"},
    {"region": "33.21 Demak"},
    {"prov": "33", "region": "33.21", "entry": "33.21|tinta|-"},
)
# Rows of a province, not the words every reader gets: a glossary, a method, an empty form.
HAS_NO_ROWS = {"help", "method", "people", "audit"}


@contextmanager
def every_file(taken: list[str]) -> Iterator[None]:
    """Each file a page offers is made, and what is text in it is kept."""
    draw = st.download_button

    def press(label: str, *, data: Any, file_name: str, **told: Any) -> Any:
        if callable(data) and file_name.endswith((".csv", ".svg", ".txt")):
            taken.append(data().decode("utf-8", "replace"))
        return draw(label, data=data, file_name=file_name, **told)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(st, "download_button", press)
        yield


def shown(page: AppTest) -> list[str]:
    """All that was sent to the browser, as text."""
    frames = [found.value.to_csv() for found in page.dataframe]
    protos = [str(getattr(found, "proto", "")) for found in page.main]
    return [*frames, *protos, boards.words(page), *boards.alts(page)]


def opened(monkeypatch: pytest.MonkeyPatch, page: PageEntry, role: str, /, **query: str) -> AppTest:
    return boards.open_page(
        monkeypatch, page.script, world.published(), "id", **{**query, "as": role}
    )


READ = [entry for entry in PAGES if OFFICER.may(entry.needs) and entry.code not in HAS_NO_ROWS]


@pytest.mark.parametrize("entry", READ, ids=lambda entry: entry.code)
def test_no_page_and_no_file_of_it_holds_a_foreign_row(
    monkeypatch: pytest.MonkeyPatch, entry: PageEntry
) -> None:
    # The commissioner first: what is cached for one reader must not be shown to the next.
    opened(monkeypatch, entry, "commissioner")
    for query in FOREIGN_QUERIES[:1] if entry.code == "wallboard" else FOREIGN_QUERIES[::3]:
        files: list[str] = []
        with every_file(files):
            page = opened(monkeypatch, entry, "provincial", **query)
        assert not page.exception
        assert world.foreign([*shown(page), *files]) == set()


def test_the_other_order_shows_the_commissioner_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    overview = PAGES[0]
    opened(monkeypatch, overview, "provincial")
    assert world.foreign(shown(opened(monkeypatch, overview, "commissioner")))


def request(path: str, query: str, **parameters: str) -> Request:
    server = {"type": "http", "path": path, "headers": [], "server": ("127.0.0.1", 1)}
    return Request({**server, "query_string": query.encode(), "path_params": parameters})


def served(asks: Principal, name: str, suffix: str, query: str = "") -> str:
    """What the feed answers that reader."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "of_request", lambda _request: asks)
        answer = feed.dataset(
            request(f"/api/v1/{name}.{suffix}", query, dataset=name, suffix=suffix)
        )
    return bytes(answer.body).decode("utf-8", "replace")


@pytest.fixture
def board(monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEPAT_DATA_DIR", str(world.published()))
    return world.published()


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize("name", sorted(DATASETS))
@pytest.mark.parametrize("suffix", ["json", "csv"])
def test_the_feed_keeps_to_own_rows_whoever_asked_before(name: str, suffix: str) -> None:
    whole = served(demo.principal("analyst"), name, suffix)
    assert world.foreign([whole])
    assert world.foreign([served(OFFICER, name, suffix)]) == set()
    asked = served(OFFICER, name, suffix, "province=33")
    assert "33.21" not in asked
    assert "Demak" not in asked


@pytest.mark.usefixtures("board")
def test_the_map_draws_own_polygons_only() -> None:
    bodies = {}
    for role in ("analyst", "provincial"):
        word = passes.write(demo.principal(role), access.map_secret())
        as_of = "20240108T030000"
        asked = request("/api/status/1-1/x.geojson", f"pass={word}", version="1-1", as_of=as_of)
        bodies[role] = bytes(api.status_geojson(asked).body).decode()
    assert '"33.21"' in bodies["analyst"]
    assert world.foreign([bodies["provincial"]]) == set()
    assert '"35.78"' in bodies["provincial"]


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.code)
@pytest.mark.parametrize("role", ["operator", "admin"])
def test_who_reads_nothing_is_shown_no_row(
    monkeypatch: pytest.MonkeyPatch, entry: PageEntry, role: str
) -> None:
    if entry.code in HAS_NO_ROWS:
        pytest.skip("words for every reader, or a page of its own role")
    page = opened(monkeypatch, entry, role)
    assert not page.exception
    secrets = {world.secret(code) for code in world.REGIONS}
    told = "\n".join(shown(page))
    if entry.code != "data_quality":
        assert not {word for word in secrets if word in told}
    assert "Kota Surabaya" not in told
