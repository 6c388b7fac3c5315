"""Which fill has a status or a tone in PowerPoint? Colour with a pattern, never colour alone."""

from __future__ import annotations

from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.util import Pt

from data_pipeline.briefing.slides import marks
from data_pipeline.figures.chart import Series
from data_pipeline.house import COLOURS, INKS, PAGE, SHAPES

STATUS: Final = COLOURS["light"]
TONES: Final = {**STATUS, "ink": "#3F454D", "soft": "#A5A29B"}
WRITING: Final = {**INKS["light"], "ink": "#FFFFFF", "soft": PAGE["light"]["ink"]}
# What is drawn over the colour: fine enough to write on, coarse enough for grey paper.
STROKES: Final = {"red": "#B65353", "amber": "#C98F1F", "grey": "#A9A59C"}
PRESETS: Final = {"red": "wdUpDiag", "amber": "pct20", "grey": "ltDnDiag"}
PATTERNS: Final = {
    "red": MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    "amber": MSO_PATTERN.PERCENT_20,
    "grey": MSO_PATTERN.LIGHT_DOWNWARD_DIAGONAL,
}
EDGES: Final = {"amber": "#8A6414", "grey": "#8B877E"}
DASHES: Final = {"solid": MSO_LINE.SOLID, "dashed": MSO_LINE.DASH, "dotted": MSO_LINE.ROUND_DOT}
FAINT: Final = 0.55


def rgb(colour: str) -> Any:
    return RGBColor(*_parts(colour))


def colour_of(series: Series) -> str:
    """The colour of a series; a faint one is mixed with the paper."""
    colour = TONES[series.tone]
    return mixed(colour, PAGE["light"]["paper"], FAINT) if series.is_faint else colour


def mixed(colour: str, other: str, share: float) -> str:
    """`share` of the other colour in the first."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def ink_on(colour: str) -> str:
    """Black or white, whichever is read better on the colour."""
    red, green, blue = _parts(colour)
    is_dark = 0.299 * red + 0.587 * green + 0.114 * blue < 140
    return "#FFFFFF" if is_dark else PAGE["light"]["ink"]


def status_fill(status: str) -> str:
    """The fill of a status as DrawingML, with its pattern."""
    if status not in PRESETS:
        return marks.solid(STATUS[status])
    return marks.pattern(PRESETS[status], STROKES[status], STATUS[status])


def fill_of(series: Series) -> str:
    """The fill of a series as DrawingML, with the pattern of its tone."""
    if series.tone in PRESETS and not series.is_faint:
        return status_fill(series.tone)
    return marks.solid(colour_of(series))


def paint(drawn: Any, series: Series) -> None:
    """Fill and edge of a series of a chart."""
    tone, colour = series.tone, colour_of(series)
    drawn.invert_if_negative = False
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.rgb = rgb(colour)
    if tone in PATTERNS and not series.is_faint:
        drawn.format.fill.patterned()
        drawn.format.fill.pattern = PATTERNS[tone]
        drawn.format.fill.fore_color.rgb = rgb(STROKES[tone])
        drawn.format.fill.back_color.rgb = rgb(colour)
    drawn.format.line.width = Pt(0.5)
    drawn.format.line.color.rgb = rgb(EDGES.get(tone, PAGE["light"]["paper"]))


def hollow(drawn: Any) -> None:
    """An outline without a fill: what a bar is measured against."""
    drawn.invert_if_negative = False
    drawn.format.fill.background()
    drawn.format.line.width = Pt(1.5)
    drawn.format.line.color.rgb = rgb(PAGE["light"]["ink"])


def marked(status: object, name: str) -> str:
    """A row's name behind the shape of its status, unless it already begins with one."""
    if (
        not isinstance(status, str)
        or status not in SHAPES
        or name.startswith(tuple(SHAPES.values()))
    ):
        return name
    return f"{SHAPES[status]} {name}"


def _parts(colour: str) -> tuple[int, int, int]:
    bare = colour.lstrip("#")
    return int(bare[:2], 16), int(bare[2:4], 16), int(bare[4:], 16)
