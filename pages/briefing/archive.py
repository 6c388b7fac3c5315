"""Which briefings were made, from which board, and are their numbers still the same?"""

import streamlit as st

from pages import cached
from pages.components import briefing_archive
from pages.components.text import say

listing = briefing_archive.listed(cached.settings())
briefing_archive.warn(listing)
if not listing.entries:
    st.info(say("briefing.archive.none"))
    st.stop()

chosen = briefing_archive.choose(listing)
briefing_archive.draw_entry(chosen)
briefing_archive.offer_check(chosen)
briefing_archive.draw_all(listing)
