"""Where is it? Regencies in the colour, hatch and shape of their status; posts in a strip."""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib.path import Path

from data_pipeline import formats
from data_pipeline.figures.chart import Chart
from data_pipeline.house import ORDER, SHAPES
from data_pipeline.printing import keys, land, letters, paint
from data_pipeline.printing.canvas import INK, LINE, PAPER, SOFT, Box, Canvas, Fill, Point
from data_pipeline.printing.keys import Key
from data_pipeline.printing.land import View
from data_pipeline.text import say

INDONESIA: Final = (94.9, -11.1, 141.1, 6.1)
MARGIN_SHARE: Final = 0.03
HIGHEST_MM: Final = 130.0
HEAD_MM: Final = 7.0
STRIP_MM: Final = 9.0
STRIP_LINE_MM: Final = 4.2
NAMED: Final = 42
NAME_PT: Final = 6.5
LONGEST_NAME_MM: Final = 36.0
# Statuses that must be seen even on a small island, and without colour.
MARKED: Final = ("red", "grey")
# A line of names reads from the left, also when the first of them is Arabic.
LEFT_TO_RIGHT: Final = "\u200e"
RIMS: Final = {"red": PAPER, "grey": INK}
MARK_MM: Final = 1.7
CROWD: Final = 120
SMALL_MARK_MM: Final = 1.15
# A region under this many square millimetres on paper is seen by its shape only.
SMALL_MM2: Final = 6.0


def height_mm(chart: Chart, language: str, across_mm: float) -> float:
    west, south, east, north = _bounds(chart)
    high = min(HIGHEST_MM, across_mm * (north - south) / (east - west))
    home = 0.0 if _at_home(chart).empty else HEAD_MM + high
    return home + _strip_mm(chart, language, across_mm)


def draw(canvas: Canvas, box: Box, chart: Chart, language: str) -> None:
    """Land, borders, marks, names where there is room, the posts below."""
    home, strip = _at_home(chart), _strip_mm(chart, language, box.width)
    if not home.empty:
        _counts(
            canvas, Box(box.left, box.top, box.width, keys.ROW_MM), home, "print.home", language
        )
        top = box.top + HEAD_MM
        place = Box(box.left, top, box.width, box.bottom - strip - top)
        view = _view(_bounds(chart), place)
        _land(canvas, view, place, home)
        if len(home) <= NAMED:
            _names(canvas, view, place, home)
        else:
            _marks(canvas, view, home)
    if strip:
        _strip(canvas, Box(box.left, box.bottom - strip, box.width, strip), chart, language)


def _land(canvas: Canvas, view: View, place: Box, home: pd.DataFrame) -> None:
    """Regions outside the choice stay pale, so that the coast is whole."""
    paths = {c: p for c, p in land.regency_paths(view).items() if _meets(p, place)}
    chosen = dict(zip(home["region_code"], home["status"], strict=True))
    rest = [path for code, path in paths.items() if code not in chosen]
    canvas.paths(rest, Fill("#EFEDE7", edge="#D9D5CC", edge_pt=0.25), place)
    for kind in reversed(ORDER):
        shown = [path for code, path in paths.items() if chosen.get(code) == kind]
        fill = paint.of_status(kind)
        canvas.paths(shown, Fill(fill.colour, fill.hatch, fill.hatch_colour, PAPER, 0.3), place)
    borders = [p for p in land.province_paths(view).values() if _meets(p, place)]
    canvas.paths(borders, Fill("none", edge=INK, edge_pt=0.35), place)


def _marks(canvas: Canvas, view: View, home: pd.DataFrame) -> None:
    """■ and ◌ on their regions; in a crowd only where the region itself is hardly seen."""
    marked = home[home["status"].isin(MARKED)]
    is_crowd = len(marked) > CROWD
    paths = land.regency_paths(view)
    for kind in MARKED:
        found = marked[marked["status"] == kind]
        if is_crowd and kind == "red":
            found = found[[_is_small(paths, code) for code in found["region_code"]]]
        size = SMALL_MARK_MM if is_crowd else MARK_MM
        paint.shape(canvas, kind, _points(view, found), size, rim=RIMS[kind])


def _names(canvas: Canvas, view: View, place: Box, home: pd.DataFrame) -> None:
    """Shape and name, worst first; where a name would lie on another, the shape stands alone."""
    taken: list[Box] = []
    ranked = home.sort_values("status", key=lambda column: column.map(ORDER.index), kind="stable")
    places = zip(_points(view, ranked), ranked["status"], ranked["name"], strict=True)
    for (x, y), kind, name in places:
        told = f"{SHAPES[kind]} {_short(str(name))}"
        words = letters.fit(letters.printable(told), LONGEST_NAME_MM, NAME_PT)
        width = letters.width_mm(words, NAME_PT)
        middle = min(max(x, place.left + width / 2), place.right - width / 2)
        spot = Box(middle - width / 2 - 0.5, y - 1.4, width + 1.0, 2.8)
        if any(_overlap(spot, other) for other in taken):
            paint.shape(canvas, kind, [(x, y)], MARK_MM, rim=INK)
            continue
        taken.append(spot)
        canvas.rectangles([spot], Fill(PAPER, edge=LINE, edge_pt=0.2))
        canvas.text(middle, y, words, size_pt=NAME_PT, align="center")


