"""What stands on the overseas page beside its figures? Its scope and the choice of mail."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages import cached
from pages.cached import Scope
from pages.components.filters import OVERSEAS
from pages.components.text import number, say
from pages.components.views import View

STATES: Final = ("early", "late", "announced", "in_window", "none")
POUCHES: Final = (
    "status",
    "region_name",
    "country",
    "leave_by",
    "pouches_underway",
    "next_pouch_at",
    "short_pcs",
    "mail_from_on",
    "tps_count",
)
MAIL: Final = (
    "region_name",
    "country",
    "mail_name",
    "first_mailed_on",
    "early_pcs",
    "in_window_pcs",
    "late_pcs",
    "announced_pcs",
)
CLOSED: Final = ("post_city", "country", "closed_because", "served_by")
POSTS: Final = ("status", "region_name", "country", "decide_by", "reason", "tps_count", "age_hours")


def everywhere_abroad(scope: Scope) -> View:
    """All posts at the moment of the scope: the provinces chosen do not hide them."""
    return View(Scope(scope.as_of, (OVERSEAS,)), narrowed=say("overseas.scope"))


def choose_mail(view: View) -> View:
    """The posts narrowed to one state of their mail, with the count of each; none chosen = all."""
    counts = cached.ask("overseas_mail", view.scope)["mail_state"].value_counts()
    names = {state: say(f"figures.overseas.mail_state.{state}") for state in STATES}
    state = st.pills(
        say("overseas.mail"),
        [state for state in STATES if state in counts],
        format_func=lambda code: f"{names.get(code, code)} {number(counts.get(code, 0))}",
        key="overseas_state",
    )
    if not state:
        return view
    return View(view.scope, narrowed=f"{view.narrowed} · {names[state]}", choices={"state": state})
