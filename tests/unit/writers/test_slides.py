"""Do the slides hold the document's numbers as charts and tables of PowerPoint's own?"""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

from data_pipeline.briefing import slides
from data_pipeline.briefing.document import Section
from data_pipeline.figures.chart import NAME, Chart, Table
from data_pipeline.house import ORDER, SHAPES
from tests.unit.writers import documents


@cache
def deck(language: str = "id") -> Any:
    return Presentation(io.BytesIO(slides.write(documents.document(language))))


def one(*blocks: Chart | Table, lead: str = "Jawaban") -> Any:
    """A deck of one section."""
    section = Section("s", "Bagian", lead, blocks)
    made = slides.write(documents.document(sections=(section,)))
    return Presentation(io.BytesIO(made))


def shapes(deck: Any) -> list[Any]:
    return [shape for slide in deck.slides for shape in slide.shapes]


def chart_of(made: Chart) -> Any:
    return next(shape.chart for shape in shapes(one(made)) if shape.has_chart)


def values(chart: Any) -> list[dict[str, float]]:
    """Each series of a bar chart as {name of the row: value}, across all its plots."""
    names = list(chart.plots[0].categories)
    return [
        {n: v for n, v in zip(names, series.values, strict=True) if v is not None}
        for plot in chart.plots
        for series in plot.series
    ]


def test_the_deck_is_wide_and_every_slide_has_title_foot_number_and_mark() -> None:
    assert deck().slide_width / deck().slide_height == pytest.approx(16 / 9)
    for number, slide in enumerate(deck().slides, start=1):
        words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        kinds = [shape.placeholder_format.type for shape in slide.placeholders]
        assert slide.shapes.title.text_frame.text
        assert {"FOOTER", "SLIDE_NUMBER"} <= {kind.name for kind in kinds}
        assert any("SIMULASI" in text for text in words)
        assert any("papan v7" in text and "8 Jan 2024 10.00 WIB" in text for text in words)
        assert str(number) in words


def test_a_screen_reader_meets_the_title_first_and_the_foot_last() -> None:
    for slide in deck().slides:
        *_, foot, number = slide.shapes
        assert slide.shapes[0] == slide.shapes.title
        assert (foot.name, number.name) == ("ftr", "sldNum")


def test_real_data_carries_no_simulation_mark() -> None:
    made = slides.write(documents.document(facts=documents.facts(is_simulated=False)))
    texts = [s.text_frame.text for s in shapes(Presentation(io.BytesIO(made))) if s.has_text_frame]
    assert not any("SIMULASI" in text for text in texts)


def test_the_title_is_the_answer_and_the_notes_hold_question_and_definitions() -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck().slides]
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck().slides]
    assert "5 wilayah kekurangan; terburuk Kab. Asmat" in titles
    assert "Di Kab. Asmat 86 % surat suara belum ada" in titles
    assert any("Siapa kekurangan apa?" in n and "dikurangi barang baik" in n for n in notes)


def test_a_bar_is_in_the_column_of_its_status() -> None:
    made = documents.bars()
    red, amber, grey, green = values(chart_of(made))
    rows = dict(zip(made.rows[NAME], made.rows["value"], strict=True))
    assert red == {f"■ {name}": rows[name] for name in ("Kab. Asmat", "Kab. Nias Selatan")}
    assert amber == {"▲ Kota Surabaya": rows["Kota Surabaya"]}
    assert grey == {"◌ Kab. Mappi": rows["Kab. Mappi"]}
    assert green == {"● Kota Bandung": rows["Kota Bandung"]}


@pytest.mark.parametrize("kind", ["bars", "dots", "bullets"])
def test_every_number_of_a_chart_is_a_number_of_its_rows(kind: str) -> None:
    made = documents.bars(kind)
    found = values(chart_of(made))
    filled = found if made.tick is None else found[:-1]
    drawn = {name: value for column in filled for name, value in column.items()}
    assert list(drawn.values()) != []
    assert sorted(drawn.values()) == sorted(made.rows["value"])
    if made.tick is not None:
        assert list(found[-1].values()) == list(made.rows["need"])


def test_a_stack_keeps_its_segments_and_the_need_lies_over_it() -> None:
    made = documents.stacked()
    chart = chart_of(made)
    *segments, need = values(chart)
    for series, column in zip(made.series, segments, strict=True):
        assert list(column.values()) == list(made.rows[series.column])
    assert list(need.values()) == [1.0] * len(made.rows)
    assert len(list(chart.plots)) == 2


def test_a_curve_has_the_points_of_its_rows_and_its_marks_upright() -> None:
    made = documents.curves()
    found = {series.name: series for series in chart_of(made).plots[0].series}
    assert list(found["Rencana"].values) == list(made.rows["planned"])
    assert list(found["Kenyataan"].values) == [v for v in made.rows["done"] if not pd.isna(v)]
    days = [float(x.text) for x in found["tenggat"]._element.findall(".//{*}xVal//{*}v")]
    assert days == [-13.0, -13.0]  # 1 February, thirteen days before the vote


