"""Who may come in, and as what?"""

import streamlit as st

from pages import cached
from pages.components import people_parts
from pages.components.text import say

known = people_parts.listed(cached.settings())
people_parts.explain()
st.header(say("access.people.title"), anchor=False)
people_parts.draw_table(known)
people_parts.draw_person(known)
people_parts.draw_grant(cached.settings())
people_parts.answered()
