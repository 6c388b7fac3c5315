"""How does a declared chart look on a page? Plotly in the house style, patterns beside colours.

Graph objects only: plotly.express costs ten times as much per rerun.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import escape
from textwrap import wrap
from typing import Any, Final

import plotly.graph_objects as go

from data_pipeline.cells import of_format
from data_pipeline.figures.chart import NAME, STATUS, Chart, Series
from data_pipeline.formats import is_missing, short
from data_pipeline.house import PAGE
from pages.components import house, status, uprights
from pages.components.text import language, ratio, say

HEAD_PX: Final = 70
ROW_PX: Final = 30
LINE_PX: Final = 15
LINE_LENGTH: Final = 26
SLANTED_PX: Final = 4  # what one letter of a slanted heading takes from the height
CURVE_PX: Final = 360
TICK_DAYS: Final = 14
LEAST_SHARE: Final = 0.001
SYMBOLS: Final = {"red": "square", "amber": "triangle-up", "grey": "circle-open", "green": "circle"}
DASHES: Final = {"solid": "solid", "dashed": "dash", "dotted": "dot"}


def figure(chart: Chart) -> go.Figure:
    """The picture of any kind but a map, in the reader's theme and language."""
    return DRAWN[chart.kind](chart)


def is_wide(chart: Chart) -> bool:
    """True for a picture a phone must not squeeze: its cells would lose their words."""
    return chart.kind == "heatmap"


def _bars(chart: Chart) -> go.Figure:
    (series,) = chart.series
    drawn = house.figure(height=_rows_px(chart))
    drawn.add_bar(**_bar(chart, series), **_written(chart, series))
    uprights.at_values(drawn, chart)
    return _ranked(drawn, chart).update_layout(showlegend=False)


def _stacked(chart: Chart) -> go.Figure:
    # On a phone the legend stands as a list above the bars.
    drawn = house.figure(height=_rows_px(chart) + LINE_PX * len(chart.series))
    for series in chart.series:
        drawn.add_bar(**_bar(chart, series))
    _ticks(drawn, chart)
    return _ranked(drawn, chart).update_layout(barmode="stack", legend_traceorder="normal")


def _bullets(chart: Chart) -> go.Figure:
    (series,) = chart.series
    drawn = house.figure(height=_rows_px(chart) + ROW_PX)
    drawn.add_bar(**_bar(chart, series))
    _ticks(drawn, chart)
    return _ranked(drawn, chart)


def _dots(chart: Chart) -> go.Figure:
    (series,) = chart.series
    ink = PAGE[status.theme()]["ink"]
    kinds = chart.rows[STATUS]
    drawn = house.figure(height=_rows_px(chart))
    _spread(drawn, chart)
    drawn.add_scatter(
        x=chart.rows[series.column],
        y=names(chart),
        mode="markers",
        name=series.label,
        showlegend=False,
        customdata=told(chart, series),
        hovertemplate="%{y}: %{customdata}<extra></extra>",
        marker={
            "size": 13,
            "color": [status.colours()[kind] for kind in kinds],
            "symbol": [SYMBOLS[kind] for kind in kinds],
            "line": {"width": 1, "color": ink},
        },
    )
    _ticks(drawn, chart)
    drawn.add_vline(x=0, line={"color": ink, "width": 1.5})
    drawn.update_xaxes(ticksuffix=say("shell.chart.days_suffix"), zeroline=False)
    return _ranked(drawn, chart).update_layout(showlegend=True)


