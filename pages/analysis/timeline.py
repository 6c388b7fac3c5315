"""How many days ahead or behind is each stage and region, and is the pace enough?"""

import streamlit as st

from pages import cached
from pages.components import figures, picking, timeline_parts
from pages.components.filters import current_scope, open_region
from pages.components.text import say
from pages.components.views import View

scope = current_scope()
summary = cached.timeline_summary(scope)
if summary.empty:
    st.info(say("timeline.not_begun"))
    st.stop()

timeline_parts.draw_numbers(summary)

stage, name = timeline_parts.choose_stage(summary)
of_stage = View(scope, narrowed=name, choices={"stage_code": stage})
figures.show(
    "deviations",
    of_stage,
    key="timeline_dots",
    has_twin=False,
    on_pick=picking.narrow_to_province,
)
figures.show_table(
    "deviations",
    of_stage,
    key="timeline_table",
    columns=timeline_parts.DEVIATIONS,
    titled=False,
    on_select=lambda row: open_region(str(row["region_code"])),
)

item, stage = timeline_parts.choose_curve(cached.stage_progress(scope))
curve = View(scope, choices={"item_code": item, "stage_code": stage})
figures.show("s_curve", curve, key="timeline_curve")

figures.show("pace", View(scope), key="timeline_pace")
figures.show_table("milestones", View(scope), key="timeline_milestones")
