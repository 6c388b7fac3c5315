"""What must I sign, by when, else what?"""

import pandas as pd

from pages.components import decision_parts, figures
from pages.components.filters import current_scope
from pages.components.views import View

scope = current_scope()
view = View(scope)
listed = figures.table_of("decision_list", view)
if len(listed.frame):
    decision_parts.draw_numbers(listed.frame)

chosen: list[pd.Series] = []
figures.show_table(
    "decision_list",
    view,
    key="decision_table",
    columns=decision_parts.COLUMNS,
    on_select=chosen.append,
)
decision_parts.draw_entry(decision_parts.chosen_entry(listed.frame, chosen), scope)
figures.show("decision_effect", view, key="decision_effect")
