"""P4: is every row of every hostile file loaded or refused, each as it was declared beforehand?"""

from __future__ import annotations

import pytest

from tests.ingest.conftest import Station
from tests.trust import accounting, figures
from tests.trust.corpus import BY_NAME, CASES
from tests.trust.corpus.kit import Case

LEAST = 150
FIRST_SENT = [case for case in CASES if not case.repeats]
REPEATS = [case for case in CASES if case.repeats]


def send(station: Station, case: Case) -> None:
    station.deliver(case.content(), name=case.file_name, profile=case.profile)


@pytest.mark.parametrize("case", FIRST_SENT, ids=lambda case: case.name)
def test_a_hostile_file_has_the_declared_outcome(shared_station: Station, case: Case) -> None:
    receipt = shared_station.deliver(case.content(), name=case.file_name, profile=case.profile)
    expected = case.outcome
    assert receipt.duplicate_of is None
    assert (receipt.refusal_code or "") == expected.refusal
    assert accounting.faults(shared_station.warehouse, receipt) == sorted(expected.faults)
    assert (receipt.loaded_count, receipt.refused_count) == (expected.loaded, expected.refused)
    assert receipt.outcome == expected.word
    accounting.check(shared_station.warehouse, receipt)
    rows = accounting.loaded(shared_station.warehouse, receipt)
    for (line, column), value in expected.values.items():
        assert rows[line][column] == value


@pytest.mark.parametrize("case", REPEATS, ids=lambda case: case.name)
def test_a_repeat_is_answered_by_the_first(shared_station: Station, case: Case) -> None:
    send(shared_station, BY_NAME[case.repeats])
    state = shared_station.state()
    again = shared_station.deliver(case.content(), name=case.file_name, profile=case.profile)
    assert again.duplicate_of is not None
    assert again.file_name == BY_NAME[case.repeats].file_name
    assert shared_station.state() == state


def test_the_corpus_is_large_and_no_file_is_another() -> None:
    contents = {case.content() for case in FIRST_SENT}
    figures.record(
        "P4",
        f"{len(CASES)} hostile files with the outcome declared for each",
        holds=len(contents) >= LEAST,
        subject="corpus",
    )
    assert len(contents) == len(FIRST_SENT)
    assert len(BY_NAME) == len(CASES) >= LEAST
