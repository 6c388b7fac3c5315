"""Do the parts of pages say numbers, ages and rows the way the reader's language does?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.components import status, tables, text
from tests.ui import boards


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (lambda: text.number(1234567), "1.234.567"),
        (lambda: text.number(1234567, tongue="en"), "1,234,567"),
        (lambda: text.number(None), "—"),
        (lambda: text.number(float("nan")), "—"),
        (lambda: text.ratio(0.859), "85,9\u00a0%"),
        (lambda: text.ratio(1), "100,0\u00a0%"),
        (lambda: text.change(12), "+12"),
        (lambda: text.change(-3), "−3"),
        (lambda: text.change(0), "0"),
        (lambda: text.day(datetime(2024, 5, 1)), "1 Mei 2024"),
        (lambda: text.moment(datetime(2024, 1, 8, 3)), "8 Jan 2024 10.00 WIB"),
        (lambda: text.moment(datetime(2024, 1, 8, 20), "WIT"), "9 Jan 2024 05.00 WIT"),
        (lambda: text.moment(None), "—"),
        (lambda: text.age(None), "belum pernah"),
        (lambda: text.age(1.5), "90 menit lalu"),
        (lambda: text.age(47.0), "47 jam lalu"),
        (lambda: text.age(49.0), "2 hari lalu"),
    ],
)
def test_a_value_is_told_in_indonesian(told: Callable[[], str], expected: str) -> None:
    assert told() == expected


def test_a_part_of_a_station_is_a_station_and_unknown_is_not_zero() -> None:
    frame = pd.DataFrame({"tps_not_ready": [0.2, None], "short_pcs": [1234, None]})
    shown = tables.readable(frame, ["tps_not_ready", "short_pcs"])
    assert shown.to_numpy().tolist() == [["1", "1.234"], ["—", "—"]]


def test_a_status_is_never_colour_alone() -> None:
    assert [status.badge(kind) for kind in status.ORDER] == [
        "■ MERAH",
        "▲ KUNING",
        "◌ TANPA DATA",
        "● HIJAU",
    ]


def test_numbers_stay_numbers_so_that_they_sort() -> None:
    frame = pd.DataFrame({"region_name": ["a", "b"], "short_pcs": [9, 1000]})
    styled = tables.styled(frame, ["region_name", "short_pcs"])
    assert list(styled.data["Kurang"]) == [9, 1000]


def test_a_senders_text_is_not_markup() -> None:
    assert text.plain("**x** [y](z) `q`") == "\\*\\*x\\*\\* \\[y\\](z) \\`q\\`"


def test_names_are_escaped_in_plain_tables_and_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEPAT_DATA_DIR", str(boards.empty()))
    page = AppTest.from_function(_hostile, default_timeout=60).run()
    assert not page.exception
    told = "".join(str(block.proto.body) for block in page.get("html"))
    assert "<script>" not in told
    assert "&lt;script&gt;" in told


def _hostile() -> None:
    import pandas as pd

    from data_pipeline.figures.chart import Chart
    from pages.components import briefs, tiles

    name = "<script>alert(1)</script>"
    rows = pd.DataFrame({"status": ["red"], "region_name": [name], "link": ['"><script>']})
    briefs.draw(rows, ["status", "region_name"], alt=name, empty="")
    counts = dict.fromkeys(("red_units", "amber_units", "grey_units", "green_units"), 1)
    tile = {"province_code": "35", "province_name": name, "tile_label": name, "status": "red"}
    place = {"tile_row": 0, "tile_col": 0, "unit_count": 4, "tps_not_ready": None}
    rows = pd.DataFrame([{**tile, **counts, **place}])
    tiles.draw(Chart("hostile", "bars", name, name, name, rows, (), rows, ()))
