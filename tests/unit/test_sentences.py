"""Does every status explain itself, in both languages, with four parts and no invented number?"""

from __future__ import annotations

import re
from datetime import date, datetime
from string import Formatter

import pytest

from data_pipeline import formats, sentences
from data_pipeline.errors import UnknownName
from data_pipeline.settings import SQL_DIR
from data_pipeline.text import LANGUAGES, catalogue

SHORT: dict[str, object] = {
    "as_of": datetime(2024, 1, 8, 3),
    "region_code": "35.78",
    "status": "red",
    "deciding_gate": "J",
    "reason_code": "J.short",
    "deciding_item_code": "ss_dpr",
    "deciding_item_name_id": "Surat suara DPR",
    "deciding_item_name_en": "DPR ballots",
    "deciding_dapil_code": "35",
    "unit_id": "lembar",
    "unit_en": "sheet",
    "need_pcs": 10000,
    "have_pcs": 8001,
    "short_pcs": 1999,
    "coverage_ratio": 0.8001,
    "due_on": date(2024, 1, 15),
    "decide_by": date(2024, 1, 11),
    "age_hours": 5.4,
    "evidence_grade": "A",
}
ALARM: dict[str, object] = {
    "as_of": datetime(2024, 1, 8, 3),
    "severity": "red",
    "alarm_code": "WRONG_DAPIL",
    "gate_code": "S",
    "item_code": "ss_dprd_kab",
    "shipment_code": "PN-0831",
    "quantity_pcs": 5,
    "expected_text": "36.74-5",
    "found_text": "36.74-4",
    "age_hours": 30.0,
}
REASONS = """
    J.short J.reserve_eaten J.fewer_than_voters W.behind W.rate W.missed M.damage
    M.open_replacement W.unknown D.stale D.never D.conflict D.impossible
    H.confirming none
""".split()
ALARMS = """
    SHORT SURPLUS DAMAGE WRONG_KIND WRONG_DAPIL WRONG_PLACE LATE TOO_EARLY UNSEALED MISSING
    WAREHOUSE_HAZARD ROUTE_HAZARD SECURITY_LOSS CARRIER_LOST UNREGISTERED_LOCATION
    RESERVE_CONSUMED STALE_REPORT IMPOSSIBLE
""".split()
STATUSES = ["red", "amber", "grey", "green"]


def test_a_shortage_tells_fact_comparison_age_and_way_out() -> None:
    assert sentences.reason("id", SHORT) == (
        "MERAH (Jumlah): Surat suara DPR dapil 35 kurang 1.999 lembar, sudah memperhitungkan "
        "kiriman dan pesanan yang tiba tepat waktu; tersedia 8.001 dari kebutuhan 10.000 "
        "lembar (80,0\u00a0%). Data 5 jam lalu, mutu A. Menjadi HIJAU bila 1.999 lembar baik lagi "
        "tiba sebelum tenggat 15 Jan 2024; putuskan paling lambat 11 Jan 2024."
    )


