"""Will we be ready, and where not? The tail first, then what got worse and what to decide."""

import pandas as pd
import streamlit as st

from pages import api, cached
from pages.components import briefs, headline, maps, region_card, status, tiles
from pages.components.filters import current_scope, link
from pages.components.text import number, say

WORSE_ROWS, DECISION_ROWS = 7, 8

scope = current_scope()
numbers = cached.overview_numbers(scope)
regions = cached.region_status(scope)


def linked(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the address of each region's sheet."""
    return rows.assign(link=[link("region", region_code=code) for code in rows["region_code"]])


def shown_of(rows: pd.DataFrame, most: int) -> str:
    """'7 dari 23', or nothing said when all are shown."""
    return say("overview.shown", n=number(min(len(rows), most)), total=number(len(rows)))


headline.draw(numbers)

wide, narrow = st.columns([1.75, 1])
with wide.container(border=True, height="stretch"):
    st.subheader(say("overview.map.title"), anchor=False)
    st.markdown(" ".join(status.chip(k, number(numbers[f"{k}_units"])) for k in status.ORDER))
    chosen = maps.draw_status(
        api.status_url(numbers["as_of"]),
        bounds=maps.bounds_of(regions, scope.province_codes),
        marks=maps.marked(regions),
        provinces=scope.province_codes,
        alt=say("overview.map.alt", red=numbers["red_units"], grey=numbers["grey_units"]),
        key="overview_map",
        guess=790,
    )
    if chosen:
        region_card.draw(regions, chosen)
with narrow.container(border=True, height="stretch"):
    worse = cached.worsened(scope)
    st.subheader(say("overview.worse.title"), anchor=False, help=shown_of(worse, WORSE_ROWS))
    briefs.draw(
        linked(worse.head(WORSE_ROWS)),
        ["status_before", "status", "region_name", "tps_not_ready"],
        alt=say("overview.worse.title"),
        empty=say("overview.worse.none"),
    )

with st.container(border=True):
    st.subheader(say("overview.tiles.title"), anchor=False, help=say("overview.tiles.help"))
    tiles.draw(cached.province_status(scope))

with st.container(border=True):
    decisions = cached.decisions(scope)
    st.subheader(
        say("overview.decisions.title"), anchor=False, help=shown_of(decisions, DECISION_ROWS)
    )
    briefs.draw(
        linked(decisions.head(DECISION_ROWS)),
        ["status", "decide_by", "region_name", "item_name", "deciding_gate", "way_out"],
        alt=say("overview.decisions.title"),
        empty=say("overview.decisions.none"),
    )
