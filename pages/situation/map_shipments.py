"""Is it one region or one route? Statuses on the map, consignments over it, exceptions first."""

import streamlit as st

from pages import api, cached
from pages.components import consignments, export, maps, status, tables
from pages.components.filters import current_scope, open_region
from pages.components.text import number, say

COLUMNS = [
    "lateness",
    "late_days",
    "shipment_code",
    "region_name",
    "item_name",
    "quantity_pcs",
    "transport_mode",
    "shipment_status",
    "carrier_name",
    "planned_arrival_at",
    "eta_at",
    "alarm_codes",
]

scope = current_scope()
numbers = cached.overview_numbers(scope)
regions = cached.region_status(scope)
shipments = consignments.chosen(cached.shipments(scope))
exceptions = consignments.exceptions(shipments)

st.header(consignments.sentence(shipments, exceptions), anchor=False)
with st.container(border=True):
    st.markdown(" ".join(status.chip(k, number(numbers[f"{k}_units"])) for k in status.ORDER))
    abroad = consignments.looks_abroad(scope.province_codes)
    chosen = maps.draw_status(
        api.status_url(numbers["as_of"]),
        bounds=maps.WORLD if abroad else maps.bounds_of(regions, scope.province_codes),
        provinces=scope.province_codes,
        posts=consignments.posts(regions),
        shipments=consignments.arcs(exceptions),
        alt=say("map.alt", late=len(exceptions), red=numbers["red_units"]),
        key="shipment_map",
        guess=1260,
    )
    st.caption(say("map.legend"))
    if chosen:
        open_region(chosen)

with st.container(horizontal=True, vertical_alignment="bottom"):
    st.subheader(say("map.exceptions", n=number(len(exceptions))), anchor=False)
    export.download(shipments, COLUMNS, name=say("shell.pages.map.title"), key="shipments")
tables.show(
    exceptions,
    COLUMNS,
    alt=say("map.table_alt", n=number(len(exceptions))),
    key="shipment_table",
    height=520,
    on_select=lambda row: open_region(str(exceptions["region_code"].iloc[row])),
)
