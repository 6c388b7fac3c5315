"""What stands on the shortages page? Numbers, a ranked list, what a gap is made of, a matrix."""

from __future__ import annotations

from typing import Final

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.components import charts, export, panes, shortage_charts, tables
from pages.components.named import labelled
from pages.components.text import number, say

COLUMNS: Final = [
    "status",
    "region_name",
    "unit_name",
    "short_pcs",
    "short_packs",
    "coverage_ratio",
    "decide_by",
    "tps_not_ready",
    "need_pcs",
    "usable_pcs",
    "in_transit_in_time_pcs",
    "age_hours",
]
ALSO_EXPORTED: Final = [
    "province_name",
    "region_code",
    "item_code",
    "dapil_code",
    "received_pcs",
    "in_transit_late_pcs",
    "damaged_pcs",
    "open_order_pcs",
    "missing_pcs",
    "lead_time_days",
    "reported_at",
]
MOST_ROWS: Final = 200


def draw_none(numbers: pd.Series) -> None:
    """Nothing is short — as far as is known: silence does not count as enough."""
    kind = "unknown" if numbers["never_reported_units"] else "none"
    facts = {"silent": "never_reported_units", "units": "unit_count"}
    told = {name: number(numbers[column]) for name, column in facts.items()}
    st.info(say(f"shortages.{kind}", **told))


def choose_items(shortages: pd.DataFrame) -> pd.DataFrame:
    """The shortages of the items the reader chose; all of them until one is chosen."""
    names = sorted(shortages["item_name"].unique())
    label = say("shortages.items")
    chosen = st.pills(label, names, selection_mode="multi", key="shortage_items")
    return shortages[shortages["item_name"].isin(chosen or names)]


def draw_numbers(shortages: pd.DataFrame, numbers: pd.Series) -> None:
    """Units and regions short, packs that close the gap, regions nobody knows of."""
    regions = shortages["region_code"].nunique()
    silent = number(numbers["never_reported_units"])
    packs = number(shortages["short_packs"].sum())
    with st.container(horizontal=True, key="shortage_numbers"):
        st.metric(say("shortages.units"), number(len(shortages)), border=True)
        of_all = f"{number(regions)} / {number(numbers['unit_count'])}"
        st.metric(say("shortages.regions"), of_all, border=True)
        st.metric(say("shortages.packs"), packs, border=True, help=say("shortages.packs_help"))
        st.metric(say("shortages.silent"), silent, border=True, help=say("shortages.silent_help"))


def choose_units(shortages: pd.DataFrame) -> pd.DataFrame:
    """The list, largest consequence first; the row whose cell was chosen, or all of them."""
    few, many = number(min(len(shortages), MOST_ROWS)), number(len(shortages))
    st.caption(say("shortages.ranked_help", shown=few, rows=many))
    chosen: list[int] = []
    tables.show(
        shortages.head(MOST_ROWS),
        COLUMNS,
        alt=say("shortages.table_alt", rows=many),
        key="shortage_table",
        height=400,
        on_select=chosen.append,
    )
    columns = [*COLUMNS, *ALSO_EXPORTED]
    export.download(shortages, columns, name=say("shortages.ranked"), key="shortages")
    return shortages.iloc[chosen or slice(None)]


def draw_make_up(shortages: pd.DataFrame) -> None:
    """What each need is made of: usable, on the way, late, damaged, missing."""
    places = labelled(shortages["region_name"], shortages["unit_name"])
    charts.show(
        shortage_charts.make_up(shortages.assign(place=places), name="place"),
        alt=say("shortages.make_up_alt", name=shortages["region_name"].iloc[0]),
        key="shortage_make_up",
    )


def draw_region_matrix(shortages: pd.DataFrame) -> None:
    """Region by item, inside one province."""
    _draw_matrix(shortage_charts.by_region(shortages), None)


def draw_province_matrix(matrix: pd.DataFrame) -> None:
    """Province by item."""
    _draw_matrix(shortage_charts.by_province(matrix), matrix)


def _draw_matrix(figure: go.Figure, data: pd.DataFrame | None) -> None:
    alt = say("shortages.matrix_alt", name=charts.leader(figure))
    with panes.wide("shortage_matrix"):
        charts.show(figure, alt=alt, key="shortage_matrix", data=data)
