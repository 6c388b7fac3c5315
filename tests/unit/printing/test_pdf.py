"""Is a briefing a PDF to read, search, print and hear: numbers, bookmarks, tags, fonts?"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from data_pipeline.briefing import pdf
from data_pipeline.briefing.document import Document, Section
from data_pipeline.text import LANGUAGES
from tests.unit.writers import documents


@cache
def written(language: str) -> bytes:
    return pdf.write(documents.document(language))


def opened(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


@cache
def page_texts(content: bytes) -> list[str]:
    """The text of each page; finding it costs pypdf seconds where a map is drawn."""
    return [page.extract_text().replace("\u00a0", " ") for page in opened(content).pages]


def words(content: bytes) -> str:
    pages = page_texts(content)
    return " ".join(" ".join(pages).replace("\u00a0", " ").replace("\u200b", "").split())


def with_blocks(*blocks: Any, template: str = "national", **changes: Any) -> Document:
    section = Section("only", "Bagian", "Jawaban.", blocks)
    return documents.document(sections=(section,), template=template, **changes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_hold_the_numbers_sentences_and_tables(language: str) -> None:
    text = words(written(language))
    for expected in ("5.113", "dari 823.236 TPS", "Kab. Asmat belum menerima", "E = perkiraan."):
        assert expected in text
    assert ("1.999" if language == "id" else "1,999") in text
    assert ("■ MERAH" if language == "id" else "■ RED") in text


@pytest.mark.parametrize(
    ("language", "sentence"), [("id", "halaman {} dari {}"), ("en", "page {} of {}")]
)
def test_every_page_says_its_number_its_moment_and_its_board(language: str, sentence: str) -> None:
    pages = page_texts(written(language))
    for number, text in enumerate(pages, start=1):
        assert sentence.format(number, len(pages)) in text
        assert "SIMULASI" in text
        assert "v7" in text
        assert "ab12ab12ab12" in text
        assert "8 Jan 2024" in text


def test_a_real_board_is_not_marked_as_simulated() -> None:
    made = with_blocks(documents.bars(), facts=documents.facts(is_simulated=False))
    assert "SIMULASI" not in words(pdf.write(made))


def test_bookmarks_lead_to_sections_and_figures() -> None:
    titles = list(_titles(opened(written("id")).outline))
    assert {
        "Ringkasan",
        "Kekurangan",
        "Linimasa",
        "Pengiriman tertinggal 6 hari dari rencana",
    } <= set(titles)


def test_pages_are_tagged_titled_and_dated_in_their_language() -> None:
    reader = opened(written("en"))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Taklimat harian nasional – Indonesia and overseas"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.replace(tzinfo=None) == documents.facts().built_at
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_figures_are_told_to_those_who_cannot_see_them() -> None:
    root: Any = opened(written("id")).trailer["/Root"]
    tree = root["/StructTreeRoot"]
    alts = {str(node["/Alt"]) for node in _nodes(tree) if "/Alt" in node}
    assert {"Kurva rencana dan kenyataan.", "Peta status per kabupaten/kota."} <= alts
    roles = {str(node["/S"]) for node in _nodes(tree) if "/S" in node}
    assert {"/H1", "/H2", "/Figure", "/Table", "/TH"} <= roles


def test_every_font_is_embedded() -> None:
    fonts = [font for page in opened(written("id")).pages for font in _fonts(page["/Resources"])]
    names = {str(font["/BaseFont"]) for font in fonts}
    assert any("Inter" in name for name in names)
    for font in fonts:
        descendant = font["/DescendantFonts"][0].get_object()
        assert "/FontFile2" in descendant["/FontDescriptor"].get_object()


def test_words_of_pictures_can_be_selected() -> None:
    text = words(pdf.write(with_blocks(documents.heatmap())))
    assert "Surat suara PPWP" in text
    assert "90,0 %" in text


def test_the_same_document_makes_the_same_bytes() -> None:
    assert pdf.write(documents.document("id")) == written("id")


def test_hostile_names_are_words_and_nothing_else() -> None:
    content = pdf.write(documents.hostile())
    text = words(content)
    for name in (
        "=cmd|'/c calc'!A0",
        "<script>alert(1)</script>",
        "@SUM(A1:A9)",
        "+62 21 319 37223",
    ):
        assert name in text
    assert "印度尼西亚驻北京大使馆" in text
    for action in (b"/JavaScript", b"/JS", b"/URI", b"/Launch", b"/EmbeddedFile"):
        assert action not in content


@pytest.mark.parametrize(
    "name",
    [
        '#eval("1+1")',
        "$x^2$",
        "*tebal*",
        '#image("/etc/passwd")',
        "= Judul",
        "\\#panic()",
        "@label <label>",
    ],
)
def test_markup_of_the_typesetter_is_inert(name: str) -> None:
    made = documents.document(title=name, sections=(Section("s", name, name, (), (name,)),))
    assert words(pdf.write(made)).count(name) >= 4


def test_arabic_and_chinese_have_a_font_and_a_word_without_end_stays_on_the_page() -> None:
    names = ("سفارة جمهورية إندونيسيا", "印度尼西亚驻北京大使馆", "Panjang" * 60, "ก 🗳", "b")
    reader = opened(pdf.write(with_blocks(documents.table(names))))
    fonts = {str(font["/BaseFont"]) for page in reader.pages for font in _fonts(page["/Resources"])}
    assert any("NotoSansArabic" in name for name in fonts)
    assert any("NotoSansSC" in name for name in fonts)
    text = "".join(page.extract_text() for page in reader.pages)
    joined = "".join(text.replace("\u200b", "").split())
    assert joined.count("Panjang") >= 60
    assert "□□" in joined


def test_a_long_table_repeats_its_head_and_says_what_it_leaves_out() -> None:
    many = tuple(f"Kab. Contoh {at}" for at in range(90))
    content = pdf.write(with_blocks(documents.stacked(), documents.table(many)))
    pages = page_texts(content)
    assert len(pages) >= 2
    assert all("Putuskan" in text for text in pages)
    assert f"Tampil {pdf.MOST_ROWS} dari 90 baris" in words(content)


def test_a_column_that_never_changes_is_said_once() -> None:
    frame = documents.shortages().assign(region_name="Kab. Asmat")
    table = replace(documents.table(), frame=frame)
    text = words(pdf.write(with_blocks(table)))
    assert "Wilayah: Kab. Asmat." in text
    assert text.count("Kab. Asmat") == 1


def test_a_column_that_may_change_further_down_stays_a_column() -> None:
    count = pdf.MOST_ROWS + 1
    names = ("Kab. Asmat",) * (count - 1) + ("Kab. Mappi",)
    text = words(pdf.write(with_blocks(documents.table(names))))
    assert "Wilayah: Kab. Asmat." not in text
    assert text.count("Kab. Asmat") == pdf.MOST_ROWS


def test_an_empty_chart_and_an_empty_table_say_so() -> None:
    chart = documents.bars()
    table = documents.table()
    nothing = replace(table, frame=table.frame.iloc[:0], empty="Semua cukup.")
    text = words(pdf.write(with_blocks(replace(chart, rows=chart.rows.iloc[:0]), nothing)))
    assert "Tidak ada yang perlu ditampilkan" in text
    assert "Semua cukup." in text


def test_a_region_sheet_is_set_closer_than_a_briefing() -> None:
    blocks = (documents.bars(), documents.stacked(), documents.table(tuple("abcdefghijklmnopqrst")))
    wide, close = (
        len(opened(pdf.write(with_blocks(*blocks, template=template))).pages)
        for template in ("national", "region")
    )
    assert close < wide


def _titles(outline: Any) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield str(entry.title)


def _nodes(node: Any) -> Iterator[Any]:
    found = node.get_object()
    if isinstance(found, list):
        for child in found:
            yield from _nodes(child)
    elif isinstance(found, dict):
        yield found
        if "/K" in found:
            yield from _nodes(found["/K"])


def _fonts(resources: Any) -> Iterator[Any]:
    """The fonts of a page and of the pictures on it."""
    found = resources.get_object()
    for font in found.get("/Font", {}).values():
        yield font.get_object()
    for picture in found.get("/XObject", {}).values():
        if "/Resources" in picture.get_object():
            yield from _fonts(picture.get_object()["/Resources"])
