"""What does a wall screen show? The data's age, the counts, and four views that take turns.

Nothing else is on the screen: the frame is hidden, so the wall says itself that it is a
simulation, and that it is old.
"""

from __future__ import annotations

from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from data_pipeline import clock
from pages import cached
from pages.cached import Scope
from pages.components import accessibility, filters, freshness, permalink, status, wallboard_views
from pages.components.text import UNKNOWN, age, hours, is_missing, moment, number, pick, say

SHOW_KEY: Final = "show"
# As Streamlit names it, beside pages/shell.py.
OVERVIEW: Final = "situation/overview.py"
SHOWN: Final = "_wall_shown"
STARTED: Final = "_wall_started"
PLAYED: Final = "_wall_played"
SECONDS_EACH: Final = 20
HOURS_ON_CLOCK: Final = 48
# The frame's own parts go, the page stays; its sizes follow the screen's width.
STYLE: Final = """<style>
[data-testid="stHeader"] {display: none;}
[data-testid="stMainBlockContainer"] {padding: 1.2vw 1.6vw 0.6vw; max-width: none;}
[data-testid="stMainBlockContainer"] > div > *:not(.st-key-page):not(:has(.st-key-page)) {
  display: none;}
.wall {line-height: 1.15;}
.wall h1 {font-size: clamp(17px, 1.7vw, 44px); padding: 0; font-weight: 650;}
.wall h2 {font-size: clamp(17px, 1.75vw, 48px); padding: 0 0 .3vw; font-weight: 650;}
.wall p {margin: 0; font-size: clamp(14px, 1.35vw, 36px);}
.wall .band {display: grid; grid-template-columns: auto 1fr; gap: .4vw 2.4vw; align-items: end;}
.wall .clock {font-size: clamp(48px, 7.6vw, 240px); font-weight: 700; line-height: .95;
  font-variant-numeric: tabular-nums; letter-spacing: -.02em;}
.wall .mark {border: 2px solid currentColor; border-radius: .4em; padding: 0 .4em;
  font-weight: 700; white-space: nowrap;}
.wall .old {border: .3vw solid currentColor; border-radius: .6vw; padding: .5vw 1vw;
  margin-top: .5vw; font-weight: 700; font-size: clamp(17px, 2.2vw, 60px);}
.wall .counts {display: grid; grid-template-columns: repeat(4, 1fr); gap: .6vw;}
.wall .counts div {border-radius: .6vw; padding: .5vw 1vw; border: 1px solid rgb(0 0 0 / 25%);}
.wall .counts b {font-size: clamp(28px, 3.9vw, 130px); line-height: 1; display: block;
  font-variant-numeric: tabular-nums;}
.wall .counts span {font-size: clamp(12px, 1.4vw, 38px);}
.wall ol {list-style: none; margin: 0; padding: 0;}
.wall li {display: grid; grid-template-columns: auto 1fr auto; gap: 0 1.2vw; margin: 0;
  align-items: baseline; padding: .45vw 0; border-top: 1px solid rgb(128 128 128 / 35%);}
.wall li b, .wall li i {font-size: clamp(16px, 2vw, 56px); font-style: normal;}
.wall li i {font-weight: 650; font-variant-numeric: tabular-nums; text-align: right;}
.wall li span {font-size: clamp(13px, 1.4vw, 38px); opacity: .8;}
.wall li .shape {border-radius: .4em; padding: 0 .45em; opacity: 1; white-space: nowrap;}
.st-key-wall_view .tiles b {font-size: clamp(11px, 0.92vw, 28px);}
.st-key-wall_view .tiles span {font-size: clamp(11px, 0.95vw, 28px);}
.st-key-wall_view .tiles a {min-height: max(40px, min(3.6vw, 6vh));}
.st-key-page, .st-key-wall_view {gap: .7vw;}
@media (max-width: 700px) {
  .wall .band {grid-template-columns: 1fr;}
  .wall .counts {grid-template-columns: repeat(2, 1fr);}
  .wall li {grid-template-columns: auto 1fr;} .wall li i {grid-column: 2; text-align: left;}
}
@media (prefers-reduced-motion: no-preference) {
  .wall-view {animation: wall-in .7s ease-out;}
  @keyframes wall-in {from {opacity: 0;} to {opacity: 1;}}
}
</style>"""


def fill_the_screen() -> None:
    """Hide the frame and take the whole screen; leaving the page undoes it."""
    st.html(STYLE)
    permalink.follow(SHOW_KEY, wallboard_views.CODES)
    if accessibility.is_calm() and not st.session_state.get(PLAYED) and not _held_code():
        st.session_state[SHOW_KEY] = wallboard_views.CODES[0]


