"""How does a wide picture fit a phone? It keeps its width and moves sideways under the finger."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

STYLE: Final = """<style>
@media (max-width: 700px) {
  [class*="st-key-pane_"] {overflow-x: auto;}
  [class*="st-key-pane_"] > div {min-width: 780px;}
}
</style>"""


def wide(key: str) -> DeltaGenerator:
    """A container whose content is never squeezed below 780 px."""
    st.html(STYLE)
    return st.container(key=f"pane_{key}")
