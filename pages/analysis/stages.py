"""How far has each stage come, from planning the need to the write-off, and who is in charge?"""

from pages.components import figures, stage_parts
from pages.components.filters import current_scope
from pages.components.views import View

scope = current_scope()
item, name = stage_parts.choose_item(scope)
view = View(scope, narrowed=name, choices={"item_code": item})

figures.show("stage_units", view, key="stage_units", has_twin=False)
for code, columns, is_titled in stage_parts.TABLES:
    figures.show_table(
        code,
        view,
        key=code,
        columns=columns,
        titled=is_titled,
        height=stage_parts.whole_px(figures.table_of(code, view)),
    )
