"""How are bars, segments and dots drawn without a script? As tables whose cells are bars of CSS."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from data_pipeline import cells
from data_pipeline.briefing import cuts
from data_pipeline.briefing.html.words import told
from data_pipeline.briefing.names import row_name
from data_pipeline.figures.chart import NAME, STATUS, Chart, Series
from data_pipeline.formats import is_missing
from data_pipeline.house import ORDER, SHAPES
from data_pipeline.text import say

Row = dict[Any, Any]


def drawn(language: str, chart: Chart, rows: int) -> str:
    """A row of the table a row of the chart; the number stands beside its bar."""
    records: list[Row] = chart.rows.head(rows).to_dict("records")
    lowest, highest = _range(chart)
    note = " ".join(
        part
        for part in (cuts.rows_note(language, len(records), len(chart.rows)), chart.note)
        if part
    )
    body = "".join(_row(language, chart, row, lowest, highest) for row in records)
    return (
        f'<figure>{_key(language, chart)}<table class="bars">'
        f'<caption class="hidden">{told(chart.alt)}</caption>'
        f"{_head(language, chart)}<tbody>{body}</tbody></table>"
        f"<figcaption>{told(note)}</figcaption></figure>"
    )


def _head(language: str, chart: Chart) -> str:
    value = chart.series[0].label if chart.kind != "stacked" else ""
    name = told(say(language, "writers.row"))
    last = f'<th class="n" scope="col">{told(value)}</th>' if value else ""
    return (
        f'<thead><tr><th scope="col"><span class="hidden">{name}</span></th>'
        f'<th scope="col"><span class="hidden">{told(chart.question)}</span></th>'
        f"{last}</tr></thead>"
    )


def _row(language: str, chart: Chart, row: Row, lowest: float, highest: float) -> str:
    name = f'<th scope="row">{_named(chart, row)}</th>'
    if chart.kind == "stacked":
        return f"<tr>{name}<td>{_stack(language, chart, row, highest)}</td></tr>"
    series = chart.series[0]
    value = cells.of_format(language, row[series.column], chart.value_format)
    draw = _dot if chart.kind == "dots" else _bar
    inner = draw(row, series, lowest, highest) + _ticks(chart, row, lowest, highest)
    return (
        f'<tr>{name}<td><div class="track">{inner}</div></td><td class="n">{told(value)}</td></tr>'
    )


def _named(chart: Chart, row: Row) -> str:
    """The row's name behind its shape, unless it already begins with one."""
    text = told(row_name(row[NAME]), 90)
    status = row.get(STATUS)
    if status not in SHAPES or text.startswith(tuple(SHAPES.values())):
        return text
    return f"{SHAPES[status]} {text}"


def _bar(row: Row, series: Series, lowest: float, highest: float) -> str:
    if is_missing(row[series.column]):
        return ""
    width = _share(row[series.column], lowest, highest)
    return f'<i class="{_look(series, row)}" style="width:{width}%"></i>'


def _dot(row: Row, series: Series, lowest: float, highest: float) -> str:
    zero = f'<em style="left:{_share(0, lowest, highest)}%"></em>'
    if is_missing(row[series.column]):
        return zero
    left = _share(row[series.column], lowest, highest)
    return f'{zero}<u class="{_look(series, row)}" style="left:{left}%"></u>'


def _ticks(chart: Chart, row: Row, lowest: float, highest: float) -> str:
    values = [mark.at for mark in chart.marks if isinstance(mark.at, int | float)]
    if chart.tick is not None and not is_missing(row[chart.tick.column]):
        values.append(row[chart.tick.column])
    return "".join(f'<b style="left:{_share(value, lowest, highest)}%"></b>' for value in values)


def _stack(language: str, chart: Chart, row: Row, highest: float) -> str:
    """The segments, and the same in words for those who hear the page."""
    known = [s for s in chart.series if not is_missing(row[s.column]) and row[s.column] > 0]
    widths = [_share(row[series.column], 0, highest) for series in known]
    segments = "".join(
        f'<i class="{_look(series, {})}" style="width:{width}%"></i>'
        for series, width in zip(known, widths, strict=True)
    )
    words = ", ".join(
        f"{series.label} {cells.of_format(language, row[series.column], chart.value_format)}"
        for series in known
    )
    ticks = _ticks(chart, row, 0, highest)
    return (
        f'<div class="track" aria-hidden="true">{segments}{ticks}</div>'
        f'<span class="soft">{told(words)}</span>'
    )


def _look(series: Series, row: Row) -> str:
    tone = row.get(STATUS) or series.tone
    return f"{'tone-soft' if tone == 'soft' else tone}{' faint' if series.is_faint else ''}"


def _key(language: str, chart: Chart) -> str:
    """What the colours and ticks mean."""
    entries = list(_entries(language, chart))
    ticks = [mark.label for mark in chart.marks if isinstance(mark.at, int | float)]
    ticks += [chart.tick.label] if chart.tick else []
    entries += [('class="t"', label) for label in ticks]
    if len(entries) < 2 and STATUS not in chart.rows:
        return ""
    items = "".join(f"<li><i {look}></i>{told(label, 80)}</li>" for look, label in entries)
    return f'<ul class="key">{items}</ul>'


def _entries(language: str, chart: Chart) -> Sequence[tuple[str, str]]:
    if chart.kind != "stacked" and STATUS in chart.rows:
        found = set(chart.rows[STATUS])
        return [(f'class="{kind}"', cells.badge(language, kind)) for kind in ORDER if kind in found]
    return [(f'class="{_look(series, {})}"', series.label) for series in chart.series]


def _range(chart: Chart) -> tuple[float, float]:
    """The scale of all rows, also of those not shown."""
    values = chart.rows[[series.column for series in chart.series]].astype(float)
    ends = values.clip(lower=0).sum(axis=1) if chart.kind == "stacked" else values.max(axis=1)
    found = [0.0, float(ends.max()), float(values.min().min())]
    found += [float(mark.at) for mark in chart.marks if isinstance(mark.at, int | float)]
    if chart.tick is not None:
        found += [
            float(value)
            for value in chart.rows[chart.tick.column].astype(float).agg(["min", "max"])
        ]
    known = [value for value in found if not is_missing(value)]
    lowest, highest = min(known), max(known)
    room = (highest - lowest) * 0.03 if chart.kind == "dots" else 0.0
    return lowest - room, (highest + room) or 1.0


def _share(value: Any, lowest: float, highest: float) -> str:
    share = (float(value) - lowest) / max(highest - lowest, 1e-9) * 100
    return f"{min(max(share, 0), 100):.1f}".rstrip("0").rstrip(".")
