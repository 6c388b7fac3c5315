"""Is the explorer sent exactly the rows the reader may see, and is their sum that of the board?"""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline.house import ORDER
from data_pipeline.text import LANGUAGES, say
from tests.trust import provinces
from tests.ui import boards

SCRIPT = "analysis/explore.py"


def sent(page: AppTest) -> dict[str, Any]:
    """What the component has got of the server."""
    found = [element.proto for element in page.get("bidi_component")]
    explorer = next(proto for proto in found if proto.component_name.endswith("tepat_explorer"))
    told: dict[str, Any] = json.loads(explorer.json or explorer.mixed.json)
    return told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_region_is_sent_once_with_its_words(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), language)
    assert not page.exception
    rows = sent(page)["rows"]
    assert len(set(rows["regions"]["code"])) == len(rows["regions"]["code"]) == 5
    assert rows["words"]["found"] == say(language, "explore.found", n="{n}", total="{total}")
    assert [len(column["texts"]) for column in rows["columns"]] == [5] * len(rows["columns"])
    assert set(rows["tones"]) == set(ORDER)


def test_what_is_short_is_sent_with_its_region(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = sent(boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en"))["rows"]
    surabaya = rows["regions"]["code"].index(boards.SURABAYA)
    assert rows["shorts"] == {
        "items": ["Ballot: DPR"],
        "ballots": [True],
        "rows": [[surabaya, 0, 1000]],
    }


def test_who_has_not_reported_is_neither_on_plan_nor_ready(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = sent(boards.open_page(monkeypatch, SCRIPT, boards.empty(), "en"))["rows"]
    assert set(rows["regions"]["status"]) == {"grey"}
    assert set(rows["regions"]["tps"]) == {None}
    assert {state for *_, state in rows["plan"]["rows"]} == {None}


def test_a_province_chosen_elsewhere_is_told_and_narrows_nothing_on_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en", prov="35 Jawa Timur")
    assert sent(page)["chosen"] == ["35 Jawa Timur"]
    assert len(sent(page)["rows"]["regions"]["code"]) == 5


def test_an_officer_of_one_province_is_sent_that_province_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = boards.open_page(
        monkeypatch, SCRIPT, provinces.published(), "id", **{"as": "provincial"}
    )
    rows = sent(page)["rows"]
    assert rows["regions"]["code"] == [provinces.REGIONS[provinces.OWN]]
    assert {region for region, *_ in rows["shorts"]["rows"] + rows["plan"]["rows"]} == {0}
