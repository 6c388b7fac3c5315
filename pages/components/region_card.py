"""What about the region I just clicked? Its status, the reason, and the way to its sheet."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.components import override_parts, status, tables
from pages.components.filters import current_scope, open_region
from pages.components.text import plain


def draw(regions: pd.DataFrame, region_code: str) -> None:
    """Draw the card of one region of a region_status frame; nothing when it is out of scope."""
    found = regions[regions["region_code"] == region_code]
    if found.empty:
        return
    row = found.iloc[0]
    with st.container(border=True, key="region_card", gap="xsmall"):
        st.markdown(f"{status.chip(row['status'])} **{plain(row['region_name'])}**")
        override_parts.draw_mark(region_code, current_scope())
        st.caption(plain(tables.texts(found, "reason")[0]))
        open_region(region_code)
