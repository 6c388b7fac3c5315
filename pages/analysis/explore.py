"""Which regions meet these conditions? Province, status and name narrow everything at once."""

from pages.components import explorer, figures
from pages.components.filters import current_scope, whole_scope
from pages.components.views import View

# The files hold the provinces chosen; the browser gets all of them and narrows by itself.
view = View(current_scope())
figures.head(figures.table_of("regions", view), view, key="explore_regions", titled=False)
everything = whole_scope()
explorer.draw(figures.table_of("regions", View(everything)), everything, key="explore")
