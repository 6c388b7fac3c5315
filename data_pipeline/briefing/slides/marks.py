"""How is a text, a box or a line written in PresentationML? Strings, escaped, one place each.

python-pptx sets one property a call; a table of 400 cells takes it a second. Written as one string
and parsed once, the same table takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml

from data_pipeline.figures.legible import legible
from data_pipeline.house import PAGE

INK: Final = PAGE["light"]["ink"]
SOFT: Final = PAGE["light"]["soft"]
LINE: Final = PAGE["light"]["line"]
PAPER: Final = PAGE["light"]["paper"]
EMU_PER_INCH: Final = 914400
EMU_PER_POINT: Final = 12700
NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TAGS: Final = {"id": "id-ID", "en": "en-GB"}

Align = Literal["l", "ctr", "r"]


@dataclass(frozen=True)
class Box:
    """A place on the slide, in inches from its upper left corner."""

    x: float
    y: float
    w: float
    h: float

    @property
    def xfrm(self) -> str:
        return (
            f'<a:off x="{emu(self.x)}" y="{emu(self.y)}"/>'
            f'<a:ext cx="{emu(self.w)}" cy="{emu(self.h)}"/>'
        )

    def below(self, taken: float) -> Box:
        """What is left under the first `taken` inches."""
        return Box(self.x, self.y + taken, self.w, self.h - taken)

    def top(self, height: float) -> Box:
        return Box(self.x, self.y, self.w, height)


@dataclass(frozen=True)
class Words:
    """A run of text as it looks."""

    text: str
    size: float = 14
    colour: str = INK
    is_bold: bool = False


Line = Sequence[Words]


def emu(inches: float) -> int:
    return round(inches * EMU_PER_INCH)


def element(xml: str) -> Any:
    """A parsed element; `xml` names its namespaces through `NAMESPACES`."""
    return parse_xml(xml)


def solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'


def pattern(preset: str, front: str, back: str) -> str:
    colours = ((tag, colour.lstrip("#")) for tag, colour in (("fgClr", front), ("bgClr", back)))
    inner = "".join(f'<a:{tag}><a:srgbClr val="{rgb}"/></a:{tag}>' for tag, rgb in colours)
    return f'<a:pattFill prst="{preset}">{inner}</a:pattFill>'


def outline(colour: str | None, points: float = 0.75, dash: str = "solid") -> str:
    if colour is None:
        return "<a:ln><a:noFill/></a:ln>"
    width = round(points * EMU_PER_POINT)
    return f'<a:ln w="{width}">{solid(colour)}<a:prstDash val="{dash}"/></a:ln>'


def paragraph(line: Line, language: str, *, align: Align = "l", after: float = 0) -> str:
    """One paragraph of runs; an empty one still says its size, or its line would be 18 points."""
    runs = "".join(_run(words, TAGS[language]) for words in line if words.text)
    space = f'<a:spcAft><a:spcPts val="{round(after * 100)}"/></a:spcAft>' if after else ""
    size = max((words.size for words in line), default=10)
    end = f'<a:endParaRPr lang="{TAGS[language]}" sz="{round(size * 100)}"/>'
    return f'<a:p><a:pPr algn="{align}">{space}</a:pPr>{runs}{end}</a:p>'


def _run(words: Words, tag: str) -> str:
    bold = ' b="1"' if words.is_bold else ""
    text = escape(legible(words.text).replace("\n", " "))
    return (
        f'<a:r><a:rPr lang="{tag}" sz="{round(words.size * 100)}"{bold} dirty="0">'
        f"{solid(words.colour)}</a:rPr><a:t>{text}</a:t></a:r>"
    )


def named(shape_id: int, name: str, alt: str = "", title: str = "") -> str:
    """The name of a shape in the selection pane, and what a screen reader says of it."""
    says = f" descr={quoteattr(legible(alt))}" if alt else ""
    heading = f" title={quoteattr(legible(title, 255))}" if title else ""
    return f'<p:cNvPr id="{shape_id}" name={quoteattr(legible(name, 120))}{says}{heading}/>'


def shape(
    shape_id: int,
    name: str,
    box: Box,
    *,
    paragraphs: str = "",
    fill: str = "<a:noFill/>",
    line: str = "<a:ln><a:noFill/></a:ln>",
    preset: str = "rect",
    anchor: str = "t",
    inset: float = 0.0,
    alt: str = "",
    root: bool = True,
) -> str:
    """A box with or without text. `root` False inside a group, whose root names the namespaces."""
    pad = emu(inset)
    is_text = ' txBox="1"' if paragraphs and preset == "rect" and fill == "<a:noFill/>" else ""
    body = (
        f'<p:txBody><a:bodyPr wrap="square" lIns="{pad}" tIns="{pad}" rIns="{pad}" bIns="{pad}" '
        f'rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
        f"{paragraphs or '<a:p/>'}</p:txBody>"
    )
    return (
        f"<p:sp{' ' + NAMESPACES if root else ''}>"
        f"<p:nvSpPr>{named(shape_id, name, alt)}<p:cNvSpPr{is_text}/><p:nvPr/></p:nvSpPr>"
        f'<p:spPr><a:xfrm>{box.xfrm}</a:xfrm><a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>'
        f"{fill}{line}</p:spPr>{body}</p:sp>"
    )


def group(shape_id: int, name: str, box: Box, inner: str, *, alt: str) -> str:
    """Shapes that move and are described as one; they keep the slide's own coordinates."""
    frame = box.xfrm.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    return (
        f"<p:grpSp {NAMESPACES}>"
        f"<p:nvGrpSpPr>{named(shape_id, name, alt)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{box.xfrm}{frame}</a:xfrm></p:grpSpPr>{inner}</p:grpSp>"
    )


def lines_needed(text: str, width_in: float, size_pt: float) -> int:
    """How many lines a text takes: an estimate on the safe side, with the widest fallback font."""
    per_line = max(1.0, width_in * 72 / (size_pt * 0.56))
    return sum(max(1, -(-len(part) // int(per_line))) for part in legible(text).split("\n"))
