"""What moved since I last looked? Worse and better, from which cause to which, and the log."""

import streamlit as st

from pages.components import change_parts, figures, picking
from pages.components.filters import current_scope, open_region
from pages.components.text import moment, say
from pages.components.views import View

scope = current_scope()
before = change_parts.choose_before(scope)
if before is None:
    st.info(say("changes.nothing_earlier"))
    st.stop()

since = say("changes.since", moment=moment(before))
view = View(scope, narrowed=since, choices={"from_as_of": before})
moved = figures.table_of("moved_regions", view)
st.header(moved.title, anchor=False)
counts = change_parts.draw_counts(moved.frame)

by, narrowed = change_parts.choose_by()
movers = View(scope, narrowed=f"{since} · {narrowed}", choices={"from_as_of": before, "by": by})
narrow = picking.narrow_to_province if by == "province" else None
figures.show("tps_movers", movers, key="change_movers", on_pick=narrow)

kind, narrowed = change_parts.choose_kind(counts)
told = " · ".join(part for part in (since, narrowed) if part)
figures.show_table(
    "moved_regions",
    View(scope, narrowed=told, choices={"from_as_of": before, "kind": kind}),
    key="change_regions",
    columns=change_parts.COLUMNS,
    titled=False,
    on_select=lambda row: open_region(str(row["region_code"])),
)
figures.show_table("shown_changes", View(scope), key="change_log")