def _heatmap(chart: Chart) -> go.Figure:
    """A cell a row, darker = more; empty cells stay paper, ◌ stands where there is no data."""
    (series,) = chart.series
    rows = chart.rows.assign(**{NAME: names(chart)})
    grid = rows.pivot_table(
        index=NAME, columns=chart.across, values=series.column, sort=False, dropna=False
    )
    silent = rows[rows["is_silent"]]
    longest = max((len(str(name)) for name in grid.columns), default=0)
    # Plotly minds its lower bound only when it is given the upper one too.
    most = float(grid.max().max()) if grid.size else 0.0
    drawn = house.figure(height=HEAD_PX + SLANTED_PX * longest + ROW_PX * len(grid))
    drawn.add_heatmap(
        x=list(grid.columns),
        y=list(grid.index),
        z=grid.to_numpy(),
        zmin=0,
        zmax=most or 1,
        text=grid.map(lambda cell: _in_cell(cell, chart)).to_numpy(),
        texttemplate="%{text}",
        customdata=grid.map(lambda cell: _of(chart, cell)).to_numpy(),
        hovertemplate="%{y} · %{x}: %{customdata}<extra></extra>",
        colorscale=house.scale(),
        showscale=False,
        xgap=2,
        ygap=2,
    )
    drawn.add_scatter(
        x=silent[chart.across],
        y=silent[NAME],
        mode="text",
        text=[status.SHAPES["grey"]] * len(silent),
        hoverinfo="skip",
        showlegend=False,
    )
    # Text over cells would otherwise stretch both axes by half a cell.
    drawn.update_xaxes(side="top", tickangle=-35, type="category", showgrid=False)
    return drawn.update_yaxes(autorange="reversed", type="category")


def _curves(chart: Chart) -> go.Figure:
    drawn = house.figure(height=CURVE_PX)
    moments = chart.rows[chart.across]
    for series in chart.series:
        drawn.add_scatter(
            x=moments,
            y=chart.rows[series.column],
            name=series.label,
            mode="lines",
            line=_line(series),
            customdata=told(chart, series),
            hovertemplate="%{x|%d %b %Y}: %{customdata}<extra>%{fullData.name}</extra>",
        )
    uprights.at_moments(drawn, chart)
    drawn.update_yaxes(rangemode="tozero")
    return _count_down(drawn, chart)


DRAWN: Final[dict[str, Callable[[Chart], go.Figure]]] = {
    "bars": _bars,
    "stacked": _stacked,
    "bullets": _bullets,
    "dots": _dots,
    "heatmap": _heatmap,
    "curves": _curves,
}


def _bar(chart: Chart, series: Series) -> dict[str, Any]:
    own_colour = STATUS in chart.rows and len(chart.series) == 1
    tones = list(chart.rows[STATUS]) if own_colour else [series.tone] * len(chart.rows)
    return {
        "x": chart.rows[series.column],
        "y": names(chart),
        "name": series.label,
        "orientation": "h",
        "marker": house.marker(tones, is_faint=series.is_faint),
        "customdata": told(chart, series),
        "hovertemplate": "%{fullData.name}: %{customdata}<extra>%{y}</extra>",
    }


def _written(chart: Chart, series: Series) -> dict[str, Any]:
    """Bars to both sides of zero carry their numbers: their ends are hard to compare."""
    if chart.value_format != "integer_signed":
        return {}
    return {"text": told(chart, series), "textposition": "auto", "cliponaxis": False}


def _ticks(drawn: go.Figure, chart: Chart) -> None:
    """An upright line in each row: the need, the limit, what is still required."""
    if chart.tick is None:
        return
    marker = {"symbol": "line-ns-open", "size": 20, "line": {"width": 3}}
    drawn.add_scatter(
        x=chart.rows[chart.tick.column],
        y=names(chart),
        mode="markers",
        name=chart.tick.label,
        marker=marker | {"color": PAGE[status.theme()]["ink"]},
        customdata=told(chart, chart.tick),
        hovertemplate="%{fullData.name}: %{customdata}<extra>%{y}</extra>",
    )


