"""What stands on the help page, and who is led there? A tour, cards to read, words, columns."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from data_pipeline import catalog
from data_pipeline.text import catalogue
from pages.cached import Scope
from pages.components import briefs, figures, status, tables
from pages.components.text import language, number, say
from pages.components.views import View

WANTED_KEY: Final = "q"
HINT_KEY: Final = "hint"
OFF: Final = "off"
STATUSES: Final = {f"status_{kind}": kind for kind in status.ORDER}
# The steps of the tour, each with the page that answers it.
# Scripts as Streamlit names them, beside pages/shell.py.
TOUR: Final = {
    "overview": "situation/overview.py",
    "decisions": "situation/decisions.py",
    "region": "region/sheet.py",
    "changes": "situation/changes.py",
    "data_quality": "analysis/data_quality.py",
}
HELP: Final = "help/guide.py"
GLOSSARY: Final = ("term", "meaning", "term_other", "topic_name")
DICTIONARY: Final = ("column_label", "column_meaning", "column_unit", "column_code")


def draw_hint() -> None:
    """A line on the first page of a first visit; gone for good once it has been answered."""
    if st.query_params.get(HINT_KEY) == OFF or st.session_state.get(HINT_KEY):
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="help_hint"):
        st.page_link(HELP, label=say("help.hint"), icon=":material/lightbulb:", width="stretch")
        st.button(say("help.dismiss"), key="help_dismiss", type="tertiary", on_click=_dismiss)


def leave_hint() -> None:
    """Who has opened the help needs no hint any more."""
    st.session_state[HINT_KEY] = OFF


def search() -> str:
    """Draw the search; what is looked for, in the address."""
    wanted = st.text_input(
        say("help.search"),
        key=WANTED_KEY,
        placeholder=say("help.search_placeholder"),
        icon=":material/search:",
        bind="query-params",
    )
    return (wanted or "").strip()


def draw_tour(wanted: str) -> None:
    """Five steps, each a link; only while nothing is searched for."""
    if wanted:
        return
    st.header(say("help.tour.title"), anchor=False)
    with st.grid(5, min_column_width=200, key="help_tour"):
        for place, (code, script) in enumerate(TOUR.items(), start=1):
            with st.container(border=True, height="stretch", gap="xxsmall"):
                st.page_link(script, label=f"{place}. {say(f'shell.pages.{code}.title')}")
                st.markdown(say(f"help.tour.{code}"))


def draw_guide(code: str, wanted: str) -> None:
    """The cards of one part of the guide that hold the words looked for."""
    cards = [card for card in _cards(code) if _holds(wanted, *_texts(code, card))]
    if not cards:
        return
    st.header(say(f"help.{code}.title"), anchor=False)
    with st.grid(3, min_column_width=270, key=f"help_{code}"):
        for card in cards:
            _card(code, card)


def draw_glossary(scope: Scope, wanted: str) -> None:
    """The words of election logistics; every one of them while nothing is searched for."""
    view = View(scope, narrowed=wanted, choices={"wanted": wanted} if wanted else {})
    table = figures.table_of("glossary", view)
    figures.head(table, view, key="help_glossary")
    if len(table.frame):
        briefs.draw(table.frame, GLOSSARY, alt=table.alt, empty=table.empty)


def draw_dictionary(wanted: str) -> None:
    """Every column of the tables and files, from the catalogue."""
    found = dictionary(wanted)
    st.header(say("help.dictionary.title", n=number(len(found))), anchor=False)
    st.caption(say("help.dictionary.note"))
    if found.empty:
        st.caption(say("help.dictionary.empty"))
        return
    height = tables.fitting_px(len(found), 12)
    alt = say("help.dictionary.alt")
    tables.show(found, DICTIONARY, alt=alt, key="help_dictionary", height=height)


def dictionary(wanted: str) -> pd.DataFrame:
    """The columns of the catalogue whose name, label or description holds the words."""
    rows = [
        (
            column.label(language()),
            column.description(language()) or None,
            column.unit or None,
            column.name,
        )
        for column in catalog.columns().values()
        if _holds(wanted, column.name, column.label(language()), column.description(language()))
    ]
    return pd.DataFrame(sorted(rows, key=lambda row: row[0].lower()), columns=list(DICTIONARY))


def _dismiss() -> None:
    st.session_state[HINT_KEY] = OFF
    st.query_params[HINT_KEY] = OFF


def _card(code: str, card: str) -> None:
    title, body = _texts(code, card)
    with st.container(border=True, height="stretch", gap="xxsmall"):
        if card in STATUSES:
            st.html(f"<div class='brief'>{briefs.STYLE}{briefs.chip(STATUSES[card])}</div>")
        st.subheader(title, anchor=False)
        st.markdown(body)


def _cards(code: str) -> list[str]:
    """The names of a part's cards, in the order of the locale."""
    head, tail = f"help.{code}.", ".title"
    return [
        key.removeprefix(head).removesuffix(tail)
        for key in catalogue(language())
        if key.startswith(head) and key.endswith(tail) and key != f"help.{code}.title"
    ]


def _texts(code: str, card: str) -> tuple[str, str]:
    return say(f"help.{code}.{card}.title"), say(f"help.{code}.{card}.body")


def _holds(wanted: str, *texts: str) -> bool:
    return wanted.lower() in " ".join(texts).lower()
