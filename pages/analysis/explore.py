"""Which regions meet these conditions? Province, status and name narrow everything at once."""

import streamlit as st

from pages import audited, turns
from pages.components import explorer, figures
from pages.components.filters import asked_region, current_scope, whole_scope
from pages.components.views import View


@st.fragment
def narrowed() -> None:
    """The files hold the provinces chosen; the browser gets all of them and narrows by itself.

    A fragment: what is chosen here changes nothing else on the page.
    """
    with turns.of_a_part():
        view = View(current_scope())
        audited.view("explore", view.scope, asked_region())
        figures.head(figures.table_of("regions", view), view, key="explore_regions", titled=False)
        everything = whole_scope()
        explorer.draw(figures.table_of("regions", View(everything)), everything, key="explore")


narrowed()
