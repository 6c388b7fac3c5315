"""Does the what-if page promise nothing it cannot compute, and lead to what can be asked?"""

from __future__ import annotations

import pytest

from data_pipeline.text import LANGUAGES, say
from tests.ui import boards

SCRIPT = "analysis/what_if.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_that_there_is_no_simulation_yet(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), language)
    assert not page.exception
    assert say(language, "what_if.not_yet") in [info.value for info in page.info]
    assert not page.metric  # no number that nobody computed
    links = [link.proto.label for link in page.get("page_link")]
    for code in ("decisions", "risk", "schedule", "changes"):
        assert say(language, f"shell.pages.{code}.title") in links


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nobody_has_a_surplus_it_says_so(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.empty(), language)
    assert say(language, "figures.table.surplus_pairs.empty").rstrip(".") in boards.words(page)
    assert not page.dataframe
