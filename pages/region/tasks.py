"""What is mine today?"""

import pandas as pd

from pages.components import decision_parts, figures, task_parts
from pages.components.filters import current_scope
from pages.components.views import View

scope = current_scope()
every_task = figures.table_of("risk_register", View(scope)).frame
choices = task_parts.choose(every_task)
words = task_parts.in_words(choices, every_task)

mine = View(scope, place=choices["region"], narrowed=words, choices=choices)
chosen: list[pd.Series] = []
figures.show_table(
    "tasks",
    mine,
    key="task_table",
    columns=task_parts.COLUMNS,
    on_select=chosen.append,
)
listed = figures.table_of("tasks", mine).frame
decision_parts.draw_entry(decision_parts.chosen_entry(listed, chosen), scope)

log = View(scope, place=choices["region"], choices={"region": choices["region"]})
figures.show_table("action_log", log, key="task_log", columns=task_parts.LOG)
