"""What does one region owe, what is coming, what is wrong, and what turns it green?"""

import streamlit as st

from pages import cached
from pages.cached import Scope
from pages.components import filters, region_parts
from pages.components.named import localised, with_dapil
from pages.components.text import say

scope = filters.current_scope()
region_parts.follow_link()
region_code = filters.current_region()
if region_code is None:
    st.info(say("region.choose"))
    region_parts.draw_choices(cached.region_status(scope))
    st.stop()

everywhere = Scope(as_of=scope.as_of)
regions = cached.region_status(everywhere).set_index("region_code", drop=False)
row = localised(regions.loc[[region_code]]).iloc[0]
name = row["region_name"]
units = with_dapil(localised(cached.unit_status(everywhere, region_code)))
consignments = with_dapil(localised(cached.region_shipments(everywhere, region_code)))
alarms = cached.alarms(everywhere)

st.header(say("region.heading", name=name, province=row["province_name"]), anchor=False)
region_parts.draw_headline(row)
region_parts.draw_numbers(row)

st.header(say("region.gates"), anchor=False)
region_parts.draw_gates(row, units)

st.header(say("region.history"), anchor=False)
region_parts.draw_history(cached.status_history(region_code))

st.header(say("region.why"), anchor=False)
region_parts.draw_why(units, name)

st.header(say("region.goods"), anchor=False)
st.caption(say("region.goods_help"))
region_parts.draw_goods(units, name)

st.header(say("region.consignments"), anchor=False)
region_parts.draw_consignments(consignments, name)

st.header(say("region.alarms"), anchor=False)
region_parts.draw_alarms(alarms[alarms["region_code"] == region_code], name)
region_parts.draw_reports(row)
