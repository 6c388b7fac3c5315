"""How many days ahead or behind is the country, per stage, and what is left of its buffer?"""

import streamlit as st

from pages import cached
from pages.components import figures, schedule_parts
from pages.components.filters import current_scope
from pages.components.text import say
from pages.components.views import View

scope = current_scope()
view = View(scope)
summary = cached.timeline_summary(scope)
if summary.empty:
    st.info(say("schedule.not_begun"))
else:
    schedule_parts.draw_numbers(summary, cached.meta()["days_before"])
    figures.show("stage_spread", view, key="schedule_spread")
    figures.show("buffer_use", view, key="schedule_buffer")

figures.show_brief(
    "countdown", view, key="schedule_milestones", columns=schedule_parts.MILESTONES, most=20
)
figures.show_brief("notes", view, key="schedule_notes", columns=schedule_parts.NOTES, most=7)
