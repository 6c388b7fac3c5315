"""Does a word entered on a page answer the alert it is about, and no other?"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data_pipeline.alerts import acknowledgements, hearing
from tests.alerts.station import SURABAYA, Station, on_copy


@pytest.fixture
def station(tmp_path: Path) -> Station:
    made = on_copy(tmp_path / "data")
    desk = made.desk()
    for _ in range(3):
        made.clock.pass_(minutes=30)
        made.alive()
        desk.turn()
    return made


def word(action_code: str, region_code: str, at: datetime, **more: Any) -> dict[str, Any]:
    usual = {"item_code": "-", "cause_code": "-", "author_name": "Subbag Logistik"}
    facts = usual | {"comment_text": None} | more
    moment = pd.Timestamp(at)
    return facts | {"action_code": action_code, "region_code": region_code, "event_at": moment}


def answered(station: Station, *actions: dict[str, Any]) -> set[str]:
    """The regions whose alerts have an answer after the desk has listened."""
    desk = station.desk()
    episodes = desk._episodes.live()
    hearing.listen(station.settings, episodes, list(actions))
    given = acknowledgements.of_all(station.settings)
    return {it.key.region_code for it in episodes if it.alert_id in given}


def later(station: Station) -> datetime:
    moments = [it.as_of for it in station.desk()._episodes.live() if it.as_of]
    return max(moments) + timedelta(minutes=5)


def test_a_word_about_a_region_answers_its_alerts_only(station: Station) -> None:
    assert answered(station, word("acknowledge", SURABAYA, later(station))) == {SURABAYA}


def test_a_note_is_no_answer(station: Station) -> None:
    assert answered(station, word("comment", SURABAYA, later(station))) == set()


def test_a_word_about_another_cause_is_no_answer(station: Station) -> None:
    said = word("acknowledge", SURABAYA, later(station), cause_code="M.damage")
    assert answered(station, said) == set()


def test_a_word_from_before_the_alert_is_no_answer(station: Station) -> None:
    early = later(station) - timedelta(days=3)
    assert answered(station, word("acknowledge", SURABAYA, early)) == set()


def test_the_first_answer_stands(station: Station) -> None:
    first = word("assign", SURABAYA, later(station), author_name="Ketua")
    answered(station, first)
    answered(station, word("acknowledge", SURABAYA, later(station), author_name="Lain"))
    given = acknowledgements.of_all(station.settings).values()
    assert {it.who for it in given} == {"Ketua"}
