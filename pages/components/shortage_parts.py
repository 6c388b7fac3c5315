"""What stands on the shortages page beside its figures? Numbers and the choice of items."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from pages.components import permalink, picking
from pages.components.text import language, number, say
from pages.components.views import View

ITEMS_KEY: Final = "items"
# What must be seen without scrolling at 1,440 px; the files hold every column.
COLUMNS: Final = (
    "status",
    "region_name",
    "unit_name",
    "short_pcs",
    "short_packs",
    "coverage_ratio",
    "tps_not_ready",
    "decide_by",
    "age_hours",
)


def draw_none(numbers: pd.Series) -> None:
    """Nothing is short — as far as is known: silence does not count as enough."""
    kind = "unknown" if numbers["never_reported_units"] else "none"
    facts = {"silent": "never_reported_units", "units": "unit_count"}
    told = {name: number(numbers[column]) for name, column in facts.items()}
    st.info(say(f"shortages.{kind}", **told))


def choose_items(shortages: pd.DataFrame) -> tuple[tuple[str, ...], str]:
    """The items the reader chose, as codes and in words; none chosen = all."""
    names = dict(zip(shortages["item_code"], shortages[f"item_name_{language()}"], strict=True))
    permalink.follow_all(ITEMS_KEY, names)
    chosen = st.pills(
        say("shortages.items"),
        sorted(names, key=names.__getitem__),
        selection_mode="multi",
        format_func=lambda code: names.get(code, code),
        key=ITEMS_KEY,
    )
    permalink.keep(ITEMS_KEY, permalink.SEPARATOR.join(chosen))
    return tuple(chosen), ", ".join(names[code] for code in chosen)


def pick_item(row: pd.Series | None) -> None:
    """The page shows the good of the cell alone; all goods when it is let go."""
    st.session_state[ITEMS_KEY] = [] if row is None else [row["item_code"]]


def pick_cell(row: pd.Series | None) -> None:
    """The page shows the province and the good of the cell alone."""
    picking.narrow_to_province(row)
    if row is not None:
        pick_item(row)


def draw_numbers(shortages: pd.DataFrame, items: Collection[str], numbers: pd.Series) -> None:
    """Units and regions short, ballots lacking, regions nobody knows of.

    Only ballots are added up: they share a unit and a pack, other goods share neither.
    """
    short = shortages[shortages["item_code"].isin(items)] if items else shortages
    ballots = short[short["item_class"] == "ballot"]
    packs = number(ballots["short_packs"].sum())
    regions = f"{number(short['region_code'].nunique())} / {number(numbers['unit_count'])}"
    silent = number(numbers["never_reported_units"])
    with st.container(horizontal=True, key="shortage_numbers"):
        st.metric(say("shortages.units"), number(len(short)), border=True)
        st.metric(say("shortages.regions"), regions, border=True)
        sheets, told = (
            number(ballots["short_pcs"].sum()),
            say("shortages.ballots_help", packs=packs),
        )
        st.metric(say("shortages.ballots"), sheets, border=True, help=told)
        st.metric(say("shortages.silent"), silent, border=True, help=say("shortages.silent_help"))


def of_unit(view: View, chosen: Sequence[pd.Series]) -> View:
    """The view of the chosen row alone; the whole view when no row is chosen."""
    if not chosen:
        return view
    row = chosen[-1]
    unit = (row["region_code"], row["item_code"], row["dapil_code"])
    return View(view.scope, narrowed=view.narrowed, choices={**view.choices, "unit": unit})
