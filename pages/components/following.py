"""Is a newer board out? The server tells the page, over a websocket, and the page runs again.

A page that ran every second to look would cost its server ten times as much, and look more seldom.
Many open pages do not run at once: each waits a part of the time the server gives them together,
and none breaks off a run that is under way. One that nobody looks at runs once it is looked at.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages import cached

KEY: Final = "newest"
FOLLOWS: Final = "_follows_a_board"
SCRIPT: Final = """
export default function ({ parentElement, setTriggerValue, data }) {
  // Streamlit calls this again for each new version, and cleans up once, at the end.
  parentElement.stopFollowing?.();
  let newest = data.version;
  let spreadMs = 0;
  let isTold = false;
  let failures = 0;
  let socket = null;
  let waiting = null;
  let connecting = null;
  const isBusy = () =>
    document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "running";
  const tell = () => {
    if (isBusy()) waiting = setTimeout(tell, 200);
    else setTriggerValue("version", newest);
  };
  const heed = () => {
    if (isTold || document.hidden || newest === data.version) return;
    isTold = true;
    waiting = setTimeout(tell, Math.random() * spreadMs);
  };
  const connect = () => {
    const site = location.origin.replace("http", "ws");
    socket = new WebSocket(`${site}/api/newest`);
    socket.onmessage = (message) => {
      failures = 0;
      ({ version: newest, spread_ms: spreadMs } = JSON.parse(message.data));
      heed();
    };
    socket.onclose = () => {
      failures += 1;
      const longestMs = Math.min(2 ** failures * 1000, 10000);
      connecting = setTimeout(connect, longestMs * (1 + Math.random()) / 2);
    };
  };
  connect();
  document.addEventListener("visibilitychange", heed);
  parentElement.stopFollowing = () => {
    document.removeEventListener("visibilitychange", heed);
    socket.onclose = socket.onmessage = null;
    socket.close();
    clearTimeout(waiting);
    clearTimeout(connecting);
  };
  return parentElement.stopFollowing;
}
"""


def begun() -> bool:
    """True in a run that follows a newer board: nobody has asked for it; once per run."""
    return bool(st.session_state.pop(FOLLOWS, False))


def heed() -> None:
    """Ends a run that only follows a board when its reader has asked for something meanwhile."""
    # To look into the session is where Streamlit breaks off a run that another replaces.
    st.session_state.get(FOLLOWS)


def _note() -> None:
    st.session_state[FOLLOWS] = True


def draw() -> None:
    """Follow the published board from here on; the shell calls this on every page."""
    follower = st.components.v2.component("tepat_newest", html="<i></i>", js=SCRIPT)
    with st.container(key=f"{KEY}_place"):
        follower(
            key=KEY,
            data={"version": cached.pointer().version},
            on_version_change=_note,
            height=1,
        )
