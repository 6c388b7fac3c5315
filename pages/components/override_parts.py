"""Has somebody put another colour in place of the computed one? Hatched, with both visible."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from data_pipeline import clock
from data_pipeline.actions import Action
from data_pipeline.contract.action import STATUSES
from data_pipeline.house import PAGE
from pages import cached
from pages.cached import Scope
from pages.components import action_forms, overridden, status
from pages.components.action_forms import Entry
from pages.components.text import hours, moment, say

HOURS: Final = (6, 12, 24, 48, 72)
STYLE: Final = """<style>
.override {border: 2px dashed var(--tone); border-radius: 8px; padding: 8px 12px;
  line-height: 1.5; background: repeating-linear-gradient(45deg,
  color-mix(in srgb, var(--tone) 26%, transparent) 0 7px, transparent 7px 14px);}
.override span {background: var(--paper); border-radius: 4px; padding: 1px 6px;
  box-decoration-break: clone; -webkit-box-decoration-break: clone;}
</style>"""


def current(region_code: str, scope: Scope) -> pd.Series | None:
    """The override that holds for that region at that moment."""
    held = cached.ask("overrides", Scope(as_of=scope.as_of))
    found = held[held["region_code"] == region_code]
    return None if found.empty else found.iloc[0]


def draw_mark(region_code: str, scope: Scope) -> None:
    """The colour people have put in its place, hatched, and the computed one; or nothing."""
    held = current(region_code, scope)
    if held is None:
        return
    facts = {
        "mark": overridden.MARK,
        "status": status.badge(held["override_status"]),
        "computed": status.badge(held["computed_status"]),
        "until": moment(held["expires_at"]),
        "reason": held["comment_text"],
        "owner": held["owner_name"],
        "author": held["author_name"],
    }
    lines = (escape(say(f"actions.override.{line}", **facts)) for line in ("mark", "why"))
    tone = status.colours()[held["override_status"]]
    paper = PAGE[status.theme()]["paper"]
    st.html(
        f'{STYLE}<div class="override" role="note" style="--tone:{tone};--paper:{paper}">'
        f"{'<br>'.join(f'<span>{line}</span>' for line in lines)}</div>"
    )


def draw(region_code: str, computed: str, scope: Scope) -> None:
    """The override of a region of that computed status, and the form to put or lift one."""
    draw_mark(region_code, scope)
    if computed == "grey":
        st.caption(say("actions.override.never_grey"))
        return
    with st.expander(say("actions.override.title"), icon=":material/edit_note:"):
        if not action_forms.is_open(scope) or not action_forms.may_act(region_code):
            return
        st.caption(say("actions.override.help", status=status.badge(computed)))
        author, about = action_forms.author_name(), Entry(region_code)
        action = _override_form(about, computed, author)
        if current(region_code, scope) is not None:
            action = action or _lift_form(about, author)
        if action:
            action_forms.send(action, about)
        action_forms.answered(about)


def _override_form(about: Entry, computed: str, author: str) -> Action | None:
    # Said here: format_func also runs where no reader is known.
    others = {code: status.badge(code) for code, _ in STATUSES if code != computed}
    spans = {span: hours(span) for span in HOURS}
    with st.form(f"override_{about.region_code}"):
        chosen = st.radio(
            say("actions.override.status"),
            list(others),
            format_func=others.__getitem__,
            horizontal=True,
            key="override_status",
        )
        reason = st.text_area(
            say("actions.override.reason"),
            key="override_reason",
            max_chars=action_forms.LONGEST_TEXT,
        )
        owner = st.text_input(
            say("actions.owner"),
            key="override_owner",
            max_chars=action_forms.LONGEST_NAME,
            placeholder=say("actions.owner_example"),
        )
        span = st.select_slider(
            say("actions.override.hours"),
            HOURS,
            value=24,
            format_func=spans.__getitem__,
            key="override_hours",
        )
        is_sent = st.form_submit_button(say("actions.override.send"), type="primary")
    if not is_sent:
        return None
    return replace(
        about.action("override", author, reason),
        owner_name=owner,
        override_status=str(chosen),
        expires_at=clock.now(cached.settings()) + timedelta(hours=span),
    )


def _lift_form(about: Entry, author: str) -> Action | None:
    with st.form(f"lift_{about.region_code}"):
        note = st.text_input(
            say("actions.note"), key="lift_note", max_chars=action_forms.LONGEST_TEXT
        )
        is_sent = st.form_submit_button(say("actions.override.lift"))
    return about.action("lift", author, note) if is_sent else None
