"""Does the method page say which limits hold, which are proposals and what nobody measured?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data_pipeline.text import LANGUAGES, say
from tests.ui import boards

SCRIPT = "analysis/method.py"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("board", [boards.empty, boards.troubled], ids=["empty", "troubled"])
def test_the_numbers_are_those_of_the_rules(
    monkeypatch: pytest.MonkeyPatch, board: Callable[[], Path], language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, board(), language)
    assert not page.exception
    day = say(language, "method.days_before", n="37")
    assert [metric.value for metric in page.metric] == ["pemilu-2024.1", day, "9", "12 / 15"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_gate_tells_the_limits_of_the_day(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    told = boards.words(boards.open_page(monkeypatch, SCRIPT, boards.troubled(), language))
    amber, red = {"id": ("7 hari", "14 hari"), "en": ("7 days", "14 days")}[language]
    assert say(language, "method.limit.report_age", amber=amber, red=red) in told
    assert say(language, "method.limit.open_hours_at_once") not in told  # only from D-3
    for gate in "JWMSD":
        assert say(language, f"method.gate.{gate}.asks") in told


def test_the_citation_speaks_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    told = boards.words(boards.open_page(monkeypatch, SCRIPT, boards.empty(), "id"))
    assert "UU 7/2017 pasal 344(2)" in told
    assert "proposal [P]" not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_measured_is_said(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    told = boards.words(boards.open_page(monkeypatch, SCRIPT, boards.empty(), language))
    for point in ("false_green", "precision", "probability", "sensitivity", "world"):
        assert say(language, f"method.unmeasured.points.{point}") in told
