"""Which item is short where, net of transit and damage, and what closes the gap?"""

import streamlit as st

from pages import cached
from pages.components import shortage_parts
from pages.components.filters import current_scope
from pages.components.named import localised, with_dapil
from pages.components.text import number, say

scope = current_scope()
numbers = cached.overview_numbers(scope)
every_shortage = with_dapil(localised(cached.shortages(scope)))
if every_shortage.empty:
    shortage_parts.draw_none(numbers)
    st.stop()

shortages = shortage_parts.choose_items(every_shortage)
shortage_parts.draw_numbers(shortages, numbers)

st.header(say("shortages.ranked"), anchor=False)
chosen = shortage_parts.choose_units(shortages)

st.header(say("shortages.make_up"), anchor=False)
st.caption(say("shortages.make_up_help"))
shortage_parts.draw_make_up(chosen)

if len(scope.province_codes) == 1:
    st.header(say("shortages.regions_matrix"), anchor=False)
    silent = number(numbers["never_reported_units"])
    st.caption(say("shortages.regions_matrix_help", silent=silent))
    shortage_parts.draw_region_matrix(shortages)
else:
    st.header(say("shortages.matrix"), anchor=False)
    st.caption(say("shortages.matrix_help"))
    shortage_parts.draw_province_matrix(localised(cached.shortage_matrix(scope)))