def test_the_data_sheet_behind_a_chart_opens_and_says_the_same() -> None:
    made = documents.bars()
    blob = chart_of(made).part.chart_workbook.xlsx_part.blob
    sheet = openpyxl.load_workbook(io.BytesIO(blob))["Sheet1"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == [
        "SIMULASI — bukan data KPU",
        "■ MERAH",
        "▲ KUNING",
        "◌ TANPA DATA",
        "● HIJAU",
    ]
    assert rows[1][:2] == ["■ Kab. Asmat", 1999]


def test_every_picture_and_table_says_what_it_shows() -> None:
    graphic = [s for s in shapes(deck()) if s.has_chart or s.has_table or s.shape_type == 6]
    assert len(graphic) > 8
    for shape in graphic:
        described = shape._element.xpath("(.//p:cNvPr)[1]/@descr")
        assert described, shape.name
        assert described[0].strip(), shape.name


def test_a_heatmap_is_a_table_with_its_numbers_and_its_silence() -> None:
    table = next(s.table for s in shapes(one(documents.heatmap())) if s.has_table)
    texts = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
    assert texts[0][1:] == ["Surat suara PPWP", "Surat suara DPR", "Kotak suara", "Tinta"]
    assert texts[1] == ["Kab. Asmat", "90,0\u00a0%", "75,0\u00a0%", "60,0\u00a0%", "45,0\u00a0%"]
    assert texts[4][4] == SHAPES["grey"]
    assert texts[5][4] == ""


def test_a_table_shows_status_as_shape_and_word() -> None:
    table = next(s.table for s in shapes(one(documents.table())) if s.has_table)
    statuses = [row.cells[2].text_frame.text for row in table.rows][1:]
    assert statuses == ["■\u00a0MERAH"] * 2 + [
        "▲\u00a0KUNING",
        "◌\u00a0TANPA\u00a0DATA",
        "●\u00a0HIJAU",
    ]


def test_a_long_table_goes_on_and_says_what_is_left_out() -> None:
    names = tuple(f"Kab. {n:03}" for n in range(200))
    made = one(documents.table(names))
    tables = [s.table for s in shapes(made) if s.has_table][:-1]  # the last is that of the facts
    shown = sum(len(table.rows) - 1 for table in tables)
    texts = [s.text_frame.text for s in shapes(made) if s.has_text_frame]
    assert len(tables) == 2
    assert any(f"Tampil {shown} dari 200 baris" in text for text in texts)
    assert any(text.endswith("(lanjutan)") for text in texts)


def test_forty_rows_stand_in_two_panels_of_one_scale() -> None:
    names = tuple(f"Kab. {n:02}" for n in range(45))
    made = one(documents.bars(names=names))
    charts = [shape.chart for shape in shapes(made) if shape.has_chart]
    shown = [name for chart in charts for name in chart.plots[0].categories]
    texts = [s.text_frame.text for s in shapes(made) if s.has_text_frame]
    assert len(charts) == 2
    assert len(shown) == 40
    assert len({chart.value_axis.maximum_scale for chart in charts}) == 1
    assert any("Tampil 40 dari 45 baris" in text for text in texts)


def test_every_region_is_a_shape_that_says_its_name_and_status() -> None:
    groups = [s for s in shapes(one(documents.risk_map())) if s.shape_type == 6]
    names = {shape.name for group in groups for shape in group.shapes}
    assert {"Kab. Asmat: ■ MERAH", "Kota Surabaya: ▲ KUNING", "■ Kab. Asmat"} <= names
    posts = next(group for group in groups if len(group.shapes) == 6)
    assert [shape.name.split(": ")[1][0] for shape in posts.shapes] == sorted(
        (shape.name.split(": ")[1][0] for shape in posts.shapes), key=list(SHAPES.values()).index
    )


def test_posts_alone_are_tiles_with_their_names() -> None:
    made = documents.risk_map()
    abroad = made.rows[made.rows["region_level"] == "post"].reset_index(drop=True)
    only = one(Chart(**{**vars(made), "rows": abroad}))
    group = next(s for s in shapes(only) if s.shape_type == 6)
    assert [shape.text_frame.text[0] for shape in group.shapes] == [
        SHAPES[kind] for kind in sorted(abroad["status"], key=ORDER.index)
    ]


def test_nothing_to_show_is_said_in_words() -> None:
    empty = documents.table()
    made = one(Table(**{**vars(empty), "frame": empty.frame.head(0), "empty": "Tidak ada."}))
    assert any(s.has_text_frame and s.text_frame.text == "Tidak ada." for s in shapes(made))


def test_the_same_document_gives_the_same_bytes() -> None:
    document = documents.document()
    assert slides.write(document) == slides.write(document)


def test_english_says_it_in_english() -> None:
    texts = [s.text_frame.text for s in shapes(deck("en")) if s.has_text_frame]
    assert any("board v7" in text and "10:00 WIB" in text for text in texts)
    assert "What the colours mean, and where every number comes from" in texts
