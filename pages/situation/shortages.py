"""Which item is short where, net of transit and damage, and what closes the gap?"""

import streamlit as st

from pages import cached
from pages.components import charts, export, panes, shortage_charts, tables
from pages.components.filters import current_scope
from pages.components.named import labelled, localised, with_dapil
from pages.components.text import number, say

COLUMNS = [
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
ALSO_EXPORTED = [
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
MOST_ROWS = 200

scope = current_scope()
numbers = cached.overview_numbers(scope)
every_shortage = with_dapil(localised(cached.shortages(scope)))
silent = number(numbers["never_reported_units"])

if every_shortage.empty:
    kind = "unknown" if numbers["never_reported_units"] else "none"
    st.info(say(f"shortages.{kind}", silent=silent, units=number(numbers["unit_count"])))
    st.stop()

chosen_items = st.pills(
    say("shortages.items"),
    sorted(every_shortage["item_name"].unique()),
    selection_mode="multi",
    key="shortage_items",
)
is_shown = every_shortage["item_name"].isin(chosen_items or every_shortage["item_name"])
shortages = every_shortage[is_shown]

with st.container(horizontal=True, key="shortage_numbers"):
    st.metric(say("shortages.units"), number(len(shortages)), border=True)
    regions = f"{number(shortages['region_code'].nunique())} / {number(numbers['unit_count'])}"
    st.metric(say("shortages.regions"), regions, border=True)
    packs = number(shortages["short_packs"].sum())
    st.metric(say("shortages.packs"), packs, border=True, help=say("shortages.packs_help"))
    st.metric(say("shortages.silent"), silent, border=True, help=say("shortages.silent_help"))

st.header(say("shortages.ranked"), anchor=False)
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
export.download(
    shortages, [*COLUMNS, *ALSO_EXPORTED], name=say("shortages.ranked"), key="shortages"
)

st.header(say("shortages.make_up"), anchor=False)
st.caption(say("shortages.make_up_help"))
shown = shortages.iloc[chosen or slice(None)]
shown = shown.assign(place=labelled(shown["region_name"], shown["unit_name"]))
charts.show(
    shortage_charts.make_up(shown, name="place"),
    alt=say("shortages.make_up_alt", name=shown["region_name"].iloc[0]),
    key="shortage_make_up",
)

if len(scope.province_codes) == 1:
    st.header(say("shortages.regions_matrix"), anchor=False)
    st.caption(say("shortages.regions_matrix_help", silent=silent))
    figure, data = shortage_charts.by_region(shortages), None
else:
    st.header(say("shortages.matrix"), anchor=False)
    st.caption(say("shortages.matrix_help"))
    data = localised(cached.shortage_matrix(scope))
    figure = shortage_charts.by_province(data)
matrix_alt = say("shortages.matrix_alt", name=charts.leader(figure))
with panes.wide("shortage_matrix"):
    charts.show(figure, alt=matrix_alt, key="shortage_matrix", data=data)
