"""How does a wide picture fit a phone? It keeps its width and moves sideways under the finger."""

from __future__ import annotations

from typing import Final

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

HEAD_PX: Final = 90
ROW_PX: Final = 42
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


def roomy(figure: go.Figure, rows: int) -> go.Figure:
    """Rows tall enough for labels of two or three lines."""
    figure.update_layout(height=HEAD_PX + ROW_PX * max(1, rows))
    return figure.update_yaxes(tickfont_size=11)
