"""How does a picture get onto paper? Boxes, lines, shapes and words in millimetres, SVG or PNG out.

Millimetres run right and down from the upper left corner. Everything is placed by its drawer, so
matplotlib lays nothing out: a picture costs milliseconds. One picture is drawn at a time, because
matplotlib's settings and font faces are shared by all threads.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import matplotlib as mpl
import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox

from data_pipeline.house import PAGE
from data_pipeline.printing import letters

MM_PER_INCH: Final = 25.4
INK, SOFT, LINE, PAPER = (PAGE["light"][name] for name in ("ink", "soft", "line", "paper"))
# From the middle of the capitals down to the line they stand on, in ems.
BASELINE_EM: Final = 0.36

Align = Literal["left", "center", "right"]
Dash = Literal["solid", "dashed", "dotted"]
Point = tuple[float, float]
DASHES: Final[dict[str, Any]] = {"solid": "-", "dashed": (0, (5, 3)), "dotted": (0, (1.2, 1.8))}

_one_at_a_time: Final = threading.RLock()
letters.install()


@dataclass(frozen=True)
class Box:
    """A place on the paper, in millimetres."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True)
class Fill:
    """Colour, hatch and outline of an area."""

    colour: str
    hatch: str = ""
    hatch_colour: str = INK
    edge: str = "none"
    edge_pt: float = 0.5


class _Outlined(Text):
    """Words whose letters become outlines: for a reader that cannot mix fonts in one line."""

    def draw(self, renderer: RendererBase) -> None:
        with mpl.rc_context({"svg.fonttype": "path"}):
            super().draw(renderer)


class Canvas:
    """A sheet of paper; `is_embedded` for an SVG that another program sets into its own page."""

    def __init__(
        self, width_mm: float, height_mm: float, *, paper: str = PAPER, is_embedded: bool = False
    ) -> None:
        self.box = Box(0.0, 0.0, width_mm, height_mm)
        self.paper = "#FFFFFF" if is_embedded else paper
        self._is_embedded = is_embedded
        size = (width_mm / MM_PER_INCH, height_mm / MM_PER_INCH)
        self._figure = Figure(figsize=size, facecolor="none" if is_embedded else paper)
        down = Affine2D().scale(1 / MM_PER_INCH, -1 / MM_PER_INCH).translate(0, size[1])
        self._mm = down + self._figure.dpi_scale_trans
        self._layer = 0

    def rectangles(self, boxes: Sequence[Box], fill: Fill) -> None:
        """Boxes of one fill."""
        corners = [
            [(b.left, b.top), (b.right, b.top), (b.right, b.bottom), (b.left, b.bottom)]
            for b in boxes
        ]
        self.polygons(corners, fill)

    def polygons(self, corners: Sequence[Sequence[Point]], fill: Fill) -> None:
        """Closed shapes of one fill."""
        if corners:
            self._add(PolyCollection(corners, **_painted(fill)))

    def paths(self, paths: Sequence[Path], fill: Fill, inside: Box) -> None:
        """Areas with holes, already in millimetres; nothing is drawn outside that box."""
        if paths:
            areas = PathCollection(paths, **_painted(fill))
            edge = Bbox([(inside.left, inside.top), (inside.right, inside.bottom)])
            areas.set_clip_box(TransformedBbox(edge, self._mm))
            self._add(areas)

    def lines(
        self,
        runs: Sequence[Sequence[Point]],
        colour: str = LINE,
        width_pt: float = 0.5,
        dash: Dash = "solid",
    ) -> None:
        """Open lines of one colour."""
        if runs:
            arrays = [np.asarray(run, dtype=float) for run in runs]
            style = {"colors": colour, "linewidths": width_pt, "linestyles": DASHES[dash]}
            self._add(LineCollection(arrays, capstyle="butt", joinstyle="round", **style))

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size_pt: float = 8,
        colour: str = INK,
        align: Align = "left",
        is_bold: bool = False,
        angle: float = 0,
    ) -> None:
        """One line of printable words; y is the middle of its capitals."""
        kind = _Outlined if self._is_embedded and not letters.is_plain(words) else Text
        drop = 0.0 if angle else BASELINE_EM * size_pt * letters.MM_PER_PT
        words_at = kind(
            x,
            y + drop,
            words,
            fontsize=size_pt,
            color=colour,
            ha=align,
            va="bottom" if angle else "baseline",
            weight=letters.BOLD_WEIGHT if is_bold else "normal",
            rotation=angle,
            rotation_mode="anchor",
        )
        words_at.set_transform(self._mm)
        self._add(words_at, is_words=True)

    def svg(self, *, title: str, description: str) -> bytes:
        """The picture as SVG with real letters; title and description for those who cannot see."""
        about = {"Title": title, "Description": description, "Date": None, "Creator": None}
        with _one_at_a_time:
            FigureCanvasSVG(self._figure)
            return self._written(format="svg", metadata=about)

    def png(self, ppi: int, *, title: str, description: str) -> bytes:
        """The picture as PNG in that resolution."""
        about = {"Title": title, "Description": description, "Software": None}
        with _one_at_a_time:
            FigureCanvasAgg(self._figure)
            return self._written(format="png", dpi=ppi, metadata=about)

    def _written(self, **how: Any) -> bytes:
        buffer = io.BytesIO()
        self._figure.savefig(buffer, **how)
        return buffer.getvalue()

    def _add(self, artist: Any, *, is_words: bool = False) -> None:
        """What comes later lies above."""
        self._layer += 1
        artist.set_zorder(self._layer)
        if not is_words:
            artist.set_transform(self._mm)
        self._figure.add_artist(artist)


def _painted(fill: Fill) -> dict[str, Any]:
    style: dict[str, Any] = {"facecolors": fill.colour, "edgecolors": fill.edge}
    style |= {"linewidths": fill.edge_pt if fill.edge != "none" else 0.0}
    if fill.hatch:
        style |= {"hatch": fill.hatch, "hatchcolors": [fill.hatch_colour]}
    return style
