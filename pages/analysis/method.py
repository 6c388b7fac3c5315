"""May we trust the colour? Rules in force, estimates, and what nobody has measured."""

from pages.components import figures, method_parts
from pages.components.filters import current_scope
from pages.components.views import View

scope = current_scope()
view = View(scope)
table = figures.table_of("risk_rules", view)
rules, days_before = table.frame, method_parts.days_before(scope)

method_parts.draw_numbers(rules, days_before)
method_parts.draw_gates(rules, days_before)
method_parts.draw_order(rules, days_before)
method_parts.draw_notes("rollup", "evidence", "stillness")
method_parts.draw_rules(table, view)
method_parts.draw_notes("estimates", "proposals")
method_parts.draw_unmeasured()
