"""Does a region's sheet say its status, why, and what turns it green?"""

from __future__ import annotations

import pytest

from data_pipeline.text import LANGUAGES, say
from tests.ui import boards

SCRIPT = "region/sheet.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_region_the_worst_are_offered_as_links(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), language)
    assert not page.exception
    assert say(language, "region.choose") in boards.words(page)
    assert "/region?region=35.78+Kota+Surabaya" in boards.words(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("region", ["35.78", "35.78 Kota Surabaya", "991301"])
def test_a_link_by_code_or_label_opens_the_sheet(
    monkeypatch: pytest.MonkeyPatch, language: str, region: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), language, region=region)
    assert not page.exception
    assert say(language, "region.gates") in boards.words(page)
    assert all(boards.alts(page))


def test_an_unknown_code_offers_the_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en", region="00.00")
    assert not page.exception
    assert say("en", "region.choose") in boards.words(page)


def test_the_headline_has_fact_comparison_age_and_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en", region="35.78")
    told = boards.words(page)
    assert "▲ AMBER" in told
    assert "eats into the legal reserve: short by 1,000 sheets" in told
    assert "2,265,960 usable of 2,266,960 sheets needed (99.9%)" in told
    assert "Turns GREEN when 1,000 more usable sheets arrive" in told
    assert "Data 2 h old" in told


def test_each_gate_says_its_status_and_on_how_many_goods(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en", region="35.78")
    gates = [block.value for block in page.markdown if "items)" in block.value]
    assert [gate.split("**")[1] for gate in gates] == [
        "Quantity",
        "Time",
        "Quality",
        "Destination",
        "Data",
    ]
    assert gates[0].startswith("▲ AMBER")
    assert "(1 of 14 items)" in gates[0]


def test_the_swapped_district_is_an_open_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en", region="35.78")
    assert "expected Jawa Timur, found Banten" in boards.words(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_silent_region_is_grey_at_every_gate(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.empty(), language, region="35.78")
    grey = f"◌ {say(language, 'status.grey')}"
    gates = [block.value for block in page.markdown if "**" in block.value and "◌" in block.value]
    assert len(gates) == 5
    assert all(gate.startswith(grey) for gate in gates)
    assert say(language, "status.green") not in gates[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_notes_stand_beside_the_history_and_another_can_be_written(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.moved(), language, region="35.78")
    assert not page.exception
    (chips,) = [
        block.value for block in page.markdown if "-badge[" in block.value and "✎" in block.value
    ]
    assert chips.count("✎") == 1
    told = boards.words(page)
    assert "Tenaga lipat &lt;b&gt;ditambah&lt;/b&gt;" in told
    assert say(language, "actions.send.comment") in [button.label for button in page.button]


def test_choosing_a_good_names_its_file_line_and_receipt(monkeypatch: pytest.MonkeyPatch) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), "en", region="35.78")
    told = boards.words(page)
    assert "delivery=" in told
    assert "line=2" in told
