"""What does one region owe, what is coming, what is wrong, and what turns it green?"""

import streamlit as st

from pages.components import (
    figures,
    filters,
    note_parts,
    override_parts,
    region_parts,
    source_parts,
)
from pages.components.text import plain, say
from pages.components.views import View, of_region

scope = filters.current_scope()
region_parts.follow_link()
region_code = filters.current_region()
if region_code is None:
    st.info(say("region.choose"))
    figures.show_brief("regions", View(scope), key="region_choices", columns=region_parts.CHOICES)
    st.stop()

view = of_region(scope, region_code)
row = (
    figures.chart_of("status_map", View(view.scope)).data.set_index("region_code").loc[region_code]
)
sources = figures.table_of("region_sources", view).frame
units = figures.chart_of("region_coverage", view).data
history = figures.chart_of("region_history", view)

heading = say("region.heading", name=row["region_name"], province=row["province_name"])
st.header(plain(heading), anchor=False)
region_parts.draw_headline(row)
override_parts.draw(region_code, row["status"], view.scope)
region_parts.draw_numbers(row)

st.header(say("region.gates"), anchor=False)
region_parts.draw_gates(row, units)

region_parts.draw_history(history, view)
note_parts.draw(view)

figures.show_brief("region_why", view, key="region_why", most=30)
figures.show("region_coverage", view, key="region_coverage", has_twin=False)
figures.show_table(
    "region_goods",
    view,
    key="region_goods",
    columns=region_parts.GOODS,
    height=region_parts.whole_px(units),
    titled=False,
    on_select=lambda row: region_parts.draw_source(row, sources),
)
whole = region_parts.whole_px(units)
figures.show_table("need", view, key="region_need", columns=region_parts.NEED, height=whole)
figures.show_table(
    "region_consignments",
    view,
    key="region_consignments",
    columns=region_parts.CONSIGNMENTS,
    on_select=source_parts.draw,
)
source_parts.draw_of_region(view)
figures.show_brief("region_alarms", view, key="region_alarms", most=30)
region_parts.draw_reports(row)
