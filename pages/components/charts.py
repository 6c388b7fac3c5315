"""Which picture answers the question? Plotly figures in the house style, patterns beside colours.

Every function returns a figure; only `show` draws. Graph objects only: plotly.express costs ten
times as much per rerun.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from data_pipeline import catalog
from pages.components import status, tables
from pages.components.text import language, ratio, say

BAR_PX: Final = 30
PAGE: Final = {
    "light": {"ink": "#1F2328", "soft": "#6B6A66", "line": "#E4E1DA", "paper": "#FBFAF8"},
    "dark": {"ink": "#E8EAF0", "soft": "#9AA1B2", "line": "#2B3240", "paper": "#10141F"},
}
PLAN: Final = {"light": "#B9B5AC", "dark": "#5B6170"}
MONTHS_ID: Final = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()
DAYS_ID: Final = "Min Sen Sel Rab Kam Jum Sab".split()
LONG_MONTHS_ID: Final = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
)
LONG_DAYS_ID: Final = "Minggu Senin Selasa Rabu Kamis Jumat Sabtu".split()
# Plotly brings only English; its own npm locale for Indonesian lacks separators and misspells months.
INDONESIAN: Final = {
    "dictionary": {
        "Autoscale": "Skala otomatis",
        "Download plot as a PNG": "Unduh gambar PNG",
        "Pan": "Geser",
        "Reset axes": "Atur ulang sumbu",
        "Zoom": "Perbesar",
        "Zoom in": "Perbesar",
        "Zoom out": "Perkecil",
    },
    "format": {
        "days": LONG_DAYS_ID,
        "shortDays": DAYS_ID,
        "months": LONG_MONTHS_ID,
        "shortMonths": MONTHS_ID,
        "date": "%d/%m/%Y",
        "decimal": ",",
        "thousands": ".",
    },
}


def show(figure: go.Figure, *, alt: str, key: str, data: pd.DataFrame | None = None) -> None:
    """Draw a figure with its words for a screen reader, and its numbers as a table below."""
    st.plotly_chart(figure, theme=None, key=key, alt=alt, config=_config(figure))
    if data is None or data.empty:
        return
    twin = st.expander(say("shell.table_twin"), key=f"{key}_twin", on_change="rerun")
    if twin.open:
        with twin:
            columns = [name for name in data.columns if name in catalog.columns()]
            tables.show(data, columns, alt=alt, key=f"{key}_table")


def ranked_bars(
    frame: pd.DataFrame, *, value: str, name: str, by_status: str | None = None
) -> go.Figure:
    """One horizontal bar a row, first row on top; coloured and patterned by a status column."""
    statuses = list(frame[by_status]) if by_status else ["green"] * len(frame)
    figure = _figure(height=_rows_px(frame))
    figure.add_bar(
        x=frame[value],
        y=frame[name],
        orientation="h",
        marker=_marker(statuses),
        hovertemplate="%{y}: %{x:,}<extra></extra>",
    )
    return figure.update_yaxes(autorange="reversed").update_layout(showlegend=False)


def stacked_bars(
    frame: pd.DataFrame, *, name: str, parts: Sequence[tuple[str, str]], need: str | None = None
) -> go.Figure:
    """A bar a row, one segment a (column, status) pair in that order, the need as a tick."""
    figure = _figure(height=_rows_px(frame) + 40)
    for column, kind in parts:
        figure.add_bar(
            x=frame[column],
            y=frame[name],
            name=tables.label(column),
            orientation="h",
            marker=_marker([kind] * len(frame)),
            hovertemplate="%{fullData.name}: %{x:,}<extra>%{y}</extra>",
        )
    if need:
        _need_ticks(figure, frame[need], frame[name])
    return figure.update_yaxes(autorange="reversed").update_layout(barmode="stack")


def heatmap(
    frame: pd.DataFrame, *, x: str, y: str, value: str, is_ratio: bool = False
) -> go.Figure:
    """A cell a row, darker = more; empty cells stay paper. Values are shown in the cells."""
    grid = frame.pivot_table(index=y, columns=x, values=value, aggfunc="sum", sort=False)
    texts = grid.map(lambda cell: "" if pd.isna(cell) or not cell else _short(cell, is_ratio))
    figure = _figure(height=80 + BAR_PX * len(grid))
    figure.add_heatmap(
        x=list(grid.columns),
        y=list(grid.index),
        z=grid.to_numpy(),
        text=texts.to_numpy(),
        texttemplate="%{text}",
        colorscale=_scale(),
        showscale=False,
        xgap=2,
        ygap=2,
        hovertemplate="%{y} · %{x}: %{z:,}<extra></extra>",
    )
    return figure.update_yaxes(autorange="reversed").update_xaxes(side="top", tickangle=-35)


def curves(
    frame: pd.DataFrame,
    *,
    x: str,
    planned: str,
    actual: str,
    today: datetime | None = None,
    deadline: date | None = None,
) -> go.Figure:
    """The S-curve: plan as a dotted line, what happened as a full one; a deadline is a line."""
    figure = _figure(height=360)
    ink = PAGE[status.theme()]
    plan = {"dash": "dot", "color": ink["soft"], "width": 2}
    fact = {"color": status.colours()["red"], "width": 3}
    figure.add_scatter(x=frame[x], y=frame[planned], name=tables.label(planned), line=plan)
    figure.add_scatter(x=frame[x], y=frame[actual], name=tables.label(actual), line=fact)
    for at, words in ((today, "shell.chart.today"), (deadline, "shell.chart.deadline")):
        if at is not None:
            mark(figure, at, say(words))
    return figure.update_traces(
        hovertemplate="%{x|%d %b %Y}: %{y:,}<extra>%{fullData.name}</extra>"
    )


def deviations(
    frame: pd.DataFrame, *, name: str, value: str = "deviation_days", by_status: str = "status"
) -> go.Figure:
    """A dot a row on a line of days: left of zero ahead, right of zero behind."""
    figure = _figure(height=_rows_px(frame))
    figure.add_scatter(
        x=frame[value],
        y=frame[name],
        mode="markers",
        marker={
            "size": 13,
            "color": [status.colours()[kind] for kind in frame[by_status]],
            "symbol": [SYMBOLS[kind] for kind in frame[by_status]],
            "line": {"width": 1, "color": PAGE[status.theme()]["ink"]},
        },
        hovertemplate="%{y}: %{x:+,.0f}<extra></extra>",
    )
    figure.add_vline(x=0, line={"color": PAGE[status.theme()]["ink"], "width": 1.5})
    figure.update_xaxes(ticksuffix=say("shell.chart.days_suffix"), zeroline=False)
    return figure.update_yaxes(autorange="reversed").update_layout(showlegend=False)


def bullets(
    frame: pd.DataFrame, *, name: str, required: str, demonstrated: str, by_status: str = "status"
) -> go.Figure:
    """What a day has brought at best (bar) against what each day must bring (tick)."""
    figure = _figure(height=_rows_px(frame) + 40)
    figure.add_bar(
        x=frame[demonstrated],
        y=frame[name],
        name=tables.label(demonstrated),
        orientation="h",
        marker=_marker(list(frame[by_status])),
        hovertemplate="%{fullData.name}: %{x:,}<extra>%{y}</extra>",
    )
    _need_ticks(figure, frame[required], frame[name], tables.label(required))
    return figure.update_yaxes(autorange="reversed")


def mark(figure: go.Figure, at: date, words: str) -> None:
    """A named vertical line; the name stands above the plot, where no label can lie under it."""
    ink = PAGE[status.theme()]["ink"]
    figure.add_vline(x=at.isoformat(), line={"color": ink, "width": 1, "dash": "dash"})
    figure.add_annotation(
        x=at.isoformat(), y=1, yref="paper", yanchor="bottom", text=words, showarrow=False
    )


def leader(figure: go.Figure) -> str:
    """The name of the first row of a ranked figure: what its alt text begins with."""
    names = figure.data[0].y
    return str(names[0]) if names is not None and len(names) else "—"


SYMBOLS: Final = {"red": "square", "amber": "triangle-up", "grey": "circle-open", "green": "circle"}


def _figure(height: int) -> go.Figure:
    ink = PAGE[status.theme()]
    axis = {"gridcolor": ink["line"], "linecolor": ink["line"], "automargin": True, "title": None}
    # Plotly's own "1.2M" would be read as 1.2 miliar, a thousand times too much.
    axis |= {"exponentformat": "none", "separatethousands": True}
    return go.Figure(
        layout={
            "height": height,
            "template": "none",
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": "Inter, sans-serif", "size": 13, "color": ink["ink"]},
            "margin": {"l": 8, "r": 16, "t": 28, "b": 28},
            "separators": ",." if language() == "id" else ".,",
            "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
            "bargap": 0.35,
            "xaxis": axis,
            "yaxis": axis | {"showgrid": False},
            "hoverlabel": {"font": {"family": "Inter, sans-serif"}},
        }
    )


def _config(figure: go.Figure) -> dict[str, Any]:
    chosen = {"displaylogo": False, "displayModeBar": "hover", "modeBarButtonsToRemove": BUTTONS}
    return chosen | {"locale": language(), "locales": {"id": INDONESIAN}}


BUTTONS: Final = ["select2d", "lasso2d", "autoScale2d"]


def _marker(statuses: Sequence[str]) -> dict[str, Any]:
    """Colour and pattern each bar. Trap: Streamlit's Plotly ignores a list of pattern bgcolors."""
    colours = [status.colours()[kind] for kind in statuses]
    return {
        "color": colours,
        "line": {"width": 0.8, "color": PAGE[status.theme()]["soft"]},
        "pattern": {
            "shape": [status.PATTERNS[kind] for kind in statuses],
            "fillmode": "overlay",
            "fgcolor": [status.INKS[status.theme()][kind] for kind in statuses],
            "fgopacity": 0.35,
            "size": 7,
            "solidity": 0.25,
        },
    }


