"""What is worth an alert on a board, told in rows?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from data_pipeline import board, publish, queries, seeds, sentences
from data_pipeline.alerts import book, candidates
from data_pipeline.alerts.candidates import Candidate
from data_pipeline.board import Board
from data_pipeline.formats import is_missing
from data_pipeline.grants import EVERYWHERE
from data_pipeline.queries import Scope
from data_pipeline.settings import Settings, known_elections
from data_pipeline.text import LANGUAGES, catalogue
from tests.sql.conftest import WIB, World, wib

GOOD, SHORT, HELD, UNSEALED, SILENT = "35.78", "33.21", "991301", "51.05", "91.71"


def complete(world: World, region: str, at: str, share: float = 1.0) -> None:
    """A region reports that share of everything it needs as packed."""
    for item, dapil, pcs in world.needs(region):
        world.complete(region, item, dapil, int(pcs * share), at)


def unsealed(world: World, region: str, at: str) -> None:
    world.shipment(
        "SJ-1",
        "bilik",
        at,
        destination_code=region,
        quantity_pcs=500,
        received_pcs=500,
        shipment_status="received",
        arrived_at=wib("2024-01-05 09:00"),
        received_place=f"G-{region}",
        receipt_condition="good",
        is_sealed=False,
    )


@contextmanager
def published(world: World, folder: Path) -> Iterator[Board]:
    publish.publish(world.connection, Settings(folder), world.as_of)
    world.connection.close()
    opened = board.current(Settings(folder), EVERYWHERE)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Candidate]:
    """D-37: one region has everything, one is short, one recovers, one has a broken seal."""
    world = World()
    for at in ("2024-01-05 10:00", "2024-01-08 08:00"):
        complete(world, GOOD, at)
        complete(world, UNSEALED, at)
        complete(world, SHORT, at, share=0.5)
        complete(world, HELD, at, share=0.5 if at < "2024-01-08" else 1.0)
        unsealed(world, UNSEALED, at)
    with published(world, tmp_path_factory.mktemp("board")) as opened:
        return candidates.on_board(opened)


def of(found: list[Candidate], region: str) -> dict[str, Candidate]:
    return {it.key.rule_code: it for it in found if it.key.region_code == region}


def test_each_key_is_found_once(found: list[Candidate]) -> None:
    assert len({it.key for it in found}) == len(found)


def test_a_region_that_has_everything_is_no_alert(found: list[Candidate]) -> None:
    assert of(found, GOOD) == {}


def test_red_names_its_item_its_cause_and_what_the_sentence_needs(found: list[Candidate]) -> None:
    red = of(found, SHORT)["region_red"]
    assert (red.key.cause, red.key.item_code) == ("W.behind", red.row["deciding_item_code"])
    assert (red.severity, red.province_code, red.is_held) == ("red", "33", False)
    assert red.row["region_name"] == "Kabupaten Demak"
    assert "dari rencana" in sentences.reason("id", red.row)


def test_an_improvement_waits_for_its_confirmation(found: list[Candidate]) -> None:
    assert [it.is_held for it in found if it.key.region_code == HELD] == [True]


def test_who_never_reported_is_silent(found: list[Candidate]) -> None:
    (silent,) = of(found, SILENT).values()
    assert silent.key == ("silent", SILENT, "-", "-", "STALE_REPORT")
    assert silent.severity == "grey"


def test_an_alarm_with_a_rule_of_its_own_is_told_once(found: list[Candidate]) -> None:
    """An unsealed consignment turns the region red: that is one alert, not two."""
    every = of(found, UNSEALED)
    assert "region_red" not in every
    assert (every["unsealed"].severity, every["unsealed"].key.item_code) == ("red", "bilik")


@pytest.mark.parametrize(
    ("day", "fresh_hours", "stale_hours", "counts_amber"),
    [
        ("2024-01-08", 335, 337, False),  # D-37: beyond the second limit, 14 days
        ("2024-02-06", 119, 121, False),  # D-8: 5 days; amber from 2 days on is not worth an alert
        ("2024-02-07", 23, 25, True),  # D-7: beyond the first limit, and amber counts
        ("2024-02-11", 5, 7, True),  # D-3
    ],
)
def test_silence_by_the_limits_of_gate_d(
    tmp_path: Path, day: str, fresh_hours: int, stale_hours: int, counts_amber: bool
) -> None:
    world = World()
    world.as_of = wib(f"{day} 10:00")
    for region, hours in ((GOOD, fresh_hours), (SHORT, stale_hours)):
        for earlier in (1, 0):
            at = world.as_of + WIB - timedelta(hours=hours + earlier)
            complete(world, region, at.isoformat())
    with published(world, tmp_path) as opened:
        every = candidates.on_board(opened)
        told = queries.region_status(opened, Scope()).set_index("region_code")["status"]
    assert "silent" not in of(every, GOOD)
    assert "silent" in of(every, SHORT)
    assert ("region_amber" in of(every, SHORT)) == (counts_amber and told[SHORT] == "amber")


def test_a_decision_is_due_the_day_before_its_last_day(tmp_path: Path) -> None:
    world = World()
    complete(world, GOOD, "2024-01-03 08:00", share=0.97)
    world.as_of = wib("2024-01-12 10:00")
    with published(world, tmp_path) as opened:
        moments = [it.to_pydatetime() for it in queries.as_of_points(opened)["as_of"]]
        told = {it: _days_to_decide(opened, it) for it in moments}
        due = {it: _is_due(opened, it) for it in moments}
    assert {days for at, days in told.items() if due[at]} == {0, 1}
    assert {days for days in told.values() if days is not None} >= {-1, 0, 1, 2}


def _days_to_decide(opened: Board, at: datetime) -> int | None:
    scope = Scope(as_of=at, province_codes=("35",))
    (row,) = queries.region_status(opened, scope).to_dict("records")
    return None if is_missing(row["decide_by"]) else (row["decide_by"] - (at + WIB).date()).days


def _is_due(opened: Board, at: datetime) -> bool:
    every = queries.alert_candidates(opened, Scope(as_of=at, province_codes=("35",)))
    return "decision_due" in set(every["rule_code"])


@pytest.mark.parametrize("election_code", known_elections())
def test_the_rules_name_alarms_and_sentences_that_exist(election_code: str) -> None:
    connection = duckdb.connect()
    seeds.load(connection, election_code)
    unknown = connection.execute(
        "select rule_code from seed_alert_rules where looks_at = 'alarm'"
        " and signal_code not in (select alarm_code from seed_alarms)"
    ).fetchall()
    assert unknown == []
    codes = {it.rule_code for it in book.load(election_code).rules}
    for language in LANGUAGES:
        assert {f"alerts.rule.{code}" for code in codes} <= catalogue(language).keys()
    overlapping = connection.execute(
        "select a.rule_code from seed_alert_rules as a join seed_alert_rules as b"
        " on a.rule_code = b.rule_code and a.from_days_before > b.from_days_before"
        " where a.to_days_before <= b.from_days_before"
    ).fetchall()
    assert overlapping == []


def test_a_rule_changes_with_the_days_to_the_vote() -> None:
    found_book = book.load("pemilu_2024")
    assert [found_book.rule("silent", days).escalate_minutes for days in (8, 7, -99)] == [
        240,
        120,
        120,
    ]
    assert found_book.days_before(wib("2024-02-14 00:30")) == 0
    assert {it.rule_code for it in found_book.in_force(8)} >= {"silent", "board_old"}
    assert "region_amber" not in {it.rule_code for it in found_book.in_force(8)}
