"""Does a person's word arrive like a snapshot: archived, chained, answered by a receipt?"""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data_pipeline import actions, archive, clock, inbox, ingest, ledger, recovery
from data_pipeline.actions import Action
from data_pipeline.receipts import Receipt
from data_pipeline.settings import Settings

NOTE = Action(
    "comment",
    "35.78",
    "Subbag Logistik",
    item_code="bilik",
    cause_code="J.short",
    comment_text='=cmd|"calc"!A1, "dua baris\nini", 馬',
)


def deliver(settings: Settings) -> Receipt:
    """What the worker does with the one file that waits."""
    warehouse, _ = recovery.start(settings)
    with warehouse:
        taken = inbox.take(settings, inbox.waiting(settings)[0])
        names = {"file_name": taken.file_name, "sender": taken.sender}
        receipt = ingest.deliver(settings, taken.path, warehouse=warehouse, **names)
        inbox.remove(taken)
    return receipt


def rows(settings: Settings) -> list[tuple[object, ...]]:
    warehouse, _ = recovery.start(settings)
    with warehouse:
        return warehouse.execute(
            "select action_code, region_code, item_code, comment_text from raw_action_event"
        ).fetchall()


def test_a_word_is_no_reason_to_build_the_database_anew(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    actions.record(settings, NOTE, "page")
    deliver(settings)
    warehouse, found = recovery.start(settings)
    warehouse.close()
    assert found.is_empty


def test_a_word_takes_the_way_of_every_file(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    sha256 = actions.record(settings, NOTE, "page")
    receipt = deliver(settings)
    assert (receipt.outcome, receipt.feed_code, receipt.sender) == (
        "accepted",
        "action_event",
        "page",
    )
    assert archive.is_intact(settings, sha256)
    assert ledger.read(settings.ledger_path)[-1].delivery_sha256 == sha256
    said = '=cmd|"calc"!A1, "dua baris ini", 馬'
    assert rows(settings) == [("comment", "35.78", "bilik", said)]


def test_the_record_outlives_the_database(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    actions.record(settings, NOTE, "page")
    deliver(settings)
    before = rows(settings)
    warehouse, _ = recovery.rebuild(settings)
    warehouse.close()
    assert rows(settings) == before


@pytest.mark.parametrize(("hours", "outcome"), [(71, "accepted"), (73, "refused")])
def test_an_override_ends_within_three_days(tmp_path: Path, hours: int, outcome: str) -> None:
    settings = Settings(tmp_path)
    until = clock.now(settings) + timedelta(hours=hours)
    override = Action(
        "override",
        "35.78",
        "Ketua",
        owner_name="Divisi Logistik",
        override_status="amber",
        expires_at=until,
        comment_text="dihitung ulang",
    )
    actions.record(settings, override, "page")
    assert deliver(settings).outcome == outcome


def test_the_same_word_at_another_time_is_another_word() -> None:
    first = actions.as_csv(NOTE, datetime(2024, 1, 8, 3, 0, 0, 1))
    assert first != actions.as_csv(NOTE, datetime(2024, 1, 8, 3, 0, 0, 2))
    assert first != actions.as_csv(dataclasses.replace(NOTE, author_name="Ketua"), datetime.min)