def _strip(canvas: Canvas, box: Box, chart: Chart, language: str) -> None:
    """Posts abroad: how many of each status, then the names of those that are not green."""
    posts = _abroad(chart)
    canvas.lines([[(box.left, box.top + 1), (box.right, box.top + 1)]], LINE)
    y = box.top + 4.5
    line = Box(box.left, y - keys.ROW_MM / 2, box.width, keys.ROW_MM)
    _counts(canvas, line, posts, "print.abroad", language)
    for row, words in enumerate(_trouble(posts, language, box.width)):
        at = y + (row + 1) * STRIP_LINE_MM
        canvas.text(box.left, at, LEFT_TO_RIGHT + words, size_pt=keys.SIZE_PT - 0.5, colour=SOFT)


def _strip_mm(chart: Chart, language: str, across_mm: float) -> float:
    posts = _abroad(chart)
    if posts.empty:
        return 0.0
    return STRIP_MM + STRIP_LINE_MM * len(_trouble(posts, language, across_mm))


def _trouble(posts: pd.DataFrame, language: str, across_mm: float) -> list[str]:
    """'■ PPLN Jeddah, ▲ …': the posts that are not green, worst first, in at most three lines."""
    found = posts[posts["status"] != "green"]
    if found.empty:
        return []
    ranked = found.sort_values("status", key=lambda column: column.map(ORDER.index), kind="stable")
    named = zip(ranked["status"], ranked["name"], strict=True)
    words = " · ".join(f"{SHAPES[kind]}{letters.NO_BREAK}{name}" for kind, name in named)
    return letters.wrap(words, across_mm, keys.SIZE_PT - 0.5, most_lines=3)


def _counts(canvas: Canvas, line: Box, units: pd.DataFrame, sentence: str, language: str) -> None:
    """How many there are, and how many of each colour."""
    title = say(language, sentence, count=formats.number(language, len(units)))
    middle = line.top + line.height / 2
    canvas.text(line.left, middle, title, size_pt=keys.SIZE_PT, is_bold=True)
    x = line.left + letters.width_mm(title, keys.SIZE_PT, is_bold=True) + 5
    counts = units["status"].value_counts()
    told = [_counted(language, kind, int(counts.get(kind, 0))) for kind in ORDER]
    keys.draw(canvas, told, x, line.top, line.right - x)


def _counted(language: str, kind: str, count: int) -> Key:
    label = f"{say(language, f'status.{kind}')} {formats.number(language, count)}"
    return keys.area_with_shape(label, kind)


def _view(bounds: tuple[float, float, float, float], place: Box) -> View:
    west, south, east, north = bounds
    scale = min(place.width / (east - west), place.height / (north - south))
    left = place.left + (place.width - scale * (east - west)) / 2
    return View(west, north, scale, left, place.top)


def _bounds(chart: Chart) -> tuple[float, float, float, float]:
    """The whole country, or the box around the regions of the choice."""
    home = _at_home(chart)
    found = land.bounds(home["region_code"])
    if found is None or len(home) > len(land.regencies()) * 0.6:
        return INDONESIA
    west, south, east, north = found
    room = max(east - west, north - south, 0.3) * MARGIN_SHARE
    return west - room, south - room, east + room, north + room


def _at_home(chart: Chart) -> pd.DataFrame:
    return chart.rows[chart.rows["region_level"] == "regency"]


def _abroad(chart: Chart) -> pd.DataFrame:
    return chart.rows[chart.rows["region_level"] != "regency"]


def _points(view: View, frame: pd.DataFrame) -> list[Point]:
    places = frame.dropna(subset=["lat", "lon"])
    return [view.at(lon, lat) for lon, lat in zip(places["lon"], places["lat"], strict=True)]


def _is_small(paths: dict[str, Path], code: str) -> bool:
    """True where colour and hatch would not be seen."""
    if code not in paths:
        return True
    size = paths[code].get_extents().size
    return bool(size[0] * size[1] < SMALL_MM2)


def _meets(path: Path, place: Box) -> bool:
    reach = path.get_extents()
    return bool(
        reach.x1 >= place.left
        and reach.x0 <= place.right
        and reach.y1 >= place.top
        and reach.y0 <= place.bottom
    )


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )


def _short(name: str) -> str:
    return name.replace("Kabupaten ", "")
