"""Is a label of several lines put together as it was meant?"""

from __future__ import annotations

import pytest

from data_pipeline.briefing.names import row_name


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("Kab. Asmat\nKotak\nsuara", "Kab. Asmat, Kotak suara"),
        ("Jumlah — kurang, dan\ntidak tertutup", "Jumlah — kurang, dan tidak tertutup"),
        ("Maluku", "Maluku"),
    ],
)
def test_a_place_is_parted_from_its_thing_a_wrapped_name_is_whole(lines: str, line: str) -> None:
    assert row_name(lines) == line
