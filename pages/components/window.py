"""How wide is the place a map is drawn in? The browser knows; deck.gl cannot fit a view itself."""

from __future__ import annotations

from typing import Final

import streamlit as st

STEP_PX: Final = 20
SCRIPT: Final = """
export default function ({ parentElement, setStateValue, data }) {
  const host = parentElement.host ?? parentElement;
  let told = data.width;
  const tell = () => {
    const width = Math.floor(host.getBoundingClientRect().width / data.step) * data.step;
    if (width > 0 && width !== told) {
      told = width;
      setStateValue("width", width);
    }
  };
  const observer = new ResizeObserver(tell);
  observer.observe(host);
  return () => observer.disconnect();
}
"""


def width(*, guess: int, key: str) -> int:
    """Pixels across where this is called; `guess` until the browser has answered."""
    kept = f"_{key}_px"
    answer = st.session_state.get(key) or {}
    known = int(answer.get("width") or st.session_state.get(kept) or guess)
    st.session_state[kept] = known
    ruler = st.components.v2.component("tepat_ruler", html="<i></i>", js=SCRIPT)
    ruler(key=key, data={"width": known, "step": STEP_PX}, on_width_change=_rerun, height=1)
    return known


def is_phone() -> bool:
    """What the browser says of itself: the guess before its width is known."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def _rerun() -> None:
    """A state needs a listener; the rerun that follows is all that is wanted."""
