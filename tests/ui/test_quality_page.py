"""Does the data-quality page name who is silent, and why each row was refused?"""

from __future__ import annotations

import pandas as pd
import pytest

from data_pipeline.figures import quality
from data_pipeline.figures.reader import Reader
from data_pipeline.queries import Scope
from data_pipeline.text import LANGUAGES, say
from tests.ui import boards

SCRIPT = "analysis/data_quality.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_silence_is_counted_out_of_all_regions(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), language)
    assert not page.exception
    fresh, silent, *_ = [metric.value for metric in page.metric]
    assert (fresh, silent) == ("1 / 5", "4 / 5")
    assert all(boards.alts(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_board_is_all_silent(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.empty(), language)
    assert not page.exception
    assert [metric.value for metric in page.metric][:2] == ["0 / 5", "5 / 5"]


def test_the_silent_region_with_most_stations_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en")
    stations = list(page.dataframe[0].value["Polling stations"])
    assert stations == sorted(stations, reverse=True)


def test_receipts_show_outcome_and_short_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en")
    newest = page.dataframe[1].value.iloc[0]
    assert newest["File"] == "stok.csv"
    assert newest["Fingerprint"] == boards.REFUSED[:12]
    assert (newest["Rows"], newest["Loaded"], newest["Refused"]) == (2, 1, 1)


def test_a_refused_row_is_explained() -> None:
    refused = pd.DataFrame(
        {
            "column_name": ["received_pcs"],
            "reason_code": ["NEGATIVE"],
            "facts_json": ['{"column": "received_pcs", "value": "-5"}'],
        }
    )
    told = quality.explained("id", refused).iloc[0]
    assert told["column_name"] == "diterima"
    assert "-5" in told["refusal"]


def test_the_newest_moment_is_called_now() -> None:
    moments = pd.to_datetime(["2024-01-07 00:00", "2024-01-08 03:00"])
    calendar = pd.DataFrame(
        {
            "as_of": moments,
            "province_code": "35",
            "province_name": "Jawa Timur",
            "unit_count": 38,
            "fresh_units": [38, 36],
        }
    )
    chart = quality.silence_calendar(Reader(lambda *_: calendar, "id", Scope()))
    assert list(chart.rows["moment"]) == ["7 Jan", "Kini"]
    assert list(chart.rows["late_units"]) == [0, 2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_to_a_delivery_shows_its_receipt_and_the_line_one_came_from(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    link = {"delivery": "999", "line": "3"}
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), language, **link)
    assert not page.exception
    told = boards.words(page)
    assert say(language, "quality.of_delivery", sequence="999", file="stok.csv") in told
    assert say(language, "quality.line", line="3", file="stok.csv") in told
