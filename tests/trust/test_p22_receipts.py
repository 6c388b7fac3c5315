"""P22: does every receipt tell its sender what came, what was taken, and how to mend the rest?"""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise

import pytest

from data_pipeline import ledger, receipts
from data_pipeline.contract.reasons import sentence
from data_pipeline.text import LANGUAGES
from tests.ingest.conftest import Station
from tests.trust import accounting, figures
from tests.trust.corpus import CASES
from tests.trust.corpus.kit import Case

FIRST_SENT = [case for case in CASES if not case.repeats]
SENT = FIRST_SENT[:: figures.form(fast=24, full=1)]


@pytest.fixture(scope="module")
def answered(shared_station: Station) -> list[tuple[Case, dict[str, object]]]:
    """Each case with the receipt file its sender finds."""
    found = []
    for case in SENT:
        sent = shared_station.deliver(case.content(), name=case.file_name, profile=case.profile)
        path = receipts.path_of(shared_station.settings, sent.delivery_sha256)
        found.append((case, json.loads(path.read_text(encoding="utf-8"))))
    return found


def test_every_receipt_answers_its_sender(
    answered: list[tuple[Case, dict[str, object]]], shared_station: Station
) -> None:
    wanting = [case.name for case, told in answered if not answers(shared_station, case, told)]
    figures.record("P22", f"{len(answered)} receipts: {len(wanting)} wanting", holds=not wanting)
    assert wanting == []


def answers(station: Station, case: Case, told: dict[str, object]) -> bool:
    """sha256, bytes, rows, reasons and a sentence for each in both languages."""
    content = case.content()
    receipt = receipts.from_facts(dict(told))
    kept = accounting.faults(station.warehouse, receipt)
    reasons = {reason: sum(code == reason for _, _, code in kept) for _, _, reason in kept}
    return (
        receipt.delivery_sha256 == hashlib.sha256(content).hexdigest()
        and receipt.byte_count == len(content)
        and receipt.row_count == case.outcome.loaded + case.outcome.refused
        and receipt.loaded_count == case.outcome.loaded
        and receipt.reasons == reasons
        and can_be_mended(station, receipt)
    )


def can_be_mended(station: Station, receipt: receipts.Receipt) -> bool:
    """No sentence is left with a gap, in either language."""
    kept = accounting.of(station.warehouse, "raw_refused_row", receipt.delivery_sha256)
    told = [
        (reason, json.loads(facts))
        for reason, facts in kept.select("reason_code, facts_json").limit(50).fetchall()
    ]
    if receipt.refusal_code:
        told.append((receipt.refusal_code, receipt.refusal_facts))
    said = [sentence(language, *reason) for language in LANGUAGES for reason in told]
    return all(text and "{" not in text.replace("{{", "") for text in said)


def test_receipts_are_links_of_one_chain(
    answered: list[tuple[Case, dict[str, object]]], shared_station: Station
) -> None:
    lines = ledger.read(shared_station.settings.ledger_path)
    told = [receipts.from_facts(dict(facts)) for _, facts in answered]
    assert told == lines
    assert [receipt.sequence for receipt in told] == list(range(1, len(SENT) + 1))
    for before, after in pairwise(told):
        assert after.previous_hash == before.ledger_hash
