"""Where is it red? Each regency a shape of its own colour and name; each post abroad a tile."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from data_pipeline import cells, formats
from data_pipeline.briefing import outlines
from data_pipeline.briefing.slides import looks, marks
from data_pipeline.briefing.slides.deck import Canvas
from data_pipeline.briefing.slides.looks import STATUS
from data_pipeline.briefing.slides.marks import INK, PAPER, SOFT, Box, Words
from data_pipeline.figures.chart import NAME, Chart
from data_pipeline.figures.legible import one_line, shortened
from data_pipeline.house import INKS, ORDER, SHAPES
from data_pipeline.text import say

UNITS_WIDE: Final = 1000
LEGEND_IN: Final = 0.3
MARK_SHARE: Final = 0.0052  # of the width of the map
CORNER: Final = 0.145  # of its width: west of this there is only sea below Sumatra
POST_COLUMNS: Final = 14
POST_LEVEL: Final = "post"
TILE_COLUMNS: Final = 8


def draw(canvas: Canvas, chart: Chart, box: Box) -> None:
    """Legend with counts, then the map with the posts in its empty corner, or tiles alone."""
    rows = chart.rows
    is_post = rows["region_level"] == POST_LEVEL
    at_home, abroad = rows[~is_post], rows[is_post]
    _legend(canvas, rows, box.top(LEGEND_IN))
    room = box.below(LEGEND_IN + 0.05)
    if at_home.empty:
        _tiles(canvas, abroad, room, chart.alt)
        return
    frame = _regions(canvas, chart, at_home, room)
    if len(abroad) and frame:
        _posts(canvas, abroad, room, frame)


def _legend(canvas: Canvas, rows: pd.DataFrame, box: Box) -> None:
    counts = rows["status"].value_counts()
    line: list[Words] = []
    for status in ORDER:
        told = formats.number(canvas.language, int(counts.get(status, 0)))
        ink = looks.EDGES.get(status, STATUS[status])
        line += [
            Words(f"{SHAPES[status]} ", 13, ink, is_bold=True),
            Words(f"{say(canvas.language, f'status.{status}')} {told}      ", 12),
        ]
    canvas.text(box, [line], say(canvas.language, "writers.legend"))


def _regions(canvas: Canvas, chart: Chart, rows: pd.DataFrame, box: Box) -> Box | None:
    """The outlines as one group, described as one, marks over them; where the map stands."""
    drawing = outlines.drawing(rows["region_code"], UNITS_WIDE)
    if not drawing.rings:
        return None
    scale = min(box.w / drawing.width, box.h / drawing.height)
    width, height = drawing.width * scale, drawing.height * scale
    frame = Box(box.x + (box.w - width) / 2, box.y + (box.h - height) / 2, width, height)
    known = rows[rows["region_code"].isin(drawing.rings.keys())].to_dict("records")

    def write(first: int) -> str:
        ids = iter(range(first + 1, first + 2 * len(known) + 2))
        shapes = [_region(next(ids), canvas.language, row, drawing, frame, scale) for row in known]
        signs = [_sign(next(ids), row, drawing, frame, scale) for row in known]
        name = one_line(f"{say(canvas.language, 'writers.map')}: {chart.title}", 120)
        return marks.group(first, name, frame, "".join(shapes + signs), alt=chart.alt)

    canvas.draw(write)
    return frame


def _region(
    shape_id: int, language: str, row: Any, drawing: outlines.Drawing, frame: Box, scale: float
) -> str:
    rings = drawing.rings[row["region_code"]]
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    left, top = min(xs), min(ys)
    width, height = max(max(xs) - left, 1), max(max(ys) - top, 1)
    paths = "".join(_path(ring, left, top) for ring in rings)
    place = Box(frame.x + left * scale, frame.y + top * scale, width * scale, height * scale)
    words = f"{row[NAME]}: {cells.badge(language, row['status'])}"
    return (
        f"<p:sp><p:nvSpPr>{marks.named(shape_id, one_line(words))}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr><a:xfrm>{place.xfrm}</a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}">{paths}</a:path></a:pathLst></a:custGeom>'
        f"{looks.status_fill(row['status'])}{marks.outline(PAPER, 0.35)}</p:spPr></p:sp>"
    )


def _path(ring: outlines.Ring, left: int, top: int) -> str:
    points = [f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in ring]
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return f"<a:moveTo>{points[0]}</a:moveTo>{lines}<a:close/>"


def _sign(shape_id: int, row: Any, drawing: outlines.Drawing, frame: Box, scale: float) -> str:
    """■ on red, a dashed ring on no data: readable where colours are not."""
    if row["status"] not in ("red", "grey"):
        return ""
    x, y = drawing.middles[row["region_code"]]
    side = MARK_SHARE * frame.w
    place = Box(frame.x + x * scale - side / 2, frame.y + y * scale - side / 2, side, side)
    name = one_line(f"{SHAPES[row['status']]} {row[NAME]}")
    if row["status"] == "red":
        fill, line = marks.solid(INK), marks.outline(PAPER, 0.25)
        return marks.shape(shape_id, name, place, fill=fill, line=line, root=False)
    line = marks.outline(INK, 0.75, "sysDot")
    return marks.shape(shape_id, name, place, preset="ellipse", line=line, root=False)


def _posts(canvas: Canvas, rows: pd.DataFrame, room: Box, frame: Box) -> None:
    """The posts as small squares, worst first, in the sea south-west of Sumatra."""
    ordered = _worst_first(rows)
    width = frame.x + CORNER * frame.w - room.x
    side = width / POST_COLUMNS
    lines = -(-len(ordered) // POST_COLUMNS)
    top = room.y + room.h - lines * side
    words = say(canvas.language, "writers.posts", n=formats.number(canvas.language, len(rows)))
    label = Box(room.x, top - 0.4, width, 0.36)
    text = marks.paragraph([Words(words, 9, SOFT)], canvas.language)
    name = say(canvas.language, "writers.posts_name")
    canvas.draw(lambda i: marks.shape(i, name, label, paragraphs=text, anchor="b"))
    places = [
        Box(
            room.x + at % POST_COLUMNS * side,
            top + at // POST_COLUMNS * side,
            side * 0.86,
            side * 0.86,
        )
        for at in range(len(ordered))
    ]
    counts = ordered["status"].value_counts()
    told = [
        f"{cells.badge(canvas.language, kind)} {counts[kind]}" for kind in ORDER if kind in counts
    ]
    _squares(canvas, ordered, places, size=0, alt=f"{words}: {', '.join(told)}")


def _tiles(canvas: Canvas, rows: pd.DataFrame, box: Box, alt: str) -> None:
    """Each post a tile with its name, worst first: the whole of a deck on posts abroad."""
    ordered = _worst_first(rows)
    lines = max(1, -(-len(ordered) // TILE_COLUMNS))
    width, height = box.w / TILE_COLUMNS, min(0.42, box.h / lines)
    places = [
        Box(
            box.x + at % TILE_COLUMNS * width,
            box.y + at // TILE_COLUMNS * height,
            width - 0.05,
            height - 0.04,
        )
        for at in range(len(ordered))
    ]
    _squares(canvas, ordered, places, size=9, alt=alt)


def _squares(
    canvas: Canvas, rows: pd.DataFrame, places: list[Box], *, size: float, alt: str
) -> None:
    records = rows.to_dict("records")
    right = max(place.x + place.w for place in places)
    bottom = max(place.y + place.h for place in places)
    frame = Box(places[0].x, places[0].y, right - places[0].x, bottom - places[0].y)
    title = say(canvas.language, "writers.posts_name")

    def write(first: int) -> str:
        numbered = zip(range(first + 1, first + 1 + len(places)), records, places, strict=True)
        inner = "".join(_square(i, canvas.language, row, place, size) for i, row, place in numbered)
        return marks.group(first, title, frame, inner, alt=alt)

    canvas.draw(write)


def _square(shape_id: int, language: str, row: Any, box: Box, size: float) -> str:
    status, name = row["status"], one_line(row[NAME])
    room = int(box.w * 72 / (max(size, 1) * 0.56)) - 2
    short = name.removeprefix("PPLN ")
    words = Words(f"{SHAPES[status]} {shortened(short, max(room, 4))}", size, INKS["light"][status])
    return marks.shape(
        shape_id,
        f"{name}: {cells.badge(language, status)}",
        box,
        paragraphs=marks.paragraph([words], language) if size else "",
        fill=marks.solid(STATUS[status]) if size else looks.status_fill(status),
        line=marks.outline(looks.EDGES.get(status, PAPER), 0.5),
        anchor="ctr",
        inset=0.04 if size else 0,
        root=False,
    )


def _worst_first(rows: pd.DataFrame) -> pd.DataFrame:
    rank = rows["status"].map({status: at for at, status in enumerate(ORDER)})
    return rows.assign(_rank=rank).sort_values(["_rank", NAME], kind="stable").drop(columns="_rank")
