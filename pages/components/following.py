"""Is a newer board out? The page asks its server three times a second and then runs again.

A page that ran every second to look would cost its server ten times as much, and look more seldom.
Many open pages do not run at once: each waits a part of the time the server gives them together,
and none breaks off a run that is under way.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages import cached

KEY: Final = "newest"
SCRIPT: Final = """
export default function ({ setTriggerValue, data }) {
  let isTold = false;
  let waiting = null;
  const isBusy = () =>
    document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "running";
  const tell = (version) => {
    if (isBusy()) waiting = setTimeout(tell, 200, version);
    else setTriggerValue("version", version);
  };
  const ask = async () => {
    if (isTold || document.hidden) return;
    const answer = await fetch("/api/health", { cache: "no-store" }).catch(() => null);
    if (!answer?.ok) return;
    const { version, spread_ms } = await answer.json();
    if (isTold || version === data.version) return;
    isTold = true;
    waiting = setTimeout(tell, Math.random() * spread_ms, version);
  };
  const timer = setInterval(ask, 300);
  return () => {
    isTold = true;
    clearInterval(timer);
    clearTimeout(waiting);
  };
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
