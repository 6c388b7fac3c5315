"""What does it mean, and how do I read it? Search it, or read it from the top."""

from pages.components import help_parts
from pages.components.filters import current_scope

scope = current_scope()
help_parts.leave_hint()
wanted = help_parts.search()
help_parts.draw_tour(wanted)
help_parts.draw_guide("statuses", wanted)
help_parts.draw_guide("reading", wanted)
help_parts.draw_guide("keys", wanted)
help_parts.draw_glossary(scope, wanted)
help_parts.draw_dictionary(wanted)
