"""Is it one region or one route? Statuses on the map, consignments over it, exceptions first."""

import streamlit as st

from pages import cached
from pages.components import consignments, figures, maps, region_card, status
from pages.components.filters import current_scope
from pages.components.text import number, say
from pages.components.views import View

COLUMNS = (
    "lateness",
    "late_days",
    "region_name",
    "item_name",
    "quantity_pcs",
    "transport_mode",
    "shipment_status",
    "eta_at",
    "alarm_names",
    "carrier_name",
    "shipment_code",
)

scope = current_scope()
numbers = cached.overview_numbers(scope)
chart = figures.chart_of("status_map", View(scope))

top = st.container()
modes = consignments.choose_modes(cached.late_shipments(scope))
abroad = consignments.looks_abroad(scope.province_codes)
view = View(scope, narrowed=consignments.in_words(modes), choices={"modes": modes})
late = figures.table_of("late_shipments", view)
top.header(late.title, anchor=False)

with st.container(border=True):
    figures.head(chart, View(scope), key="shipment_map")
    st.markdown(" ".join(status.chip(k, number(numbers[f"{k}_units"])) for k in status.ORDER))
    chosen = maps.draw(
        chart,
        scope,
        bounds=maps.WORLD if abroad else None,
        posts=consignments.posts(chart.rows),
        shipments=consignments.arcs(late.frame),
        key="shipment_map",
        guess=1260,
    )
    st.caption(say("map.legend"))
    if chosen:
        region_card.draw(chart.data, chosen)
    figures.twin(chart, key="shipment_map")

figures.show_table(
    "late_shipments",
    view,
    key="shipment_table",
    columns=COLUMNS,
    titled=False,
    on_select=consignments.draw_chosen,
)
