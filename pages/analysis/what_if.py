"""A line slips four days, a port closes: what then? What can be asked today, and what not yet."""

import streamlit as st

from pages.components import figures
from pages.components.filters import current_scope, link
from pages.components.text import say
from pages.components.views import View

scope = current_scope()

st.info(say("what_if.not_yet"), icon=":material/construction:")
st.header(say("what_if.coming.title"), anchor=False)
st.markdown(say("what_if.coming.points"))

st.header(say("what_if.today.title"), anchor=False)
links = {code: link(code) for code in ("decisions", "risk", "schedule", "changes")}
st.markdown(say("what_if.today.points", **links))
figures.show_table("surplus_pairs", View(scope), key="what_if_pairs")
