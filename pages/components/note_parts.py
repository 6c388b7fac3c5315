"""What did people note about this region, and when; and how is a note added?"""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from pages.components import action_forms, figures
from pages.components.action_forms import Entry
from pages.components.text import moment, plain, say
from pages.components.views import View

COLUMNS: Final = ("event_at", "comment_text", "author_name")
MOST: Final = 5
DAY: Final = pd.Timedelta(days=1)


def draw(view: View) -> None:
    """The newest notes on a region, and the form for another one."""
    if len(figures.table_of("notes", view).frame):
        figures.show_brief("notes", view, key="region_notes", columns=COLUMNS, most=MOST)
    with st.expander(say("region.note.title"), icon=":material/edit_note:"):
        st.caption(say("region.note.help"))
        if action_forms.is_open(view.scope) and action_forms.may_act(view.place):
            _form(Entry(view.place))


def beside(history: pd.DataFrame, view: View) -> list[str]:
    """For each moment of the history, what was noted in the day before it; '' for nothing."""
    noted = figures.table_of("notes", view).frame
    return [
        _told(noted[(noted["event_at"] > at - DAY) & (noted["event_at"] <= at)])
        for at in history["as_of"]
    ]


def _form(about: Entry) -> None:
    author = action_forms.author_name()
    action = action_forms.FORMS["comment"](about, author, pd.DataFrame())
    if action:
        action_forms.send(action, about)
    action_forms.answered(about)


def _told(noted: pd.DataFrame) -> str:
    """'8 Jan 2024 09.30 WIB: jalan putus; …', oldest first."""
    rows = zip(noted["event_at"][::-1], noted["comment_text"][::-1], strict=True)
    return "; ".join(f"{moment(at)}: {plain(text)}" for at, text in rows)
