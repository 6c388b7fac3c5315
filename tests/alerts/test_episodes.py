"""When does an alert open, when is it over, and when may it open again?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_pipeline.alerts import journal
from data_pipeline.alerts.candidates import Candidate
from data_pipeline.alerts.episode import Episode
from data_pipeline.alerts.episodes import Episodes
from data_pipeline.alerts.journal import JournalBroken
from tests.alerts.station import JAYAPURA, NOON, candidate, rule

RED = candidate()
HELD = candidate(cause="H.confirming", is_held=True)


class Diary:
    """Minutes pass, candidates come and go; every turn begins from the file, as after a crash."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.minute = 0

    def turn(self, minute: int, *found: Candidate, judges: bool = True) -> list[str]:
        """'<number> <state>' of every episode after that turn."""
        self.minute = minute
        episodes = Episodes(self.path)
        at = NOON + timedelta(minutes=minute)
        episodes.turn(found, lambda _: rule(), at, NOON, lambda _: judges)
        episodes.keep()
        return self.states()

    def states(self) -> list[str]:
        return [f"{it.alert_id[-1]} {it.state}" for it in all_of(Episodes(self.path))]


def all_of(episodes: Episodes) -> list[Episode]:
    return list({it.alert_id: it for it in [*episodes.told(), *episodes.live()]}.values())


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    return Diary(tmp_path / "alerts.jsonl")


def test_it_opens_only_when_it_has_held(diary: Diary) -> None:
    assert diary.turn(0, RED) == ["1 seen"]
    assert diary.turn(9, RED) == ["1 seen"]
    assert diary.turn(10, RED) == ["1 open"]


def test_what_vanishes_before_it_held_was_never_there(diary: Diary) -> None:
    diary.turn(0, RED)
    assert diary.turn(9) == []
    assert diary.turn(11, RED) == ["2 seen"]


def test_flapping_within_the_hour_is_one_alert(diary: Diary) -> None:
    diary.turn(0, RED)
    diary.turn(10, RED)
    for minute in range(20, 200, 40):
        assert diary.turn(minute) == ["1 open"]
        assert diary.turn(minute + 20, RED) == ["1 open"]


def test_it_rearms_only_after_it_was_over(diary: Diary) -> None:
    diary.turn(0, RED)
    diary.turn(10, RED)
    diary.turn(20)
    assert diary.turn(79) == ["1 open"]
    assert diary.turn(80) == ["1 resolved"]
    assert diary.turn(81, RED) == ["1 resolved", "2 seen"]
    assert diary.turn(91, RED) == ["1 resolved", "2 open"]


def test_an_improvement_not_yet_confirmed_neither_ends_nor_opens(diary: Diary) -> None:
    assert diary.turn(0, HELD) == []
    diary.turn(1, RED)
    diary.turn(11, RED)
    assert diary.turn(500, HELD) == ["1 open"]
    diary.turn(501)
    assert diary.turn(561) == ["1 resolved"]


def test_what_nobody_looked_at_stays_as_it_was(diary: Diary) -> None:
    diary.turn(0, RED)
    diary.turn(10, RED)
    assert diary.turn(1000, judges=False) == ["1 open"]


@pytest.mark.parametrize(
    ("still_there", "is_replaced"),
    [(candidate(cause="W.behind"), True), (candidate(JAYAPURA), False)],
)
def test_an_end_tells_whether_the_region_is_rid_of_alerts(
    diary: Diary, still_there: Candidate, is_replaced: bool
) -> None:
    diary.turn(0, RED, still_there)
    diary.turn(10, RED, still_there)
    diary.turn(20, still_there)
    diary.turn(80, still_there)
    ended = [it for it in Episodes(diary.path).told() if it.resolved_at]
    assert [it.is_replaced for it in ended] == [is_replaced]


def test_another_cause_or_region_is_another_alert(diary: Diary) -> None:
    diary.turn(0, RED, candidate(cause="W.behind"), candidate(JAYAPURA))
    assert len({it.alert_id for it in Episodes(diary.path).live()}) == 3


def test_a_torn_last_line_is_found_again(diary: Diary) -> None:
    diary.turn(0, RED)
    diary.turn(10, RED)
    diary.path.write_bytes(diary.path.read_bytes()[:-20])
    assert diary.states() == ["1 seen"]
    assert diary.turn(11, RED) == ["1 open"]


def test_a_changed_line_is_named(diary: Diary) -> None:
    diary.turn(0, RED)
    diary.path.write_bytes(b"{nonsense\n" + diary.path.read_bytes())
    with pytest.raises(JournalBroken, match=r"alerts\.jsonl, line 1"):
        Episodes(diary.path)


@given(st.lists(st.sets(st.sampled_from([RED, HELD, candidate(JAYAPURA)])), max_size=30))
@settings(max_examples=60, deadline=None)
def test_memory_and_file_never_differ(
    tmp_path_factory: pytest.TempPathFactory, days: list[Iterable[Candidate]]
) -> None:
    """A process that runs through and one that crashes after every turn know the same."""
    path = tmp_path_factory.mktemp("episodes") / "alerts.jsonl"
    running = Episodes(path)
    for number, found in enumerate(days):
        at = NOON + timedelta(minutes=15 * number)
        running.turn(found, lambda _: rule(), at, NOON, lambda _: True)
        running.keep()
        assert [it.alert_id for it in running.told()] == [
            it.alert_id for it in Episodes(path).told()
        ]
        assert {(it.alert_id, it.state) for it in running.live()} == {
            (it.alert_id, it.state) for it in Episodes(path).live()
        }
    events = [(line["event"], line["alert_id"]) for line in journal.read(path)]
    opened = [alert_id for event, alert_id in events if event == "opened"]
    assert len(opened) == len(set(opened))