def test_the_same_shortage_in_english() -> None:
    assert sentences.reason("en", SHORT) == (
        "RED (Quantity): DPR ballots, electoral district 35 short by 1,999 sheets, after shipments "
        "and orders that arrive in time; 8,001 usable of 10,000 sheets needed (80.0%). "
        "Data 5 h old, grade A. Turns GREEN when 1,999 more usable sheets arrive before the "
        "deadline 15 Jan 2024; decide by 11 Jan 2024."
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("code", [*REASONS, *(f"S.{alarm}" for alarm in ALARMS)])
def test_every_reason_has_words_with_all_facts_and_with_none(
    code: str, status: str, language: str
) -> None:
    gate = code[0] if "." in code else None
    bare = {"status": status, "deciding_gate": gate, "reason_code": code}
    for row in (SHORT | bare, ALARM | {"severity": None} | bare, bare):
        parts = sentences.parts(language, row)
        assert all((parts.opening, parts.fact, parts.comparison, parts.age, parts.way_out))
        assert not {"nan", "none", "{", "nat"} & set(parts.text.lower().split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ALARMS)
def test_every_alarm_has_words(code: str, language: str) -> None:
    compared = {"expected_text": "0.005", "found_text": "0.03"} if code == "DAMAGE" else {}
    told = sentences.reason(language, ALARM | {"alarm_code": code} | compared)
    assert "{" not in told
    bare = {"severity": "amber", "alarm_code": code, "gate_code": "S"}
    assert "{" not in sentences.reason(language, bare)


def test_an_unknown_quantity_is_not_told_as_zero() -> None:
    row = SHORT | {"short_pcs": None, "have_pcs": float("nan")}
    told = sentences.reason("en", row)
    assert "is short; the usable quantity is below the need" in told
    assert " 0 " not in told


def test_a_decision_date_gone_by_is_said_to_be_gone_by() -> None:
    assert "has passed" in sentences.reason("en", SHORT | {"decide_by": date(2024, 1, 7)})
    assert "has passed" not in sentences.reason("en", SHORT | {"decide_by": date(2024, 1, 8)})


def test_the_decision_day_ends_at_midnight_in_jakarta() -> None:
    late = {"as_of": datetime(2024, 1, 8, 17), "decide_by": date(2024, 1, 8)}
    assert "has passed" in sentences.reason("en", SHORT | late)


@pytest.mark.parametrize(
    ("ratio", "shown"), [(0.99999, "99.9%"), (1.0, "100.0%"), (0.9804, "98.0%"), (1e-9, "0.0%")]
)
def test_coverage_is_rounded_away_from_comfort(ratio: float, shown: str) -> None:
    assert f"({shown})" in sentences.reason("en", SHORT | {"coverage_ratio": ratio})


def test_damage_is_rounded_up() -> None:
    row = SHORT | {"reason_code": "M.damage", "deciding_gate": "M", "damage_ratio": 0.031501}
    assert "3.16% of the checked" in sentences.reason("en", row)


@pytest.mark.parametrize(
    ("hours", "told"), [(0.2, "less than 1 hour old"), (47.9, "47 h old"), (49.0, "2 d old")]
)
def test_age_is_told_in_hours_then_days(hours: float, told: str) -> None:
    assert told in sentences.reason("en", SHORT | {"age_hours": hours})


def test_silence_says_that_it_never_counts_as_green() -> None:
    row = {"status": "grey", "deciding_gate": "D", "reason_code": "D.never"}
    assert sentences.reason("id", row) == (
        "TANPA DATA (Data): barang kritis belum pernah dilaporkan; diam tidak pernah dihitung "
        "hijau. Belum ada laporan yang bisa dipakai. Menjadi HIJAU bila laporan stok pertama "
        "diterima dan isinya dalam batas."
    )


def test_an_unknown_reason_names_the_known_ones() -> None:
    with pytest.raises(UnknownName, match=r"reasons\.J\.short\.fact"):
        sentences.reason("id", SHORT | {"reason_code": "J.invented"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_that_needs_facts_has_a_brief_form_that_needs_none(language: str) -> None:
    always = {"item", "unit"}
    reasons = {k: v for k, v in catalogue(language).items() if k.startswith("reasons.")}
    for key, sentence in reasons.items():
        if key.rpartition(".")[2] in {
            "fact",
            "comparison",
            "way_out",
            "report",
            "ungraded",
            "alarm",
        }:
            fallback = reasons.get(f"{key}_brief", sentence)
            assert {name for _, name, _, _ in Formatter().parse(fallback) if name} <= always, key


def test_both_languages_name_the_same_reasons() -> None:
    keys = [{k for k in catalogue(code) if k.startswith("reasons.")} for code in LANGUAGES]
    assert keys[0] == keys[1]


def test_both_languages_say_every_sentence_with_the_same_facts() -> None:
    facts = [
        {key: {name for _, name, _, _ in Formatter().parse(words) if name} for key, words in it}
        for it in (catalogue(code).items() for code in LANGUAGES)
    ]
    assert facts[0] == facts[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_gate_speaks_in_each_colour(language: str) -> None:
    told = {sentences.gate(language, gate, status) for gate in "JWMSD" for status in STATUSES}
    assert all(told)


def test_every_reason_the_models_can_give_has_words() -> None:
    models = "".join(path.read_text(encoding="utf-8") for path in SQL_DIR.glob("*/*.sql"))
    given = set(re.findall(r"'([A-Z]\.[a-z_]+)'", models))
    assert given
    assert given <= set(REASONS)


def test_green_says_how_many_items_are_green() -> None:
    counts = {"red_items": 0, "amber_items": 0, "grey_items": 1, "green_items": 9}
    told = sentences.reason("en", {"status": "green", "reason_code": "none", **counts})
    assert told.startswith(
        "GREEN: all critical goods suffice and are on plan; 9 of 10 items green."
    )


@pytest.mark.parametrize(
    ("code", "expected", "found", "told"),
    [
        ("WRONG_DAPIL", "36.74-5", "36.74-4", "expected 36.74-5, found 36.74-4"),
        ("WRONG_PLACE", "990101", "990102", "expected 990101, found 990102"),  # codes, not numbers
        ("SHORT", "10000", "8001", "expected 10,000, found 8,001"),
        ("DAMAGE", "0.005", "0.0315", "damage limit 0.50%, found 3.15%"),
        ("LATE", "2024-01-10", "2024-01-17", "expected 10 Jan 2024, forecast 17 Jan 2024"),
        ("UNSEALED", "sealed", "unsealed", "expected sealed, found unsealed"),
        ("STALE_REPORT", "fresh", "193", "last reported 8 d ago"),
        ("STALE_REPORT", "fresh", "-1", "older than the data age limit of this phase"),
        ("IMPOSSIBLE", "received <= shipped", "9 > 8", "expected received ≤ shipped, found 9 > 8"),
    ],
)
def test_what_was_expected_and_found_is_told_in_words(
    code: str, expected: str, found: str, told: str
) -> None:
    row = ALARM | {"alarm_code": code, "expected_text": expected, "found_text": found}
    assert f"; {told}." in sentences.reason("en", row)


def test_a_unit_tells_its_age_without_the_grade_of_its_region() -> None:
    row = {name: value for name, value in SHORT.items() if name != "evidence_grade"}
    assert ". Data 5 h old. Turns" in sentences.reason("en", row)


@pytest.mark.parametrize(
    ("language", "value", "told"),
    [
        ("en", 1, "1 day"),
        ("en", 0, "0 days"),
        ("en", 1.2, "1 day"),
        ("en", 12, "12 days"),
        ("id", 1, "1 hari"),
        ("id", 1200, "1.200 hari"),
    ],
)
def test_a_count_takes_the_form_of_its_language(language: str, value: float, told: str) -> None:
    assert formats.days(language, value) == told


def test_a_deviation_of_one_day_is_a_day() -> None:
    assert formats.days_signed("en", -1.3) == "−1 day"
    assert formats.days_signed("en", 2.6) == "+3 days"
