"""How does a page show a declared figure? Its answer, its question, its picture and its files.

A page names the figure; what it holds is declared in data_pipeline.figures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from data_pipeline.figures.chart import Chart, Table
from pages import cached
from pages.components import (
    briefs,
    charts,
    downloads,
    filters,
    house,
    panes,
    picking,
    status,
    tables,
)
from pages.components.picking import Pick
from pages.components.text import language, number, plain, say
from pages.components.views import View

LONG_TABLE: Final = 10


def chart_of(code: str, view: View) -> Chart:
    """The declared picture in the reader's language; for pages that draw it themselves."""
    return cached.chart(code, language(), view.scope, **view.choices)


def table_of(code: str, view: View) -> Table:
    """The declared table in the reader's language; for pages that draw it themselves."""
    return cached.table(code, language(), view.scope, **view.choices)


def show(
    code: str, view: View, *, key: str, has_twin: bool = True, on_pick: Pick | None = None
) -> None:
    """Draw a declared picture whole: answer, question, picture, its numbers, its files.

    `has_twin` False: the page shows the same rows as a table of its own. `on_pick` gets the row
    behind the bar or cell the reader chooses, before the page runs again.
    """
    made = chart_of(code, view)
    head(made, view, key=key)
    if made.is_empty:
        return  # the heading says so
    with panes.wide(key) if charts.is_wide(made) else st.container():
        told = (language(), status.theme(), view.scope, view.choices)
        options: dict[str, Any] = {"theme": None, "alt": made.alt, "config": house.config()}
        if on_pick is None:
            st.plotly_chart(cached.drawn(charts.figure, made, *told), key=key, **options)
        else:
            drawn = cached.drawn(picking.picture, made, "picked", *told)
            picking.draw(drawn, made, on_pick, key=key, **options)
            st.caption(say("figures.pick"))
    if has_twin:
        twin(made, key=key)


def show_table(
    code: str,
    view: View,
    *,
    key: str,
    columns: Sequence[str] = (),
    height: int | None = None,
    titled: bool = True,
    on_select: Callable[[pd.Series], None] | None = None,
) -> None:
    """Draw a declared table whole; `columns` = those to show, all of them are in the files.

    `titled` False: the picture above it has given the same answer. `on_select` gets the row.
    """
    made = table_of(code, view)
    show_made(
        made, view, key=key, columns=columns, height=height, titled=titled, on_select=on_select
    )


def show_made(
    made: Table,
    view: View,
    *,
    key: str,
    columns: Sequence[str] = (),
    height: int | None = None,
    titled: bool = True,
    on_select: Callable[[pd.Series], None] | None = None,
) -> None:
    """The same for a table the page has at hand."""
    head(made, view, key=key, titled=titled)
    if made.frame.empty:
        return  # the heading says so
    tables.show(
        made.frame.head(made.shown),
        columns or made.columns,
        alt=made.alt,
        key=key,
        height=height or tables.fitting_px(len(made.frame), LONG_TABLE),
        on_select=None if on_select is None else lambda row: on_select(made.frame.iloc[row]),
    )


def show_brief(
    code: str, view: View, *, key: str, columns: Sequence[str] = (), most: int = 12
) -> None:
    """Draw the first rows of a declared table as plain text that turns into cards on a phone.

    Each leads to its region's sheet, except on that sheet itself.
    """
    made = table_of(code, view)
    head(made, view, key=key, most=most)
    if made.frame.empty:
        return  # the heading says so
    has_sheets = not view.place and "region_code" in made.frame
    write = partial(_brief, columns=columns or made.columns, most=most, has_sheets=has_sheets)
    told = (columns, most, language(), status.theme(), view, filters.link())
    st.html(cached.drawn(write, made, "brief", *told))


def _brief(made: Table, *, columns: Sequence[str], most: int, has_sheets: bool) -> str:
    rows = made.frame.head(most)
    return briefs.table(briefs.linked(rows) if has_sheets else rows, columns, alt=made.alt)


def head(made: Chart | Table, view: View, *, key: str, most: int = 0, titled: bool = True) -> None:
    """The answer as a heading with the files beside it, the question and how to read it below."""
    note = (cut(made, most) if most else "") or made.note
    asked = " ".join(part for part in (f"**{made.question}**", plain(note)) if part)
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
        if titled:
            st.header(plain(made.title), anchor=False, width="stretch")
        else:
            st.caption(asked, width="stretch")
        if downloads.rows(made):
            downloads.offer(made, view, key=key)
    if titled:
        st.caption(asked if downloads.rows(made) else f"**{made.question}**")


def cut(made: Chart | Table, most: int) -> str:
    """'Tampil 7 dari 23; …', or nothing when all are shown."""
    rows = downloads.rows(made)
    return say("figures.shown", shown=number(most), rows=number(rows)) if rows > most else ""


def twin(made: Chart, *, key: str) -> None:
    """The numbers behind a picture as a table, sent only when it is opened."""
    opened = st.expander(say("shell.table_twin"), key=f"{key}_twin", on_change="rerun")
    if opened.open:
        with opened:
            tables.show(made.data, made.columns, alt=made.alt, key=f"{key}_table", height=360)
