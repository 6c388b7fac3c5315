"""Has every picture on every page words for who cannot see it, and its numbers as a table?"""

from __future__ import annotations

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.components import tables
from pages.registry import PAGES, PageEntry
from tests.ui import boards, decided

SHORTEST_ALT = 20
# A picture that narrows the page gets a key of its own for each of its contents.
TURN = re.compile("_[0-9a-f]{5,8}$")
KINDS = ("plotly_chart", "deck_gl_json_chart")
QUERIES = {"region": {"region": "35.78 Kota Surabaya"}}
PICTURED = {
    "overview",
    "changes",
    "schedule",
    "shortages",
    "map",
    "overseas",
    "timeline",
    "stages",
    "data_quality",
    "region",
    "receiving",
    "risk",
    "decisions",
}
# What a page of troubles alone leaves empty.
BOARDS = {"changes": boards.moved, "decisions": decided.board}
# Pictures whose rows stand on the same page as a table of its own, by their keys.
OWN_TABLES = {
    "stage_units": "stage_table",
    "timeline_dots": "timeline_table",
    "region_coverage": "region_goods",
    "overseas_map": "overseas_posts",
}


def pictures(page: AppTest) -> dict[str, Any]:
    """Key of each picture on the page, and what was sent to draw it."""
    found = [element.proto for kind in KINDS for element in page.get(kind)]
    return {TURN.sub("", proto.id.rpartition("-")[2]): proto for proto in found}


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.code)
def test_every_picture_is_told_and_has_its_table(
    monkeypatch: pytest.MonkeyPatch, entry: PageEntry
) -> None:
    shown: list[str] = []
    draw = tables.show

    def noted(*told: Any, key: str, **more: Any) -> None:
        shown.append(key)
        draw(*told, key=key, **more)

    monkeypatch.setattr(tables, "show", noted)
    query = QUERIES.get(entry.code, {})
    board = BOARDS.get(entry.code, boards.troubled)
    page = boards.open_page(monkeypatch, entry.script, board(), "id", **query)
    assert not page.exception
    found = pictures(page)
    assert bool(found) == (entry.code in PICTURED)
    for key, proto in found.items():
        assert len(proto.alt) > SHORTEST_ALT, key
        assert OWN_TABLES.get(key) in shown or f"{key}_twin" in page.session_state, key