def _need_ticks(figure: go.Figure, x: pd.Series, y: pd.Series, name: str = "") -> None:
    marker = {"symbol": "line-ns-open", "size": 20, "line": {"width": 3}}
    marker["color"] = PAGE[status.theme()]["ink"]
    words = name or tables.label(str(x.name))
    figure.add_scatter(
        x=x,
        y=y,
        mode="markers",
        name=words,
        marker=marker,
        hovertemplate="%{fullData.name}: %{x:,}<extra>%{y}</extra>",
    )


def _rows_px(frame: pd.DataFrame) -> int:
    return 70 + BAR_PX * max(1, len(frame))


def _scale() -> list[list[object]]:
    paper = PAGE[status.theme()]["line"]
    return [[0.0, paper], [0.001, "#F3D9D3"], [1.0, status.colours()["red"]]]


def _short(value: float, is_ratio: bool) -> str:
    """'85,9 %', or a quantity short enough for a cell: '1,2 jt', '340 rb'."""
    if is_ratio:
        return ratio(value) if value >= 0.001 else "< " + ratio(0.001)
    for unit, size in (("million", 1e6), ("thousand", 1e3)):
        if value >= size:
            text = f"{value / size:.1f}".replace(".", "," if language() == "id" else ".")
            return say(f"shell.short.{unit}", n=text)
    return f"{value:.0f}"
