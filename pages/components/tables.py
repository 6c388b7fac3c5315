"""How is a table shown? Labels and formats from the catalogue, a status as shape and word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, Literal

import pandas as pd
import streamlit as st

from data_pipeline import catalog, cells
from data_pipeline.catalog import Column
from data_pipeline.cells import NUMERIC
from pages.components import filters, overridden
from pages.components.text import UNKNOWN, language, say

ROW_PX: Final = 35
NAMED, CODED = "region_name", "region_code"
# A canvas table cuts what it cannot fit: these must be read to their end.
WIDTHS: Final = {
    "found_text": 190,
    "shipment_code": 210,
    "alarm_names": 220,
    "unit_name": 280,
    "basis": 320,
    "cause": 190,
    "cause_before": 190,
    "owner": 300,
    "plan_name": 296,
}


def show(
    frame: pd.DataFrame,
    columns: Sequence[str],
    *,
    alt: str,
    key: str,
    height: int | None = None,
    on_select: Callable[[int], None] | None = None,
) -> None:
    """Draw columns of a frame as a table to sort and search; `on_select` gets the chosen row."""
    if frame.empty:
        st.caption(say("shell.no_rows"))
        return
    event: Any = st.dataframe(
        styled(frame, columns),
        hide_index=True,
        key=key,
        alt=alt,
        row_height=ROW_PX,
        height=height or "auto",
        column_config={label(name): _config(name) for name in columns},
        on_select="rerun" if on_select else "ignore",
        selection_mode="single-cell",
        placeholder=UNKNOWN,
    )
    cells = event["selection"]["cells"] if on_select else []
    if on_select and cells:
        on_select(int(cells[0][0]))


def fitting_px(rows: int, most: int) -> int | None:
    """A long table scrolls; a short one is as tall as its rows."""
    return ROW_PX * (most + 1) + 2 if rows > most else None


def styled(frame: pd.DataFrame, columns: Sequence[str]) -> Any:
    """Numbers stay numbers, so that they sort, and are shown in the reader's own marks.

    The formats of st.dataframe follow the browser's language, not the reader's choice here.
    """
    numbers = {name: catalog.column(name).format in NUMERIC for name in columns}
    values = {label(name): frame[name] if numbers[name] else texts(frame, name) for name in columns}
    formats = {label(name): _format(name) for name in columns if numbers[name]}
    return pd.DataFrame(values).style.format(formats)


def readable(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The columns as text a person reads, under their labels."""
    return pd.DataFrame({label(name): texts(frame, name) for name in columns})


def label(name: str) -> str:
    """The catalogue's label of a column in the reader's language."""
    return cells.label(language(), name)


def texts(frame: pd.DataFrame, name: str) -> list[str]:
    """One column as text in the reader's language; a region's name says when it is overridden."""
    told = cells.texts(language(), frame, name)
    if name != NAMED or CODED not in frame:
        return told
    return overridden.marked(told, list(frame[CODED]), filters.current_scope().as_of)


def cell(value: Any, name: str) -> str:
    """One value as the table shows it; a dash when unknown."""
    return cells.cell(language(), value, name)


def _format(name: str) -> Callable[[Any], str]:
    return lambda value: cell(value, name)


def _config(name: str) -> Any:
    column = catalog.column(name)
    return st.column_config.Column(
        help=column.description(language()) or None,
        alignment=_alignment(column),
        width=WIDTHS.get(name),
    )


def _alignment(column: Column) -> Literal["left", "right"]:
    return "right" if column.format in NUMERIC else "left"
