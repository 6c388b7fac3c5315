"""Who has been told of what, what waits, what did not arrive, and who has answered?"""

import streamlit as st

from pages import access
from pages.components import alert_parts, figures
from pages.components.filters import current_scope
from pages.components.text import say
from pages.components.views import View

scope = current_scope()
view = View(scope)
if scope.as_of is not None:
    st.info(say("alerts.page.now"), icon=":material/history:")

directory = alert_parts.directory()
alert_parts.draw_process(directory is not None)
told, letters = alert_parts.alerts(scope), alert_parts.messages(scope)
if directory is None:
    alert_parts.draw_setup(scope)
if directory is not None or len(told.frame):
    alert_parts.draw_numbers(told, letters)
    figures.show_made(
        told,
        view,
        key="alerts_table",
        columns=alert_parts.ALERTS,
        on_select=alert_parts.draw_chosen,
    )
    figures.show_made(letters, view, key="alerts_letters")
if directory is not None and access.principal().grant.is_everywhere:
    figures.show_made(alert_parts.recipients(directory, scope), view, key="alerts_people")
