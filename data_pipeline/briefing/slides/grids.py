"""How are rows and cells laid out as a table of PowerPoint's own?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from data_pipeline.briefing.slides import marks
from data_pipeline.briefing.slides.deck import Canvas
from data_pipeline.briefing.slides.marks import INK, LINE, SOFT, Align, Box, Words
from data_pipeline.figures.legible import legible

NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's "No Style, No Grid"
TABLE_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/table"
PAD_IN: Final = 0.06
PAD_ABOVE_IN: Final = 0.025
LEADING: Final = 1.24
BOLD: Final = 1.24  # how much wider bold letters are


@dataclass(frozen=True)
class Cell:
    """One cell as it looks; `fill` is DrawingML or empty."""

    text: str
    colour: str = INK
    fill: str = ""
    align: Align = "l"
    is_bold: bool = False
    scale: float = 1.0  # of the type size of its table


@dataclass(frozen=True)
class Grid:
    """A table ready to be drawn: the first row is its heading."""

    rows: Sequence[Sequence[Cell]]
    widths_in: Sequence[float]
    heights_in: Sequence[float]
    size: float


def row_height(cells: Sequence[Cell], widths_in: Sequence[float], size: float) -> float:
    """The height a row needs for its longest cell."""
    lines = max(
        marks.lines_needed(
            cell.text, width - 2 * PAD_IN, size * cell.scale * (BOLD if cell.is_bold else 1)
        )
        for cell, width in zip(cells, widths_in, strict=True)
    )
    return lines * size * LEADING / 72 + 2 * PAD_ABOVE_IN


def draw(canvas: Canvas, grid: Grid, box: Box, *, name: str, alt: str) -> None:
    """The grid at the upper left of the box; headings are marked as such for screen readers."""
    columns = "".join(f'<a:gridCol w="{marks.emu(width)}"/>' for width in grid.widths_in)
    rows = "".join(
        f'<a:tr h="{marks.emu(height)}">{_cells(canvas.language, row, grid.size, is_head=at == 0)}'
        "</a:tr>"
        for at, (row, height) in enumerate(zip(grid.rows, grid.heights_in, strict=True))
    )
    place = Box(box.x, box.y, sum(grid.widths_in), sum(grid.heights_in))
    canvas.draw(
        lambda i: (
            f"<p:graphicFrame {marks.NAMESPACES}><p:nvGraphicFramePr>"
            f"{marks.named(i, name, legible(alt, 1000), name)}"
            '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
            f"</p:nvGraphicFramePr><p:xfrm>{place.xfrm}</p:xfrm>"
            f'<a:graphic><a:graphicData uri="{TABLE_URI}"><a:tbl><a:tblPr firstRow="1">'
            f"<a:tableStyleId>{NO_STYLE}</a:tableStyleId></a:tblPr>"
            f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic>"
            "</p:graphicFrame>"
        )
    )


def _cells(language: str, row: Sequence[Cell], size: float, *, is_head: bool) -> str:
    return "".join(_cell(language, cell, size, is_head=is_head) for cell in row)


def _cell(language: str, cell: Cell, size: float, *, is_head: bool) -> str:
    colour = SOFT if is_head else cell.colour
    words = Words(cell.text, size * cell.scale, colour, cell.is_bold)
    pad, thin = marks.emu(PAD_IN), marks.emu(PAD_ABOVE_IN)
    bare = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    under = (
        f'<a:lnB w="{12700 if is_head else 6350}">{marks.solid(SOFT if is_head else LINE)}</a:lnB>'
    )
    anchor = "b" if is_head else "ctr"
    fill = cell.fill or "<a:noFill/>"
    return (
        "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>"
        f"{marks.paragraph([words], language, align=cell.align)}</a:txBody>"
        f'<a:tcPr marL="{pad}" marR="{pad}" marT="{thin}" marB="{thin}" '
        f'anchor="{anchor}">{bare}{under}{fill}</a:tcPr></a:tc>'
    )
