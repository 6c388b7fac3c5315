"""A line slips four days, a port closes: what then? What can be asked today, and what not yet."""

import streamlit as st

from pages.components import figures
from pages.components.filters import current_scope
from pages.components.text import say
from pages.components.views import View

SCRIPTS = {
    "decisions": "situation/decisions.py",
    "risk": "analysis/risk.py",
    "schedule": "situation/schedule.py",
    "changes": "situation/changes.py",
}

scope = current_scope()

st.info(say("what_if.not_yet"), icon=":material/construction:")
st.header(say("what_if.coming.title"), anchor=False)
st.markdown(say("what_if.coming.points"))

st.header(say("what_if.today.title"), anchor=False)
st.markdown(say("what_if.today.points"))
with st.container(horizontal=True):
    for code, script in SCRIPTS.items():
        st.page_link(script, label=say(f"shell.pages.{code}.title"), width="content")
figures.show_table("surplus_pairs", View(scope), key="what_if_pairs")
