"""P6: does sending everything again, renamed and in another order, change anything?"""

from __future__ import annotations

import random
from pathlib import Path

from tests.ingest.conftest import Station
from tests.trust import figures
from tests.trust.conftest import station_at_that_time
from tests.trust.corpus import CASES
from tests.trust.corpus.kit import Case

SEED = 6
SENT = figures.form(fast=16, full=len(CASES))
TELL_THE_NAME = {"NAME_NOT_KNOWN", "CONTENT_NOT_AS_NAMED"}  # what they keep holds the file's name


def send(station: Station, case: Case, name: str) -> int | None:
    renamed = f"{name}-{case.file_name}"
    return station.deliver(case.content(), name=renamed, profile=case.profile).duplicate_of


def test_everything_again_in_another_order_under_other_names(tmp_path: Path) -> None:
    dice = random.Random(SEED)
    cases = [
        case for case in CASES if not case.repeats and case.outcome.refusal not in TELL_THE_NAME
    ]
    cases = dice.sample(cases, k=min(SENT, len(cases)))
    first, second = (station_at_that_time(tmp_path / name) for name in ("first", "second"))
    for number, case in enumerate(cases):
        assert send(first, case, f"a{number}") is None
    again = dice.sample(cases * 2, k=2 * len(cases))
    answers = [send(second, case, f"b{number}") for number, case in enumerate(again)]
    same = first.state() == second.state()
    named = sum(answer is not None for answer in answers)
    told = f"{len(cases)} files, each twice, renamed and reordered: {1 if same else 2} state(s)"
    figures.record("P6", f"{told}, {named} answered by the first", holds=same, seed=SEED)
    for station in (first, second):
        station.warehouse.close()
    assert same
    assert named == len(cases)
