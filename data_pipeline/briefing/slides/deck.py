"""What does every slide carry? House style, title, foot, SIMULASI mark, number and notes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

import pptx
from pptx.slide import Slide

from data_pipeline import formats
from data_pipeline.briefing.document import Document
from data_pipeline.briefing.slides import marks
from data_pipeline.briefing.slides.marks import SOFT, Box, Words
from data_pipeline.figures.facts import Facts
from data_pipeline.figures.legible import legible, one_line
from data_pipeline.house import COLOURS
from data_pipeline.text import say

TEMPLATE: Final = Path(__file__).parent / "template"
BODY: Final = Box(0.55, 1.64, 12.23, 5.1)
MARK: Final = Box(8.98, 0.27, 3.8, 0.28)
COVER, CONTENT = 0, 1
FEET: Final = './p:sp[p:nvSpPr/p:nvPr/p:ph[@type="ftr" or @type="sldNum"]]'
KICKER_INDEX: Final = 10
LONGEST_TITLE: Final = 240
# Characters of a title that fit on two lines, by type size in points.
TITLE_SIZES: Final = ((118, 24), (142, 20), (170, 18), (LONGEST_TITLE + 1, 15))
# The earliest moment a zip can name; a file made twice from one board is the same to the byte.
EPOCH: Final = (1980, 1, 1, 0, 0, 0)


class Deck:
    """The slides being made: the one owner of the presentation."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.facts = document.facts
        self.language = document.facts.language
        self._presentation = pptx.Presentation(io.BytesIO(_template()))
        self._name_file()

    def slide(self, kicker: str, title: str, notes: str) -> Canvas:
        """A slide with its title, the section above it, the foot and the speaker's notes."""
        canvas = self._new(CONTENT, title, notes)
        canvas.fill(KICKER_INDEX, one_line(kicker, 90))
        return canvas

    def cover(self, title: str, subtitle: str, notes: str) -> Canvas:
        canvas = self._new(COVER, title, notes, longest=110)
        canvas.fill(1, one_line(subtitle, 160))
        return canvas

    def to_bytes(self) -> bytes:
        """The file; feet go last, so that a screen reader comes to them after the content."""
        for slide in self._presentation.slides:
            tree = slide.shapes.element
            for foot in tree.xpath(FEET):
                tree.append(foot)
        made, fixed = io.BytesIO(), io.BytesIO()
        self._presentation.save(made)
        with zipfile.ZipFile(made) as source, zipfile.ZipFile(fixed, "w") as target:
            for name in source.namelist():
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(entry, source.read(name), compresslevel=6)
        return fixed.getvalue()

    def _new(self, layout: int, title: str, notes: str, longest: int = LONGEST_TITLE) -> Canvas:
        slides = self._presentation.slides
        slide = slides.add_slide(self._presentation.slide_layouts[layout])
        canvas = Canvas(slide, self.facts)
        canvas.title(one_line(title, longest), is_cover=layout == COVER)
        canvas.mark(self.facts.is_simulated)
        canvas.foot(_foot(self.document), number=len(slides))
        canvas.note(notes)
        return canvas

    def _name_file(self) -> None:
        properties = self._presentation.core_properties
        properties.title = one_line(self.document.title, 250)
        properties.subject = one_line(self.document.subtitle, 250)
        properties.author = "Tepat"
        properties.last_modified_by = "Tepat"
        properties.language = marks.TAGS[self.language]
        properties.created = properties.modified = self.facts.built_at


class Canvas:
    """One slide to draw on."""

    def __init__(self, slide: Slide, facts: Facts) -> None:
        self.slide = slide
        self.facts = facts
        self.language = facts.language

    def title(self, text: str, *, is_cover: bool) -> None:
        shape = self.slide.shapes.title
        if shape is None:
            return
        size = "" if is_cover else next(s for most, s in TITLE_SIZES if len(text) <= most)
        shape.text_frame.text = text
        if size not in ("", TITLE_SIZES[0][1]):
            shape.text_frame.paragraphs[0].runs[0].font.size = pptx.util.Pt(int(size))

    def fill(self, index: int, text: str) -> None:
        """Words into the placeholder of that index."""
        self.slide.placeholders[index].text_frame.text = text

    def mark(self, is_simulated: bool) -> None:
        """SIMULASI in the corner of every slide; a shape of its own is copied with its slide."""
        if not is_simulated:
            return
        red = COLOURS["light"]["red"]
        words = Words(say(self.language, "writers.mark"), 10, red, is_bold=True)
        self.draw(
            lambda i: marks.shape(
                i,
                say(self.language, "writers.simulation"),
                MARK,
                paragraphs=marks.paragraph([words], self.language, align="ctr"),
                line=marks.outline(red),
                anchor="ctr",
            )
        )

    def foot(self, text: str, *, number: int) -> None:
        """Foot and slide number in their own placeholders: python-pptx copies none of the two."""
        tag = marks.TAGS[self.language]
        field = (
            '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
            f'<a:rPr lang="{tag}"/><a:t>{number}</a:t></a:fld>'
        )
        # LibreOffice gives a foot its own type unless the run says which.
        look = f'{marks.solid(SOFT)}<a:latin typeface="+mn-lt"/>'
        run = (
            f'<a:pPr algn="l"/><a:r><a:rPr lang="{tag}" sz="900">{look}</a:rPr>'
            f"<a:t>{escape(text)}</a:t></a:r>"
        )
        for kind, index, inner in (("ftr", 11, run), ("sldNum", 12, field)):
            self.draw(lambda i, kind=kind, index=index, inner=inner: _holder(i, kind, index, inner))

    def note(self, text: str) -> None:
        frame = self.slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = legible(text)

    def draw(self, write: Any) -> Any:
        """Append what `write` makes of the next free shape id."""
        tree = self.slide.shapes.element
        used = [int(found) for found in tree.xpath(".//p:cNvPr/@id")]
        drawn = marks.element(write(max(used, default=1) + 1))
        tree.append(drawn)
        return drawn

    def text(self, box: Box, lines: Sequence[marks.Line], name: str, *, after: float = 0) -> None:
        """Paragraphs in a box without a frame."""
        inner = "".join(marks.paragraph(line, self.language, after=after) for line in lines)
        self.draw(lambda i: marks.shape(i, name, box, paragraphs=inner))

    def caption(self, box: Box, text: str) -> None:
        """A small sentence under a picture or a table."""
        if text:
            self.text(
                box, [[Words(one_line(text, 320), 10, SOFT)]], say(self.language, "writers.note")
            )


@cache
def _template() -> bytes:
    """The house style as an empty deck, zipped from its readable parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as deck:
        for path in sorted(TEMPLATE.rglob("*")):
            if path.is_file():
                deck.write(path, path.relative_to(TEMPLATE).as_posix())
    return packed.getvalue()


def _foot(document: Document) -> str:
    """Scope, as-of, age, version and source on one line."""
    facts = document.facts
    return one_line(
        say(
            facts.language,
            "writers.foot",
            scope=one_line(facts.scope, 90),
            as_of=formats.moment(facts.language, facts.as_of),
            age=facts.age,
            version=facts.version,
            source=one_line(facts.source, 140),
        ),
        330,
    )


def _holder(shape_id: int, kind: str, index: int, inner: str) -> str:
    return (
        f"<p:sp {marks.NAMESPACES}><p:nvSpPr>{marks.named(shape_id, kind)}"
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{inner}</a:p></p:txBody></p:sp>"
    )
