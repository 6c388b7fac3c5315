"""Is a newer board out? The page asks its server three times a second and then runs again.

A page that ran every second to look would cost its server ten times as much, and look more seldom.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages import cached

KEY: Final = "newest"
SCRIPT: Final = """
export default function ({ setTriggerValue, data }) {
  let isTold = false;
  const ask = async () => {
    if (isTold || document.hidden) return;
    const answer = await fetch("/api/health", { cache: "no-store" }).catch(() => null);
    if (!answer?.ok) return;
    const { version } = await answer.json();
    if (isTold || version === data.version) return;
    isTold = true;
    setTriggerValue("version", version);
  };
  const timer = setInterval(ask, 300);
  return () => clearInterval(timer);
}
"""


def draw() -> None:
    """Follow the published board from here on; the shell calls this on every page."""
    follower = st.components.v2.component("tepat_newest", html="<i></i>", js=SCRIPT)
    with st.container(key=f"{KEY}_place"):
        follower(
            key=KEY,
            data={"version": cached.pointer().version},
            on_version_change=lambda: None,
            height=1,
        )
