"""Why is it red, is the cause common, whose is it, and who could help?"""

import pandas as pd
import streamlit as st

from pages.components import decision_parts, figures, risk_parts
from pages.components.filters import current_scope
from pages.components.text import say
from pages.components.views import View

scope = current_scope()
view = View(scope)
every_entry = figures.table_of("risk_register", view).frame

matrix = figures.chart_of("gate_matrix", view)
figures.head(matrix, view, key="risk_matrix")
narrowed = risk_parts.draw_matrix(matrix)
st.caption(say("risk.matrix_help"))

left, right = st.columns([1, 1.5])
with left:
    figures.show("risk_causes", view, key="risk_causes", on_pick=risk_parts.pick_cause)
with right:
    levels = figures.chart_of("risk_grid", view)
    figures.head(levels, view, key="risk_levels")
    narrowed |= risk_parts.draw_levels(levels)
    st.caption(say("risk.levels_help"))

if len(every_entry):
    risk_parts.draw_narrowed(risk_parts.in_words(narrowed, every_entry))
    narrowed |= risk_parts.draw_filters(every_entry)
register = View(scope, narrowed=risk_parts.in_words(narrowed, every_entry), choices=narrowed)
chosen: list[pd.Series] = []
figures.show_table(
    "risk_register",
    register,
    key="risk_register",
    columns=risk_parts.COLUMNS,
    on_select=chosen.append,
)
listed = figures.table_of("risk_register", register).frame
decision_parts.draw_entry(decision_parts.chosen_entry(listed, chosen), scope)

figures.show_table("surplus_pairs", view, key="surplus_pairs")
