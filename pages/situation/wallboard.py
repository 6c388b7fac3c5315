"""What must everybody in the room see from five metres away, and is it still true?"""

from pages.components import wallboard_parts
from pages.components.filters import current_scope

scope = current_scope()
wallboard_parts.fill_the_screen()
wallboard_parts.clock_band(scope)
wallboard_parts.draw_views(scope)
wallboard_parts.draw_controls()
