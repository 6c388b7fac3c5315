"""Who is silent, whose data is wrong, and what became of each file?"""

import streamlit as st

from pages import cached
from pages.components import quality_parts, receipts
from pages.components.filters import current_scope
from pages.components.text import say

scope = current_scope()
reporting = cached.reporting(scope)

quality_parts.draw_numbers(reporting, cached.meta())

st.header(say("quality.who"), anchor=False)
st.caption(say("quality.who_help"))
quality_parts.draw_late(quality_parts.late_regions(reporting))

st.header(say("quality.calendar"), anchor=False)
st.caption(say("quality.calendar_help"))
quality_parts.draw_calendar(cached.reporting_calendar(scope))

st.header(say("quality.flags"), anchor=False)
quality_parts.draw_flags(reporting, cached.alarms(scope))

st.header(say("quality.receipts"), anchor=False)
st.caption(say("quality.receipts_help"))
delivery = quality_parts.choose_delivery(cached.deliveries())

st.header(say("quality.reasons"), anchor=False)
if delivery is None:
    quality_parts.draw_reasons(cached.refusal_reasons())
else:
    refused = cached.refused_rows(delivery["delivery_sha256"])
    st.caption(say("quality.reasons_of", file=delivery["file_name"]))
    receipts.draw_refused(refused, key="quality_refused")
    receipts.offer_correction(refused, delivery["file_name"], key="quality_correction")
