"""Does every chart and table become a picture that says where it comes from?"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from xml.etree import ElementTree

import pandas as pd
import pytest
from PIL import Image

from data_pipeline.figures.chart import Chart, Mark, Table
from data_pipeline.printing import letters, picture, plot
from data_pipeline.text import LANGUAGES, say
from tests.unit.writers import documents

KINDS: dict[str, Callable[[], Chart]] = {
    "bars": documents.bars,
    "stacked": documents.stacked,
    "heatmap": documents.heatmap,
    "curves": documents.curves,
    "dots": lambda: documents.bars("dots"),
    "bullets": lambda: documents.bars("bullets"),
    "map": documents.risk_map,
}
INCH_MM = 25.4


def texts(svg: bytes) -> list[str]:
    """The words of a picture as a reader selects them; fails when it is not XML."""
    root = ElementTree.fromstring(svg)
    found = root.iter("{http://www.w3.org/2000/svg}text")
    return ["".join(one.itertext()).replace("\u00a0", " ").strip("\u200e") for one in found]


def whole(svg: bytes) -> str:
    return " ".join(texts(svg))


def test_every_kind_of_chart_has_a_drawer_and_a_test() -> None:
    assert KINDS.keys() == plot.DRAWERS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_says_its_answer_and_its_origin(kind: str, language: str) -> None:
    chart, facts = KINDS[kind](), documents.facts(language)
    words = whole(picture.svg(chart, facts))
    as_of = "8 Jan 2024 10.00 WIB" if language == "id" else "8 Jan 2024 10:00 WIB"
    told = [chart.title, chart.question, as_of, facts.age, facts.scope, facts.source, "2024.1"]
    for expected in [*told, "ab12ab12ab12", "v7", say(language, "print.simulated")]:
        assert expected in words


@pytest.mark.parametrize("kind", KINDS)
def test_a_png_is_in_print_resolution_and_not_blank(kind: str) -> None:
    image = Image.open(io.BytesIO(picture.png(KINDS[kind](), documents.facts())))
    assert image.width == pytest.approx(picture.CHART_MM / INCH_MM * picture.PRINT_PPI, abs=2)
    colours = image.convert("RGB").getcolors(1 << 24)
    assert colours is not None
    assert len(colours) > 50


def test_a_real_board_has_no_mark_of_simulation() -> None:
    facts = documents.facts(is_simulated=False)
    assert "SIMULASI" not in whole(picture.svg(documents.bars(), facts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_chart_says_that_there_is_nothing(language: str) -> None:
    chart = documents.bars()
    empty = replace(chart, rows=chart.rows.iloc[:0])
    assert say(language, "print.nothing") in whole(picture.svg(empty, documents.facts(language)))


def test_an_empty_table_says_its_own_sentence() -> None:
    table = documents.table()
    empty = replace(table, frame=table.frame.iloc[:0], empty="Semua wilayah cukup.")
    assert "Semua wilayah cukup." in whole(picture.svg(empty, documents.facts()))


def test_values_stand_at_the_bars_in_the_language_of_the_reader() -> None:
    assert "1.999" in texts(plot.svg(documents.bars(), "id", 174))
    assert "1,999" in texts(plot.svg(documents.bars(), "en", 174))


def test_silence_is_a_sign_of_its_own_and_zero_an_empty_cell() -> None:
    found = texts(plot.svg(documents.heatmap(), "id", 174))
    assert found.count("◌") == 1
    assert "0,0 %" not in found
    assert "90,0 %" in found


def test_a_status_is_colour_hatch_and_shape() -> None:
    svg = plot.svg(documents.bars(), "id", 174).decode("utf-8")
    assert svg.count("<pattern ") >= 3  # red, amber and grey; green is plain
    assert {"■ MERAH", "▲ KUNING", "◌ TANPA DATA", "● HIJAU"} <= set(texts(svg.encode()))


def test_the_time_axis_counts_down_to_the_vote_and_names_its_deadline() -> None:
    found = texts(plot.svg(documents.curves(), "id", 174))
    assert {"H-35", "tenggat", "hari ini"} <= set(found)
    assert any(word.startswith("D-") for word in texts(plot.svg(documents.curves(), "en", 174)))


def test_a_marked_value_is_a_named_line() -> None:
    need = replace(documents.bars(), marks=(Mark(1500.0, "kebutuhan"),))
    assert "kebutuhan" in texts(plot.svg(need, "id", 174))


def test_the_map_counts_both_home_and_abroad() -> None:
    found = texts(plot.svg(documents.risk_map(), "id", 174))
    assert {"Dalam negeri: 5 kabupaten/kota", "Luar negeri: 6 perwakilan"} <= set(found)
    assert "■ MERAH 2" in found


def test_the_map_clips_to_a_window_that_has_a_size() -> None:
    # An SVG rectangle of negative height clips everything away, in silence.
    svg = plot.svg(documents.risk_map(), "id", 174).decode("utf-8")
    heights = re.findall(r'<clipPath[^>]*>\s*<rect[^>]* height="([-\d.]+)"', svg)
    assert heights
    assert all(float(height) > 10 for height in heights)


def test_long_tables_say_how_much_they_show() -> None:
    many = tuple(f"Kab. Contoh {at}" for at in range(90))
    words = whole(picture.svg(documents.table(many), documents.facts()))
    shown = re.search(r"Tampil (\d+) dari 90 baris", words)
    assert shown
    assert f"Kab. Contoh {int(shown[1]) - 1} " in words
    assert f"Kab. Contoh {int(shown[1])} " not in words


@pytest.mark.parametrize(
    "shown", [documents.bars(names=documents.HOSTILE), documents.table(documents.HOSTILE)]
)
def test_hostile_names_stay_words(shown: Chart | Table) -> None:
    svg = picture.svg(shown, documents.facts())
    assert b"<script" not in svg
    words = whole(svg)
    for name in ("=cmd|'/c calc'!A0", "<script>alert(1)</script>", "印度尼西亚驻北京大使馆"):
        assert name in words
    assert "سفارة جمهورية إندونيسيا" in words


def test_math_and_markup_are_not_read_in_names() -> None:
    chart = documents.bars(names=("$x^2$", "#eval(1)", "*tebal*", "\\frac12", "a_b"))
    assert {"$x^2$", "#eval(1)", "*tebal*", "\\frac12", "a_b"} <= set(
        texts(plot.svg(chart, "id", 174))
    )


def test_a_letter_without_a_font_is_seen_as_missing() -> None:
    assert letters.printable("Pos ก 🗳") == "Pos □ □"


def test_no_line_is_wider_than_its_room() -> None:
    lines = letters.wrap("W" * 200 + " i i i", 40, 8, most_lines=3)
    assert len(lines) == 3
    assert all(letters.width_mm(line, 8) <= 40 for line in lines)
    assert lines[-1].endswith("…")


def test_values_that_are_not_known_are_no_bars() -> None:
    chart = documents.bars()
    rows = chart.rows.assign(value=[float("nan"), 5.0, 4.0, 3.0, 2.0])
    found = texts(plot.svg(replace(chart, rows=rows), "id", 174))
    assert "—" in found
    assert "nan" not in " ".join(found)


def test_a_heatmap_of_zeros_and_a_curve_of_one_point_are_drawn() -> None:
    heat = documents.heatmap()
    flat = replace(heat, rows=heat.rows.assign(short=0.0, is_silent=False))
    assert "Kab. Asmat" in texts(plot.svg(flat, "id", 174))
    curve = documents.curves()
    one = replace(curve, rows=curve.rows.head(1), marks=())
    assert "Rencana" in texts(plot.svg(one, "id", 174))


def test_the_same_chart_makes_the_same_bytes_in_every_thread() -> None:
    charts = [make() for make in KINDS.values()] * 2
    alone = [picture.svg(chart, documents.facts()) for chart in charts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda chart: picture.svg(chart, documents.facts()), charts))
    assert together == alone


def test_names_of_an_embedded_picture_are_legible_without_its_fonts() -> None:
    # The program that embeds it cannot mix fonts in one line: foreign letters become outlines.
    chart = documents.bars(names=("جدة Jeddah", "Asmat", "a", "b", "c"))
    found = texts(plot.svg(chart, "id", 174))
    assert "Asmat" in found
    assert "جدة Jeddah" not in found
    assert "جدة Jeddah" in texts(picture.svg(chart, documents.facts()))


def test_a_frame_of_many_rows_keeps_its_names_apart() -> None:
    names = tuple(f"Kabupaten {at}" for at in range(40))
    svg = plot.svg(documents.bars(names=names), "id", 174, 90)
    rows = re.findall(r'font-size: ([\d.]+)px[^>]*y="([\d.]+)"[^>]*>Kabupaten \d+<', svg.decode())
    assert len(rows) == len(names)
    steps = pd.Series([float(y) for _, y in rows]).diff().dropna().abs()
    assert steps.min() >= float(rows[0][0]) * 0.95
