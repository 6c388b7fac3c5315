"""How many days ahead or behind is each stage and region, and is the pace enough?"""

import streamlit as st

from pages import cached
from pages.components import timeline_parts
from pages.components.filters import current_scope
from pages.components.named import labelled, localised
from pages.components.text import say

scope = current_scope()
timeline = localised(cached.timeline(scope))
if timeline.empty:
    st.info(say("timeline.not_begun"))
    st.stop()
timeline["place"] = labelled(timeline["region_name"], timeline["stage_name"])
summary = localised(cached.timeline_summary(scope))

timeline_parts.draw_numbers(summary)

st.header(say("timeline.dots"), anchor=False)
st.caption(say("timeline.dots_help"))
stage = st.pills(say("timeline.stage"), list(summary["stage_name"].unique()), key="dots_stage")
timeline_parts.draw_deviations(timeline[timeline["stage_name"] == stage] if stage else timeline)

st.header(say("timeline.curve"), anchor=False)
curve = timeline_parts.choose_curve(localised(cached.stage_progress(scope)))
same_stage = summary["stage_code"] == curve["stage_code"].iloc[-1]
timeline_parts.draw_curve(
    curve,
    due_on=summary.loc[same_stage, "due_on"].max(),
    voting_on=cached.meta()["voting_on"],
)

st.header(say("timeline.pace"), anchor=False)
timeline_parts.draw_pace(timeline)

st.header(say("timeline.milestones"), anchor=False)
timeline_parts.draw_milestones(localised(cached.milestones(scope)))