@st.fragment(run_every=1.0)
def clock_band(scope: Scope) -> None:
    """The board's age, ticking, beside the counts; says so when nobody publishes any more."""
    seconds = freshness.board_age_seconds()
    is_old = freshness.is_stale(seconds)
    st.html(_band(scope, seconds) + (_warning(seconds) if is_old else ""))
    if is_old:
        st.html(freshness.GREY_PAGE)


def draw_views(scope: Scope) -> None:
    """One view held, or all of them in turn; held at first for who wants little motion."""
    with st.container(key="wall_view"):
        (_held if _held_code() else _rotating)(scope)


def draw_controls() -> None:
    """Pause, go on, choose a view, leave: nothing moves that cannot be stopped."""
    with st.container(horizontal=True, vertical_alignment="center", key="wall_controls"):
        if _held_code():
            st.button(say("wallboard.play"), icon=":material/play_arrow:", on_click=_play)
        else:
            st.button(say("wallboard.pause"), icon=":material/pause:", on_click=_pause)
        chosen = st.pills(
            say("wallboard.views"),
            wallboard_views.CODES,
            format_func=lambda code: say(f"wallboard.view.{code}"),
            key=SHOW_KEY,
            label_visibility="collapsed",
        )
        permalink.keep(SHOW_KEY, chosen)
        st.page_link(OVERVIEW, label=say("wallboard.leave"), width="content")


def _held_code() -> str:
    return st.session_state.get(SHOW_KEY) or ""


def _held(scope: Scope) -> None:
    wallboard_views.draw(_held_code(), scope)


@st.fragment(run_every=SECONDS_EACH)
def _rotating(scope: Scope) -> None:
    now = clock.wall_now().timestamp()
    started = st.session_state.setdefault(STARTED, now)
    # The timer is never exact: the nearest turn is meant.
    turn = round((now - started) / SECONDS_EACH) % len(wallboard_views.CODES)
    st.session_state[SHOWN] = wallboard_views.CODES[turn]
    wallboard_views.draw(wallboard_views.CODES[turn], scope)


def _pause() -> None:
    st.session_state[SHOW_KEY] = st.session_state.get(SHOWN, wallboard_views.CODES[0])


def _play() -> None:
    st.session_state[SHOW_KEY] = None
    st.session_state[PLAYED] = True
    st.session_state.pop(STARTED, None)


def _band(scope: Scope, seconds: float) -> str:
    meta, numbers = cached.meta(), cached.overview_numbers(scope)
    simulated = escape(say("wallboard.simulated")) if meta["is_simulated"] else ""
    mark = f' <span class="mark">{simulated}</span>' if simulated else ""
    days = say("wallboard.days", n=number(_days_before(scope)))
    title = escape(f"{pick(meta, 'election_name')} · {days} · {filters.places()}")
    as_of = say("wallboard.as_of", as_of=moment(numbers["as_of"]))
    told = escape(f"{as_of} · {_reports(numbers)}")
    counts = "".join(_count(kind, int(numbers[f"{kind}_units"])) for kind in status.ORDER)
    return (
        f'<div class="wall"><h1>{title}{mark}</h1><div class="band"><div>'
        f"<p>{escape(say('wallboard.age'))}</p>"
        f'<div class="clock" role="timer" aria-live="off">{_clock(seconds)}</div></div>'
        f'<div><p>{told}</p><div class="counts">{counts}</div></div></div></div>'
    )


def _reports(numbers: pd.Series) -> str:
    """How old the oldest report is that the colours rest on."""
    oldest = numbers["oldest_age_hours"]
    span = UNKNOWN if is_missing(oldest) else hours(oldest)
    never = number(numbers["never_reported_units"])
    return say("wallboard.reports", oldest=span, never=never)


def _clock(seconds: float) -> str:
    """'0:02:41'; from two days on the span in words, which nobody misreads."""
    if seconds >= HOURS_ON_CLOCK * 3600:
        return escape(hours(seconds / 3600))
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _warning(seconds: float) -> str:
    told = say("wallboard.old", age=age(seconds / 3600))
    return f'<div class="wall"><div class="old" role="status">{escape(told)}</div></div>'


def _count(kind: str, count: int) -> str:
    colour, ink = status.colours()[kind], status.INKS[status.theme()][kind]
    words = f"{status.SHAPES[kind]} {status.word(kind)}"
    return (
        f'<div style="background:{colour};color:{ink}">'
        f"<b>{number(count)}</b><span>{escape(words)}</span></div>"
    )


def _days_before(scope: Scope) -> int:
    points = cached.as_of_points().set_index("as_of")
    return int(points.loc[scope.as_of or cached.meta()["as_of"], "days_before"])
