"""How fresh is what I see? A bar that follows board and access, and greys a page that stops."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import streamlit as st

from data_pipeline import clock, readiness
from data_pipeline.readiness import TICKS_UNTIL_STALE
from pages import access, cached, measured
from pages.components import filters
from pages.components.text import age, moment, number, say

# A newer board is followed sooner; this is for ages, access and intake.
TICK_SECONDS: Final = 5.0
# Grey but not pale: an old page is read all the more carefully.
GREY_PAGE: Final = "<style>[data-testid='stMain'] .st-key-page {filter: grayscale(1)}</style>"


@st.fragment(run_every=TICK_SECONDS)
def bar() -> None:
    """As-of, version and age of the board; a new version reruns the page where the reader is."""
    measured.present()
    if access.has_changed() or cached.on_show() != cached.pointer():
        st.rerun()
    if not cached.has_board():
        return
    seconds = board_age_seconds()
    st.markdown(_sentence(seconds))
    if is_stale(seconds):
        st.warning(say("shell.stale", age=age(seconds / 3600)), icon=":material/cloud_off:")
        st.html(GREY_PAGE)
    if problem := readiness.intake_problem(cached.settings()):
        st.warning(say(f"shell.intake.{problem.code}"), icon=":material/move_to_inbox:")


@st.fragment(run_every=TICK_SECONDS)
def watch() -> None:
    """Where there is no bar: opens the page by itself once who looks is let in."""
    if access.has_changed():
        st.rerun()


def board_age_seconds() -> float:
    """Seconds since the board was built, by this machine's clock.

    A simulated election has a clock of its own that may stand still or race; whether the
    machinery still publishes is a question to the real one.
    """
    built_at = datetime.fromisoformat(cached.pointer().built_at)
    return max(0.0, (clock.wall_now() - built_at).total_seconds())


def is_stale(seconds: float) -> bool:
    """True when the worker has missed more than three ticks."""
    return seconds > TICKS_UNTIL_STALE * cached.settings().tick_seconds


def _sentence(seconds: float) -> str:
    chosen = filters.current_scope().as_of
    facts = {
        "as_of": moment(chosen or cached.meta()["as_of"]),
        "version": number(cached.pointer().version),
        "age": age(seconds / 3600),
    }
    kind = "stale" if is_stale(seconds) else "past" if chosen else "fresh"
    return say(f"shell.freshness_{kind}", **facts)
