"""What becomes of characters that a file would refuse or obey?"""

from __future__ import annotations

import pytest

from data_pipeline.figures.legible import legible, one_line, shortened
from tests.unit.writers.documents import HOSTILE


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("a\x00b\x1bc", "a\ufffdb\ufffdc"),
        ("half \ud83d end", "half \ufffd end"),
        ("\u202egnp.exe", "gnp.exe"),
        ("tab\tand\rreturn", "tab and return"),
        ("two\r\nlines", "two\nlines"),
        ("Kab. Fakfak – 🗳️ 北京 سفارة", "Kab. Fakfak – 🗳️ 北京 سفارة"),
    ],
)
def test_only_what_a_file_refuses_is_replaced(raw: str, told: str) -> None:
    assert legible(raw) == told


def test_lines_become_one() -> None:
    assert one_line("Kab. Asmat\n\nSurat suara DPR ") == "Kab. Asmat, Surat suara DPR"


def test_a_long_text_ends_between_words() -> None:
    assert shortened("satu dua tiga empat", 15) == "satu dua tiga…"
    assert len(shortened("x" * 500, 40)) == 40


@pytest.mark.parametrize("name", HOSTILE)
def test_every_hostile_name_can_be_written_and_is_not_empty(name: str) -> None:
    assert one_line(name, 300).encode("utf-8")
