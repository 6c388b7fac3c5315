"""How does a choice whose words are translated stay in the address? As its code.

A widget bound to the address writes its label there, which differs between languages.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import streamlit as st

SEPARATOR: Final = ","


def follow(key: str, options: Collection[str]) -> None:
    """Let `?key=code` choose in the widget of that key; call it before the widget is drawn."""
    told = st.query_params.get(key, "")
    if key not in st.session_state and told in options:
        st.session_state[key] = told


def follow_all(key: str, options: Collection[str]) -> None:
    """The same for a widget that takes several: `?key=one,other`."""
    if key not in st.session_state:
        told = st.query_params.get(key, "").split(SEPARATOR)
        st.session_state[key] = [code for code in told if code in options]


def keep(key: str, code: str | None) -> str:
    """Write a choice into the address, or nothing there when there is none; returns the code."""
    if code:
        st.query_params[key] = code
    else:
        st.query_params.pop(key, None)
    return code or ""


def picked(key: str, place: object, code: str) -> str:
    """What a table's chosen cell narrows the page to, or what the link said.

    `place` is where the cell lies: only another place is a new choice, because a new board may
    put something else there.
    """
    before = f"_{key}_place"
    if st.session_state.get(before) != place:
        st.session_state[before] = place
        return keep(key, code)
    return st.query_params.get(key, "")
