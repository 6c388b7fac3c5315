"""Does the changes page tell what moved between two moments, silence never as progress?"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from data_pipeline.figures.changes import yesterday
from data_pipeline.text import LANGUAGES, say
from tests.ui import boards

SCRIPT = "situation/changes.py"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("board", [boards.empty, boards.lone])
def test_without_an_earlier_moment_it_says_so(
    monkeypatch: pytest.MonkeyPatch, language: str, board: Callable[[], Path]
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, board(), language)
    assert not page.exception
    assert say(language, "changes.nothing_earlier") in boards.words(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_in_both_languages(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.moved(), language)
    assert not page.exception
    told = boards.words(page)
    for table in ("moved_regions", "shown_changes"):
        assert say(language, f"figures.table.{table}.question") in told
    assert all(boards.alts(page))


def test_it_compares_with_yesterday_seven_o_clock_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.moved(), "en")
    assert page.selectbox(key="since").value == "2024-01-07 07:00 WIB"
    assert "Since 7 Jan 2024 07:00 WIB" in page.header[0].value


def test_what_got_worse_is_told_with_its_cause_before_and_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.moved(), "en")
    assert page.metric[0].value == "1"
    row = page.dataframe[0].value.iloc[0]
    assert (row["Region"], row["Before"], row["Status"]) == ("Kota Surabaya", "● GREEN", "▲ AMBER")
    assert (row["Cause before"], row["Cause"]) == ("none", "Short")
    assert row["Stations not ready before"] == 0
    assert row["Change in stations not ready"] > 0


def test_falling_silent_is_no_improvement(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.moved(), "en")
    told = {metric.label: metric.value for metric in page.metric}
    assert (told["Fell silent"], told["Better"]) == ("1", "0")
    demak = page.dataframe[0].value.set_index("Region").loc["Kabupaten Demak"]
    assert (demak["Before"], demak["Status"]) == ("▲ AMBER", "◌ NO DATA")


def test_the_list_narrows_to_one_way_of_moving(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.moved(), "en")
    page.button_group(key="change_kind").set_value("silent").run()
    assert list(page.dataframe[0].value["Region"]) == ["Kabupaten Demak"]


def test_the_earlier_moment_stands_in_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    since = "2024-01-06 07:00 WIB"
    page = boards.open_page(monkeypatch, SCRIPT, boards.moved(), "en", since=since)
    assert page.selectbox(key="since").value == since
    assert "Since 6 Jan 2024 07:00 WIB" in page.header[0].value


def test_the_bars_go_up_by_the_stations_of_the_region(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.moved(), "id")
    (bars,) = json.loads(page.get("plotly_chart")[0].proto.spec)["data"]
    assert bars["y"] == ["Jawa Timur"]
    assert bars["text"][0].startswith("+")


def test_yesterday_is_the_morning_of_the_day_before_in_jakarta() -> None:
    now = datetime(2024, 1, 8, 18)  # 9 January 01:00 in Jakarta
    morning, later = datetime(2024, 1, 8, 0), datetime(2024, 1, 8, 3)
    assert yesterday([now, later, morning, datetime(2024, 1, 7)], now) == morning
    assert yesterday([now, later], now) == later  # nothing older: the oldest there is
    assert yesterday([now], now) is None
