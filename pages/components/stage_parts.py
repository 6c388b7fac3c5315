"""What stands on the stages page beside its picture? The choice of an item, and the tables."""

from __future__ import annotations

from typing import Final

import streamlit as st

from data_pipeline.figures.chart import Table
from pages import cached
from pages.cached import Scope
from pages.components import tables
from pages.components.text import language, say

COLUMNS: Final = (
    "stage_name",
    "phase",
    "stage_state",
    "planned_window",
    "stage_done_pcs",
    "need_pcs",
    "done_ratio",
    "done_units",
    "unit_count",
    "owner",
)
NEEDS: Final = (
    "item_name",
    "phase",
    "base_pcs",
    "reserve_pcs",
    "need_pcs",
    "item_unit",
    "unit_count",
)
# Code, columns, and whether it has a heading of its own; these tables are read as a whole.
TABLES: Final = (("stage_table", COLUMNS, False), ("planned_need", NEEDS, True))


def choose_item(scope: Scope) -> tuple[str, str]:
    """The item the stages are told of, as code and in words; none chosen = all of them."""
    needs = cached.ask("need_totals", scope)
    names = dict(zip(needs["item_code"], needs[f"item_name_{language()}"], strict=True))
    item = st.selectbox(
        say("stages.item"),
        list(names),
        index=None,
        format_func=lambda code: names.get(code, code),
        placeholder=say("stages.all_items"),
        key="stage_item",
        width=360,
    )
    return item or "", names.get(item or "", "")


def whole_px(made: Table) -> int:
    """The height at which every row is seen."""
    return tables.ROW_PX * (len(made.frame) + 1) + 2
