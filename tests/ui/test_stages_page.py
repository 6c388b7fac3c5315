"""Does the stages page tell the whole way, pieces against the need, and when a stage begins?"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from data_pipeline.text import LANGUAGES, say
from tests.ui import boards

SCRIPT = "analysis/stages.py"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("board", [boards.empty, boards.lone, boards.troubled])
def test_the_way_goes_from_planning_to_the_write_off(
    monkeypatch: pytest.MonkeyPatch, language: str, board: Callable[[], Path]
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, board(), language)
    assert not page.exception
    stages = page.dataframe[0].value.iloc[:, 0]
    assert stages.iloc[0] == say(language, "figures.stages.planning.name")
    assert stages.iloc[-1] == say(language, "figures.stages.write_off.name")
    assert all(boards.alts(page))


def test_a_stage_not_begun_says_when_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en")
    stages = page.dataframe[0].value.set_index(["Stage", "Phase"])
    assert stages.loc[("At kecamatan", 1), "State"] == "begins 2 Feb (in 25 days)"
    assert stages.loc[("Returned", 1), "State"] == "not begun, not scheduled"


def test_pieces_stand_against_the_need(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en")
    stages = page.dataframe[0].value.set_index(["Stage", "Phase"])
    folded = stages.loc[("Folded", 2)]
    assert 0 < folded["Pieces done"] < folded["Need"]
    assert folded["Work done"] == pytest.approx(folded["Pieces done"] / folded["Need"])


def test_regions_are_counted_and_silence_is_no_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en")
    traces = {it["name"]: it for it in json.loads(page.get("plotly_chart")[0].proto.spec)["data"]}
    assert set(traces) == {"Done", "Under way", "Not reported", "Regions"}
    row = next(at for at, name in enumerate(traces["Done"]["y"]) if name.startswith("Folded"))
    counts = {name: read(trace["x"])[row] for name, trace in traces.items()}
    assert counts == {"Done": 0, "Under way": 1, "Not reported": 3, "Regions": 4}


def test_one_item_narrows_pieces_and_need(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "id")
    page.selectbox(key="stage_item").set_value("ss_dpr").run()
    assert not page.exception
    assert list(page.dataframe[1].value.iloc[:, 0]) == ["Surat suara DPR"]
    assert set(page.dataframe[0].value["Fase"].dropna()) == {2}


def read(numbers: object) -> list[float]:
    """Plotly sends a column of numbers as text of bytes, or as a list."""
    if isinstance(numbers, list):
        return numbers
    assert isinstance(numbers, dict)
    found: list[float] = np.frombuffer(
        base64.b64decode(numbers["bdata"]), dtype=numbers["dtype"]
    ).tolist()
    return found
