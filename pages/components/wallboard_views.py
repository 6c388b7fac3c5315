"""Which views take turns on the wall? Provinces, worst regions, next decisions, silent regions."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any, Final

import streamlit as st

from pages.cached import Scope
from pages.components import figures, status, tables, tiles
from pages.components.text import UNKNOWN, age, day, is_missing, say
from pages.components.views import View

# What can be read from five metres: more rows than this would be too small.
MOST: Final = 8

Row = dict[str, Any]


def draw(code: str, scope: Scope) -> None:
    """Draw one view: its answer as a heading, then what is behind it."""
    VIEWS[code](View(scope))


def _provinces(view: View) -> None:
    chart = figures.chart_of("province_tiles", view)
    _heading(chart.title)
    tiles.draw(chart)


def _worst(view: View) -> None:
    table = figures.table_of("red_regions", view)
    _list(table.title, table.frame.to_dict("records"), _why, _stations)


def _decisions(view: View) -> None:
    table = figures.table_of("decisions", view)
    _list(table.title, table.frame.to_dict("records"), _why, _decide_by)


def _silent(view: View) -> None:
    table = figures.table_of("silent_regions", view)
    rows = table.frame.assign(status=table.frame["d_status"]).to_dict("records")
    _list(table.title, rows, lambda row: str(row["province_name"]), _age)


def _heading(title: str) -> None:
    st.html(f'<div class="wall wall-view"><h2>{escape(title)}</h2></div>')


def _list(
    title: str, rows: list[Row], detail: Callable[[Row], str], value: Callable[[Row], str]
) -> None:
    shown = "".join(line(row, detail(row), value(row)) for row in rows[:MOST])
    st.html(f'<div class="wall wall-view"><h2>{escape(title)}</h2><ol>{shown}</ol></div>')


def line(row: Row, detail: str, value: str) -> str:
    """One region with its colour, a detail, and the value it is listed for."""
    kind = str(row["status"])
    paint = f"background:{status.colours()[kind]};color:{status.INKS[status.theme()][kind]}"
    word = f"{status.SHAPES[kind]} {status.word(kind)}"
    return (
        f'<li><span class="shape" style="{paint}">{escape(word)}</span>'
        f"<b>{escape(_short(str(row['region_name'])))} <span>{escape(detail)}</span></b>"
        f"<i>{escape(value)}</i></li>"
    )


def _short(name: str) -> str:
    return name.replace("Kabupaten ", "Kab. ").replace("Administrasi ", "Adm. ")


def _why(row: Row) -> str:
    """'Waktu · Surat suara DPD': the gate that decides and on which goods."""
    gate = tables.cell(row["deciding_gate"], "deciding_gate")
    item = row.get("item_name")
    return gate if item is None or is_missing(item) else f"{gate} · {item}"


def _stations(row: Row) -> str:
    tps = row["tps_not_ready"]
    if is_missing(tps):
        return UNKNOWN
    return say("wallboard.tps", n=tables.cell(tps, "tps_not_ready"))


def _decide_by(row: Row) -> str:
    told = day(row["decide_by"], has_year=False)
    return say("wallboard.passed", day=told) if row["is_past"] else told


def _age(row: Row) -> str:
    return age(row["age_hours"])


VIEWS: Final[dict[str, Callable[[View], None]]] = {
    "provinces": _provinces,
    "worst": _worst,
    "decisions": _decisions,
    "silent": _silent,
}
CODES: Final = tuple(VIEWS)
