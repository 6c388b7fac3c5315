"""Which briefing, about what, in which words? Choose, look, make the files."""

import streamlit as st

from pages import cached
from pages.components import briefing_parts
from pages.components.filters import current_scope

order = briefing_parts.choose(current_scope())
if order is None:
    st.stop()
document = cached.document(order)
briefing_parts.offer_making(order, document)
briefing_parts.draw_made()
briefing_parts.preview(document)
