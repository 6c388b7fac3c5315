"""Which item is short where, net of transit and damage, and what closes the gap?"""

import pandas as pd
import streamlit as st

from pages import cached
from pages.components import figures, shortage_parts
from pages.components.filters import current_scope, open_region
from pages.components.views import View

scope = current_scope()
numbers = cached.overview_numbers(scope)
every_shortage = cached.shortages(scope)
if every_shortage.empty:
    shortage_parts.draw_none(numbers)
    figures.show_table("need_diff", View(scope), key="need_diff")
    st.stop()

items, names = shortage_parts.choose_items(every_shortage)
view = View(scope, narrowed=names, choices={"item_codes": items})
shortage_parts.draw_numbers(every_shortage, items, numbers)

chosen: list[pd.Series] = []
figures.show_table(
    "shortages",
    view,
    key="shortage_table",
    columns=shortage_parts.COLUMNS,
    on_select=chosen.append,
)
for row in chosen:
    open_region(row["region_code"])
figures.show("shortage_make_up", shortage_parts.of_unit(view, chosen), key="shortage_make_up")

if len(scope.province_codes) == 1:
    figures.show(
        "shortage_by_region", view, key="shortage_matrix", on_pick=shortage_parts.pick_item
    )
else:
    figures.show(
        "shortage_by_province", View(scope), key="shortage_matrix", on_pick=shortage_parts.pick_cell
    )

figures.show_table("need_diff", View(scope), key="need_diff")