def _spread(drawn: go.Figure, chart: Chart) -> None:
    """A faint line in each row, from where most of it begins to where it ends."""
    if chart.spread is None:
        return
    soft = PAGE[status.theme()]["soft"]
    for name, (low, high) in zip(names(chart), _ends(chart), strict=True):
        line = {"color": soft, "width": 7}
        drawn.add_scatter(
            x=[low, high],
            y=[name, name],
            mode="lines",
            line=line,
            opacity=0.45,
            hoverinfo="skip",
            showlegend=False,
        )


def _ends(chart: Chart) -> list[tuple[float, float]]:
    columns = chart.rows[list(chart.spread or ())].astype("float64")
    return [(float(low), float(high)) for low, high in columns.itertuples(index=False)]


def _ranked(drawn: go.Figure, chart: Chart) -> go.Figure:
    """The first row on top, whole numbers or percentages below."""
    drawn.update_yaxes(autorange="reversed", tickfont_size=11 if _lines(chart) > 1 else 12)
    if chart.value_format == "ratio":
        drawn.update_xaxes(tickformat=".0%")
    if chart.kind != "dots" and not chart.marks:
        drawn.update_xaxes(rangemode="tozero")
    return drawn


def _count_down(drawn: go.Figure, chart: Chart) -> go.Figure:
    """Days before the vote (H-30) under the time axis, instead of dates."""
    days = [
        uprights.day_of(at)
        for at in [*chart.rows[chart.across], *(mark.at for mark in chart.marks)]
    ]
    if chart.voting_on is None or not days:
        return drawn
    length = (max(days) - min(days)).days
    step = TICK_DAYS if length > 2 * TICK_DAYS else 7 if length > TICK_DAYS else 1
    highest = (chart.voting_on - min(days)).days // step * step
    marks = range(highest, (chart.voting_on - max(days)).days - 1, -step)
    return drawn.update_xaxes(
        tickvals=[(chart.voting_on - timedelta(days=before)).isoformat() for before in marks],
        ticktext=[say("timeline.days_before", days=before) for before in marks],
    )


def _line(series: Series) -> dict[str, Any]:
    width = 3 if series.line == "solid" else 2 if series.line == "dotted" else 1
    colour = house.colour(series.tone)
    return {"dash": DASHES[series.line], "color": colour, "width": width}


def told(chart: Chart, series: Series) -> list[str]:
    """What a tooltip says of each row: the value, with the pieces behind a share."""
    words = [_of(chart, value) for value in chart.rows[series.column]]
    if chart.value_format != "ratio" or not series.column.endswith("_pcs"):
        return words
    pieces = chart.data.loc[chart.rows.index, series.column]
    numbers = [of_format(language(), value, "integer") for value in pieces]
    return [f"{share} · {number}" for share, number in zip(words, numbers, strict=True)]


def _of(chart: Chart, value: object) -> str:
    return of_format(language(), value, chart.value_format)


def _in_cell(value: float, chart: Chart) -> str:
    """'85,9 %' or '1,2 jt'; nothing where nothing is short and where nothing is known."""
    if is_missing(value) or not value:
        return ""
    if chart.value_format == "ratio":
        return ratio(value) if value >= LEAST_SHARE else "< " + ratio(LEAST_SHARE)
    return short(language(), value)


def names(chart: Chart) -> list[str]:
    """Row names as Plotly reads them: it takes a few tags, and a name is no markup."""
    return ["<br>".join(escape(line) for line in _wrapped(name)) for name in chart.rows[NAME]]


def _wrapped(name: str) -> list[str]:
    """A name in lines short enough to stand beside a bar on a phone."""
    return [part for line in name.split("\n") for part in wrap(line, LINE_LENGTH) or [line]]


def _lines(chart: Chart) -> int:
    return max((len(_wrapped(name)) for name in chart.rows[NAME]), default=1)


def _rows_px(chart: Chart) -> int:
    row = ROW_PX if _lines(chart) == 1 else LINE_PX * max(3, _lines(chart))
    return HEAD_PX + row * max(1, len(chart.rows))
