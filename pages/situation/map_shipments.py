"""Is it one region or one route? Statuses on the map, consignments over it, exceptions first."""

import streamlit as st

from pages import api, cached
from pages.components import consignments, export, maps, region_card, status, tables
from pages.components.filters import current_scope, open_region
from pages.components.text import number, say

COLUMNS = [
    "lateness",
    "late_days",
    "region_name",
    "item_name",
    "quantity_pcs",
    "transport_mode",
    "shipment_status",
    "eta_at",
    "alarm_codes",
    "carrier_name",
    "shipment_code",
]

scope = current_scope()
numbers = cached.overview_numbers(scope)
regions = cached.region_status(scope)
reported = consignments.with_alarm_names(cached.shipments(scope), cached.alarms(scope))

top = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    shipments = consignments.chosen(reported)
    abroad = consignments.looks_abroad(scope.province_codes)
exceptions = consignments.exceptions(shipments)
top.header(consignments.sentence(shipments, exceptions), anchor=False)

with st.container(border=True):
    st.markdown(" ".join(status.chip(k, number(numbers[f"{k}_units"])) for k in status.ORDER))
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
        region_card.draw(regions, chosen)

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
