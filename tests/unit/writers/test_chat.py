"""Does the chat text say the worst in two kilobytes, in whole lines?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from data_pipeline.briefing import chat
from data_pipeline.briefing.document import Number, Numbers, Section
from tests.unit.writers import documents


def text(language: str = "id") -> str:
    return chat.write(documents.document(language)).decode("utf-8")


def test_it_opens_with_simulasi_title_and_as_of() -> None:
    lines = text().splitlines()
    assert lines[0] == "*SIMULASI — bukan data KPU*"
    assert lines[1] == "*Taklimat harian nasional*"
    assert "8 Jan 2024 10.00 WIB" in lines[2]
    assert lines[-1] == "Tepat · papan v7 · aturan 2024.1"


def test_it_says_figures_and_worst_regions_but_no_green_one() -> None:
    assert "■ TPS diperkirakan belum siap: 5.113 (dari 823.236 TPS)" in text()
    assert "■ Kab. Asmat" in text().splitlines()
    assert "Kota Bandung" not in text()


def test_a_reason_is_told_by_its_fact() -> None:
    made = documents.table()
    reason = "MERAH (Jumlah): kurang 374 set; tersedia 566. Data 19 jam lalu. Menjadi HIJAU bila …"
    told = replace(made, columns=(*made.columns, "reason"), frame=made.frame.assign(reason=reason))
    section = Section("s", "Bagian", "Jawaban", (told,))
    lines = chat.write(documents.document(sections=(section,))).decode("utf-8").splitlines()
    assert "■ Kab. Asmat: kurang 374 set" in lines


def test_decisions_are_told_with_their_day() -> None:
    decisions = replace(documents.table(), code="decisions")
    section = Section("s", "Bagian", "Jawaban", (decisions,))
    told = chat.write(documents.document(sections=(section,))).decode("utf-8")
    assert "*Perlu diputuskan*\n→ 9 Jan 2024 · Kab. Asmat\n" in told


def test_real_data_says_no_simulasi() -> None:
    made = chat.write(documents.document(facts=documents.facts(is_simulated=False)))
    assert "SIMULASI" not in made.decode("utf-8")


@pytest.mark.parametrize("sign", ["x", "é", "北", "🗳"])
def test_it_never_exceeds_its_limit_nor_breaks_a_character(sign: str) -> None:
    long = f"{sign * 30} " * 60
    numbers = Numbers(tuple(Number(long, long, long) for _ in range(9)))
    section = Section("s", long, long, (numbers, documents.table((long,) * 9)))
    facts = replace(documents.facts(), scope=long, age=long, rules_version=long)
    document = documents.document(title=long, facts=facts, sections=(section,) * 20)
    made = chat.write(document)
    assert len(made) <= chat.MOST_BYTES
    assert made.decode("utf-8").endswith("\n")
    assert "Tepat · papan v7" in made.decode("utf-8")


def test_signs_of_emphasis_in_a_name_do_not_swallow_it() -> None:
    told = chat.write(documents.document(title="*Kab* _Asmat_")).decode("utf-8")
    assert "*Kab Asmat*" in told
