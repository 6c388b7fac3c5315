"""How are a map and a curve drawn in few bytes? As SVG inside the page, coloured by its theme."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import pandas as pd

from data_pipeline import cells, formats
from data_pipeline.briefing import countdown, outlines
from data_pipeline.briefing.html.words import told
from data_pipeline.figures.chart import NAME, Chart, Mark, Series
from data_pipeline.formats import is_missing
from data_pipeline.house import ORDER, SHAPES
from data_pipeline.text import say

MOST_MAP_BYTES: Final = 48_000
MAP_WIDTHS: Final = (620, 480, 380, 280, 200)
POST_LEVEL: Final = "post"
PATTERNS: Final = (
    '<defs><pattern id="pr" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0h5v5H0z" fill="var(--red)"/>'
    '<path d="M0 0v5" stroke="#fff" stroke-opacity=".4" stroke-width="1.6"/></pattern>'
    '<pattern id="pg" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M0 0h4v4H0z" '
    'fill="var(--grey)"/><circle cx="2" cy="2" r=".8" fill="#444"/></pattern></defs>'
)
FILLS: Final = {
    "red": "url(#pr)",
    "amber": "var(--amber)",
    "grey": "url(#pg)",
    "green": "var(--green)",
}
WIDE, TALL, LEFT, RIGHT, TOP, BOTTOM = 420, 260, 58, 12, 30, 26
DASHES: Final = {"solid": "", "dashed": "7 4", "dotted": "2 4"}
STROKES: Final = {"ink": "var(--ink)", "soft": "var(--soft)"}


def risk_map(language: str, chart: Chart, rows: int) -> str:
    """The regencies in four paths, one a status, and the posts abroad as tiles, worst first."""
    is_post = chart.rows["region_level"] == POST_LEVEL
    at_home, abroad = chart.rows[~is_post], chart.rows[is_post]
    parts = [_counts(language, chart.rows)]
    if rows and len(at_home):
        parts.append(_svg(chart.alt, at_home))
    if len(abroad):
        parts.append(_posts(language, abroad, has_names=at_home.empty and rows > 0))
    return f"<figure>{''.join(parts)}<figcaption>{told(chart.note)}</figcaption></figure>"


def _counts(language: str, rows: pd.DataFrame) -> str:
    counts = rows["status"].value_counts()
    items = "".join(
        f'<li><i class="{status}"></i>{told(cells.badge(language, status))} '
        f"{formats.number(language, int(counts.get(status, 0)))}</li>"
        for status in ORDER
    )
    return f'<ul class="key">{items}</ul>'


def _svg(alt: str, rows: pd.DataFrame) -> str:
    """The finest drawing that stays light."""
    statuses = dict(zip(rows["region_code"], rows["status"], strict=True))
    for width in MAP_WIDTHS:
        drawing = outlines.drawing(statuses, width)
        paths = "".join(_path(status, statuses, drawing) for status in reversed(ORDER))
        if len(paths) <= MOST_MAP_BYTES:
            break
    return (
        f'<svg viewBox="0 0 {drawing.width} {drawing.height}" role="img" aria-label="{told(alt)}">'
        f'{PATTERNS}<g stroke="var(--paper)" stroke-width=".5">{paths}</g></svg>'
    )


def _path(status: str, statuses: dict[str, str], drawing: outlines.Drawing) -> str:
    codes = [code for code in drawing.rings if statuses[code] == status]
    if not codes:
        return ""
    lines = "".join(_ring(ring) for code in codes for ring in drawing.rings[code])
    return f'<path fill="{FILLS[status]}" d="{lines}"/>'


def _ring(ring: outlines.Ring) -> str:
    """Steps from point to point: half the bytes of places."""
    steps = "".join(_step(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(ring))
    return f"M{ring[0][0]} {ring[0][1]}l{steps.removeprefix(' ')}z"


def _step(across: int, down: int) -> str:
    first = f" {across}" if across >= 0 else str(across)
    return first + (f" {down}" if down >= 0 else str(down))


def _posts(language: str, rows: pd.DataFrame, *, has_names: bool) -> str:
    rank = {status: at for at, status in enumerate(ORDER)}
    ordered = sorted(zip(rows["status"], rows[NAME], strict=True), key=lambda r: (rank[r[0]], r[1]))
    counts = rows["status"].value_counts()
    told_counts = "  ".join(f"{SHAPES[kind]} {counts[kind]}" for kind in ORDER if kind in counts)
    words = say(language, "writers.posts", n=formats.number(language, len(rows)))
    if has_names:
        tiles = "".join(
            f'<li class="{status}">{SHAPES[status]} {told(name, 40)}</li>'
            for status, name in ordered
        )
        return f'<p>{told(words)}</p><ul class="tiles">{tiles}</ul>'
    squares = "".join(f'<li class="{status}"></li>' for status, _ in ordered)
    return (
        f"<p>{told(words)}: {told(told_counts)}</p>"
        f'<ul class="tiles dots" aria-hidden="true">{squares}</ul>'
    )


def curves(language: str, chart: Chart, rows: int) -> str:
    """A line a series against the days; each mark an upright line with its name on top."""
    lines = [(series, _points(chart, series)) for series in chart.series]
    uprights = [(mark, countdown.days(mark.at, chart.voting_on)) for mark in chart.marks]
    xs = [x for _, points in lines for x, _ in points] + [x for _, x in uprights]
    highest = max((y for _, points in lines for _, y in points), default=0.0) * 1.05 or 1.0
    scale = _Scale(min(xs, default=0.0), max(xs, default=1.0), highest)
    drawn = [
        *_up_axis(language, chart, scale),
        *_day_axis(language, chart, scale),
        *(_upright(mark, x, scale, at) for at, (mark, x) in enumerate(uprights)),
        *(_line(series, points, scale) for series, points in lines),
    ]
    key = "".join(
        f'<li><svg style="display:inline-block;width:26px;height:8px" aria-hidden="true">'
        f'<path d="M0 4h26" {_stroke(series)}/></svg> {told(series.label, 60)}</li>'
        for series in chart.series
    )
    return (
        f'<figure class="chart"><ul class="key">{key}</ul>'
        f'<svg viewBox="0 0 {WIDE} {TALL}" role="img" aria-label="{told(chart.alt)}">'
        f"{''.join(drawn)}</svg><figcaption>{told(chart.note)}</figcaption></figure>"
    )


class _Scale:
    """From days and values to places in the drawing."""

    def __init__(self, first: float, last: float, highest: float) -> None:
        self.first, self.last, self.highest = first, max(last, first + 1), highest

    def x(self, day: float) -> float:
        share = (day - self.first) / (self.last - self.first)
        return round(LEFT + share * (WIDE - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        return round(TALL - BOTTOM - value / self.highest * (TALL - TOP - BOTTOM), 1)


def _points(chart: Chart, series: Series) -> list[tuple[float, float]]:
    pairs = zip(chart.rows[chart.across], chart.rows[series.column], strict=True)
    return [
        (countdown.days(at, chart.voting_on), float(value))
        for at, value in pairs
        if not is_missing(value)
    ]


def _line(series: Series, points: Sequence[tuple[float, float]], scale: _Scale) -> str:
    path = " ".join(f"{scale.x(x):g},{scale.y(y):g}" for x, y in points)
    return f'<polyline points="{path}" {_stroke(series)}/>'


def _stroke(series: Series) -> str:
    colour = STROKES.get(series.tone, f"var(--{series.tone})")
    dash = f' stroke-dasharray="{DASHES[series.line]}"' if DASHES[series.line] else ""
    return f'fill="none" stroke="{colour}" stroke-width="2.2"{dash}'


def _upright(mark: Mark, day: float, scale: _Scale, place: int) -> str:
    """Names stand alternately left and right of their lines."""
    anchor, x = ("end", scale.x(day) - 4) if place % 2 == 0 else ("start", scale.x(day) + 4)
    if scale.x(day) > WIDE - 60:
        anchor, x = "end", scale.x(day) - 4
    return (
        f'<path d="M{scale.x(day):g} {TOP - 12}V{TALL - BOTTOM}" stroke="var(--ink)" '
        f'stroke-dasharray="4 3"/><text x="{x:g}" y="{TOP - 14 + 12 * (place % 2) - 2}" '
        f'text-anchor="{anchor}">{told(mark.label, 30)}</text>'
    )


def _up_axis(language: str, chart: Chart, scale: _Scale) -> Iterable[str]:
    for value in _rounded(scale.highest):
        words = (
            formats.short(language, value)
            if chart.value_format.startswith("integer")
            else cells.of_format(language, value, chart.value_format)
        )
        y = scale.y(value)
        yield f'<path class="axis" d="M{LEFT} {y:g}H{WIDE - RIGHT}"/>'
        yield f'<text x="{LEFT - 5}" y="{y + 4:g}" text-anchor="end">{told(words)}</text>'


def _rounded(highest: float) -> list[float]:
    """Round values from zero up, four or five of them."""
    power = 10 ** math.floor(math.log10(highest))
    step = next(n * power for n in (0.1, 0.2, 0.25, 0.5, 1, 2) if highest / (n * power) <= 5)
    return [step * at for at in range(int(highest / step) + 1)]


def _day_axis(language: str, chart: Chart, scale: _Scale) -> Iterable[str]:
    for day in countdown.ticks(scale.first, scale.last):
        if scale.first <= day <= scale.last:
            words = countdown.named(language, day, chart.voting_on)
            x = scale.x(day)
            yield f'<text x="{x:g}" y="{TALL - 8}" text-anchor="middle">{told(words)}</text>'
