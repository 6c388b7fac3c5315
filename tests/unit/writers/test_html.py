"""Does the light page stay light, without scripts, and say the document's numbers?"""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from data_pipeline.briefing import html
from data_pipeline.briefing.document import Section
from tests.unit.writers import documents

VOID = {"meta", "br", "img", "path", "circle", "polyline", "hr", "input", "link"}


class Page(HTMLParser):
    """Tags in order, texts, headings, tables; an unclosed or misplaced tag is an error."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> without its opening"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@cache
def text(language: str = "id") -> str:
    return html.write(documents.document(language)).decode("utf-8")


@cache
def page(language: str = "id") -> Page:
    return Page(text(language))


def test_it_is_whole_and_asks_for_nothing() -> None:
    assert page().open == []
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in page().tags}
    assert not re.search(r"(https?:)?//|@import|url\((?!#)", text())
    assert not any(name.startswith("on") for _, attrs in page().tags for name in attrs)


def test_it_speaks_its_language_and_has_landmarks() -> None:
    assert page("en").named("html") == [{"lang": "en"}]
    assert len(page().named("main")) == len(page().named("h1")) == 1
    assert {"header", "nav", "footer"} <= {tag for tag, _ in page().tags}


def test_headings_are_in_order() -> None:
    levels = [int(tag[1]) for tag, _ in page().tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_it_says_simulasi_and_where_it_comes_from() -> None:
    said = " ".join(page().texts)
    assert "SIMULASI — bukan data KPU" in said
    assert "papan v7" in said
    assert "2024.1" in said


def test_the_numbers_of_each_figure_stand_in_it() -> None:
    said = page().texts
    for expected in ("1.999", "+9 hari", "90,0\u00a0%", "■ MERAH", "9 Jan 2024"):
        assert expected in said, expected
    assert "Belum ada 86,0\u00a0%" in " ".join(said)


def test_every_table_has_a_caption_and_scopes() -> None:
    assert len(page().named("caption")) == len(page().named("table")) >= 5
    assert all(attributes.get("scope") in ("col", "row") for attributes in page().named("th"))


def test_drawings_are_described() -> None:
    drawn = [svg for svg in page().named("svg") if svg.get("aria-hidden") != "true"]
    assert len(drawn) == 2
    assert all(svg["role"] == "img" and svg["aria-label"] for svg in drawn)


def test_a_curve_has_a_point_for_each_known_moment() -> None:
    points = [str(line["points"]).split() for line in page().named("polyline")]
    assert [len(line) for line in points] == [8, 5, 8]


def test_light_dark_and_paper_are_provided_for() -> None:
    assert "prefers-color-scheme:dark" in text()
    assert "@media print" in text()


@pytest.mark.parametrize("sections", [3, 20])
def test_it_stays_under_its_limit_and_says_what_it_left_out(sections: int) -> None:
    names = tuple(f"Kabupaten Kepulauan {n:03} " + "panjang " * 8 for n in range(200))
    section = Section(
        "s", "Bagian", "Jawaban", (documents.table(names), documents.bars(names=names))
    )
    made = html.write(documents.document(sections=(section,) * sections))
    assert 20_000 < len(made) <= html.MOST_BYTES
    told = Page(made.decode("utf-8"))
    assert told.open == []
    assert re.search(r"Tampil \d+ dari 200 baris", " ".join(told.texts))


def test_a_document_too_large_for_any_picture_still_says_its_sentences(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(html, "MOST_BYTES", 15_000)
    told = Page(html.write(documents.document()).decode("utf-8"))
    assert told.named("table") == []
    assert "5 wilayah kekurangan; terburuk Kab. Asmat" in told.texts
