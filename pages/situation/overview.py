"""Will we be ready, and where not? The tail first, then what got worse and what to decide."""

import streamlit as st

from pages import cached
from pages.components import (
    cause_parts,
    figures,
    headline,
    help_parts,
    maps,
    region_card,
    status,
    tiles,
    visitor,
)
from pages.components.filters import current_scope
from pages.components.text import number, say
from pages.components.views import View

WORSE = ("status_before", "status", "region_name", "tps_not_ready")
DECISIONS = ("status", "decide_by", "region_name", "item_name", "deciding_gate", "way_out")

scope = current_scope()
view = View(scope)
numbers = cached.overview_numbers(scope)
headline.draw(numbers)
help_parts.draw_hint()
visitor.nation(scope)

wide, narrow = st.columns([1.75, 1])
map_place = wide.container(border=True, height="stretch")
with narrow.container(border=True, height="stretch"):
    figures.show_brief("worsened", view, key="overview_worse", columns=WORSE, most=7)

with st.container(border=True):
    tiled = figures.chart_of("province_tiles", view)
    figures.head(tiled, view, key="overview_tiles")
    tiles.draw(tiled)
    st.caption(say("overview.tiles.help"))
    figures.twin(tiled, key="overview_tiles")

with st.container(border=True):
    figures.show_brief("decisions", view, key="overview_decisions", columns=DECISIONS, most=8)

with st.container(border=True):
    figures.show("causes", view, key="overview_causes", on_pick=cause_parts.pick)
    cause_parts.draw(scope)

# Last of all: without a graphics card a browser stands still until the map is drawn.
with map_place:
    chart = figures.chart_of("status_map", view)
    figures.head(chart, view, key="overview_map")
    st.markdown(" ".join(status.chip(k, number(numbers[f"{k}_units"])) for k in status.ORDER))
    chosen = maps.draw(chart, scope, marks=maps.marked(chart.rows), key="overview_map", guess=790)
    if chosen:
        region_card.draw(chart.data, chosen)
    figures.twin(chart, key="overview_map")
