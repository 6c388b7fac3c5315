"""May we trust the colour? The rules in force, what is an estimate, and what nobody has measured."""

from pages.components import figures, method_parts
from pages.components.filters import current_scope
from pages.components.views import View

scope = current_scope()
view = View(scope)
rules = figures.table_of("risk_rules", view).frame
days_before = method_parts.days_before(scope)

method_parts.draw_numbers(rules, days_before)
method_parts.draw_gates(rules, days_before)
method_parts.draw_order(rules, days_before)
method_parts.draw_notes("rollup", "evidence", "stillness")
figures.show_table("risk_rules", view, key="method_rules", columns=method_parts.RULES)
method_parts.draw_notes("estimates", "proposals")
method_parts.draw_unmeasured()
