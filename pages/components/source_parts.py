"""From which file and line does it come, and where is that file's receipt?"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from pages.components import briefs, figures, filters, permalink
from pages.components.text import is_missing, moment, number, plain, say
from pages.components.views import View

DELIVERY_KEY: Final = "delivery"
LINE_KEY: Final = "line"
QUALITY: Final = "analysis/data_quality.py"
COLUMNS: Final = (
    "unit_name",
    "file_name",
    "line_number",
    "delivery_sequence",
    "reported_at",
    "sender",
)


def draw(row: pd.Series) -> None:
    """One line: file, line, ledger number, moment; and the way to the receipt."""
    if is_missing(row["delivery_sequence"]):
        st.caption(say("region.source.none"))
        return
    facts = {
        "file": plain(str(row["file_name"])),
        "line": number(row["line_number"]),
        "sequence": number(row["delivery_sequence"]),
        "reported": moment(row["reported_at"], row.get("tz", "WIB")),
    }
    st.markdown(f":material/description: {say('region.source.told', **facts)}")
    st.page_link(
        QUALITY,
        label=say("region.source.receipt", sequence=facts["sequence"]),
        icon=":material/receipt_long:",
        query_params=_receipt(row),
    )


def draw_of_region(view: View) -> None:
    """Every good of a region with its file and line; each leads to the file's receipt."""
    made = figures.table_of("region_sources", view)
    figures.head(made, view, key="region_sources")
    if made.frame.empty:
        return  # the heading says so
    with st.expander(say("region.source.all"), icon=":material/description:"):
        links = [_link(row) for _, row in made.frame.iterrows()]
        briefs.draw(made.frame.assign(link=links), COLUMNS, alt=made.alt, empty=made.empty)


def asked(deliveries: pd.DataFrame, chosen: list[pd.Series]) -> pd.Series | None:
    """The delivery whose row was chosen, or the one the address names; None for neither."""
    place = str(chosen[-1]["sequence"]) if chosen else None
    code = permalink.picked(DELIVERY_KEY, place, place or "")
    found = deliveries[deliveries["sequence"].astype(str) == code]
    if chosen or found.empty:
        permalink.keep(LINE_KEY, None)  # a line belongs to the link it came with
    return None if found.empty else found.iloc[0]


def draw_line(delivery: pd.Series) -> None:
    """Which line of that file the reader came from, when they came by a link."""
    line = st.query_params.get(LINE_KEY, "")
    if line.isdecimal():
        file = plain(delivery["file_name"])
        st.info(
            say("quality.line", line=number(int(line)), file=file), icon=":material/arrow_forward:"
        )


def _receipt(row: pd.Series) -> dict[str, str]:
    return {DELIVERY_KEY: str(row["delivery_sequence"]), LINE_KEY: str(row["line_number"])}


def _link(row: pd.Series) -> str:
    address = filters.link("data_quality")
    return f"{address}{'&' if '?' in address else '?'}{urlencode(_receipt(row))}"
