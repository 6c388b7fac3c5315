"""Does every template make a briefing, in both languages, from every kind of board?"""

from __future__ import annotations

from datetime import datetime

import pytest

from data_pipeline.briefing import templates
from data_pipeline.briefing.document import Block, Document, Numbers
from data_pipeline.briefing.templates.scoping import UnknownMoment, WrongScope
from data_pipeline.errors import UnknownName
from data_pipeline.figures.chart import Chart, Table
from data_pipeline.queries import Scope
from data_pipeline.text import LANGUAGES, catalogue
from tests.unit.briefing import worlds
from tests.unit.briefing.worlds import JAWA_TIMUR, SURABAYA

CODES = list(templates.TEMPLATES)


def blocks(document: Document) -> list[Block]:
    return [block for section in document.sections for block in section.blocks]


def leads(document: Document) -> dict[str, str]:
    return {section.code: section.lead for section in document.sections}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("board", worlds.HOMES)
@pytest.mark.parametrize("code", CODES)
def test_every_template_answers_on_every_board(code: str, board: str, language: str) -> None:
    made = worlds.document(code, board, language)
    assert [section.code for section in made.sections] == list(
        templates.TEMPLATES[code].section_codes
    )
    for section in made.sections:
        assert section.lead.endswith((".", "?")), section.code
        assert not {"nan", "nat", "<na>"} & set(section.lead.lower().split())
        assert section.title in catalogue(language).values()
    assert not any(block.is_empty for block in blocks(made) if isinstance(block, Chart))
    assert not any(block.frame.empty for block in blocks(made) if isinstance(block, Table))
    assert made.facts.language == language


def test_the_national_briefing_fills_a_dozen_slides() -> None:
    assert len(worlds.document("national").sections) >= 12


def test_every_number_says_what_it_is_out_of() -> None:
    first = worlds.document("national").sections[0]
    rows = [block.numbers for block in first.blocks if isinstance(block, Numbers)]
    assert {number.status for number in rows[0]} == {"red", "amber", "grey", "green"}
    assert all("5" in number.basis for number in rows[0])  # of five regions
    assert all(number.basis for row in rows for number in row)


def test_silence_is_told_as_silence() -> None:
    told = leads(worlds.document("national", "empty", "en"))
    assert told["readiness"].startswith("No data yet")
    assert "5 of 5 regions are silent" in told["silence"]
    assert told["shortages"] == (
        "Shortages cannot be counted in full yet: 5 of 5 regions have never reported."
    )


def test_the_shortage_of_the_world_is_the_shortage_of_the_briefing() -> None:
    told = leads(worlds.document("national", "troubled", "en"))
    assert told["shortages"].startswith("1 of 5 regions are short")
    assert "1,000 ballots missing in 1 region." in told["shortages"]


def test_the_observer_is_shown_the_swapped_district() -> None:
    made = worlds.document("observer", "troubled", "en")
    assert "wrong electoral area 1" in leads(made)["destination"]
    table = next(block for block in blocks(made) if isinstance(block, Table))
    assert table.frame["region_code"].tolist() == [SURABAYA]


def test_a_region_sheet_is_about_its_region_alone() -> None:
    made = worlds.document("region", "troubled", "en")
    assert made.title == "Region sheet: Kota Surabaya"
    assert made.facts.scope == "Kota Surabaya"
    assert "AMBER" in leads(made)["standing"]
    assert "1 of 14 items are short" in leads(made)["goods"]


def test_chosen_sections_keep_the_order_of_the_template() -> None:
    made = templates.make(
        "national", worlds.opened("troubled"), "id", Scope(), ["shortages", "readiness"]
    )
    assert [section.code for section in made.sections] == ["readiness", "shortages"]


def test_an_earlier_moment_is_the_newest_the_board_has_judged_by_then() -> None:
    asked = Scope(as_of=datetime(2024, 1, 8, 1, 30))
    made = templates.make("national", worlds.opened("troubled"), "id", asked, ["readiness"])
    assert made.facts.as_of == datetime(2024, 1, 8)
    assert made.subtitle == "Pemilu 2024 · H-37 · keadaan per 8 Jan 2024 07.00 WIB"


def test_a_moment_before_the_board_is_refused() -> None:
    with pytest.raises(UnknownMoment, match="2024-01-08 07:00 WIB"):
        templates.make("national", worlds.opened("troubled"), "id", Scope(datetime(2023, 1, 1)))


@pytest.mark.parametrize(
    ("code", "scope", "region"),
    [
        ("national", JAWA_TIMUR, ""),
        ("province", Scope(), ""),
        ("province", Scope(province_codes=("35", "51")), ""),
        ("region", Scope(), ""),
        ("observer", Scope(), SURABAYA),
    ],
)
def test_a_place_the_template_is_not_about_is_refused(code: str, scope: Scope, region: str) -> None:
    with pytest.raises(WrongScope):
        templates.make(code, worlds.opened("troubled"), "id", scope, region_code=region)


@pytest.mark.parametrize(
    ("code", "scope", "region", "sections", "known"),
    [
        ("daily", Scope(), "", [], "national"),
        ("province", Scope(province_codes=("00",)), "", [], "35"),
        ("region", Scope(), "35.99", [], "35.78"),
        ("national", Scope(), "", ["weather"], "readiness"),
    ],
)
def test_an_unknown_name_is_answered_with_the_known(
    code: str, scope: Scope, region: str, sections: list[str], known: str
) -> None:
    with pytest.raises(UnknownName, match=known):
        templates.make(code, worlds.opened("troubled"), "id", scope, sections, region_code=region)


def test_both_languages_say_the_same_keys() -> None:
    indonesian, english = (
        {key for key in catalogue(language) if key.startswith("briefing.")}
        for language in LANGUAGES
    )
    assert indonesian == english
