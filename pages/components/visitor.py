"""Who am I here, and why was I not let in? The line under the head of every page."""

from __future__ import annotations

import streamlit as st

from data_pipeline.access import demo, mode, refused, roles
from data_pipeline.access.principal import Principal
from data_pipeline.access.refused import Refused
from pages import access, cached
from pages.cached import Scope
from pages.components import permalink, status
from pages.components.text import number, plain, say

# A new sign-in helps against these; against the others an administrator does.
SIGN_IN_HELPS = (refused.SIGNED_OUT, refused.EXPIRED, refused.ENDED)
HAS_SESSION = (refused.UNKNOWN, refused.DISABLED, refused.EXPIRED, refused.ENDED)
# Streamlit's own tables and charts offer their data as a file: not to who may take none.
NO_FILES = """<style>
[data-testid="stElementToolbarButton"]:has([data-testid="stIconMaterial"]) {display: none;}
[data-testid="stElementToolbarButton"]:has([aria-label*="ownload"]) {display: none;}
</style>"""


def choose() -> None:
    """In a demonstration: say so, and let everybody be anybody; before the page asks who it is."""
    if mode.current() != mode.DEMO:
        return
    permalink.follow(access.AS_KEY, demo.PEOPLE)
    names = {code: say(f"access.roles.{code}") for code in demo.PEOPLE}
    with st.container(horizontal=True, vertical_alignment="center", key="demo_banner"):
        st.markdown(say("access.demo"), help=say("access.demo_help"), width="content")
        chosen = st.selectbox(
            say("access.view_as"),
            demo.PEOPLE,
            format_func=lambda code: names.get(code, code),
            key=access.AS_KEY,
            label_visibility="collapsed",
            width=220,
        )
    permalink.keep(access.AS_KEY, None if chosen == demo.DEFAULT else chosen)


def draw(asks: Principal) -> None:
    """Name, role and the way out; through whose eyes, if through another's."""
    if not asks.may(roles.EXPORT):
        st.html(NO_FILES)
    if mode.current() != mode.OIDC:
        return
    facts = {"name": plain(asks.name), "role": say(f"access.roles.{asks.role.code}")}
    with st.container(horizontal=True, vertical_alignment="center", key="visitor"):
        if asks.seen_by:
            st.warning(say("access.looking", **facts), icon=":material/visibility:")
            st.button(say("access.stop_looking"), on_click=access.look_as, args=(None,))
        else:
            st.caption(say("access.signed_in", **facts))
        st.button(say("access.sign_out"), key="sign_out", on_click=access.sign_out)


def nation(scope: Scope) -> None:
    """For who sees part of the country: how many regions of all of it have each colour."""
    if access.principal().grant.is_everywhere:
        return
    told = cached.ask("national_status", scope).set_index("status")["unit_count"]
    counts = " ".join(status.chip(kind, number(told.get(kind, 0))) for kind in status.ORDER)
    st.markdown(say("access.nation", counts=counts))


def refuse(error: Refused) -> None:
    """Why nobody is let in, and what helps."""
    st.title(say("access.refused.title"), anchor=False)
    facts = {name: plain(value) for name, value in error.facts.items()}
    st.error(say(f"access.refused.{error.code}", **facts), icon=":material/lock:")
    if error.code == refused.UNKNOWN:
        told = "\n".join(f"{name}: {value}" for name, value in error.facts.items())
        st.code(told, language=None, wrap_lines=True)
    if error.code in SIGN_IN_HELPS:
        st.button(
            say("access.sign_in"),
            key="sign_in",
            type="primary",
            icon=":material/login:",
            on_click=access.sign_in,
        )
        if access.is_provider_away():
            st.warning(say("access.provider_away"), icon=":material/cloud_off:")
    if error.code in HAS_SESSION:
        st.button(say("access.sign_out"), key="sign_out", on_click=st.logout)


def not_for(asks: Principal, open_pages: dict[str, str]) -> None:
    """This page is not for that role; the pages that are (script, title)."""
    role = say(f"access.roles.{asks.role.code}")
    st.info(say("access.not_for", role=role), icon=":material/lock:")
    for script, title in open_pages.items():
        st.page_link(script, label=title, icon=":material/arrow_forward:")
