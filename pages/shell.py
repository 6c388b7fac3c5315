"""The frame of every page: menu, shared filters, freshness, SIMULASI; runs on each visit."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data_pipeline import troubles
from data_pipeline.access import refused
from data_pipeline.access.principal import Principal
from data_pipeline.access.refused import Refused
from data_pipeline.settings import ROOT
from pages import access, audited, cached, measured, turns
from pages.cached import Scope
from pages.components import accessibility, filters, following, freshness, visitor
from pages.components.text import moment, say, speak
from pages.registry import PAGES, PageEntry

# Streamlit's own box for the same error says less.
NO_SECOND_BOX = "<style>[data-testid='stException'] {display: none}</style>"
FAVICON = str(ROOT / "static" / "favicon.png")


def run() -> None:
    """Draw the frame, then the page that was asked for."""
    st.set_page_config(page_title="Tepat", page_icon=FAVICON, layout="wide")
    cached.pin()
    head = st.container(horizontal=True, vertical_alignment="center", key="head")
    title, *choices = (head.container(width=width) for width in ("stretch", 300, 200, "content"))
    with choices[-1]:
        filters.draw_language()
    speak()
    accessibility.draw()
    following.draw()
    line = st.container(horizontal=True, vertical_alignment="center", key="line")
    told, chosen_role = (line.container(width=width) for width in ("stretch", "content"))
    with chosen_role:
        visitor.choose()
    access.pin()
    try:
        asks = access.principal()
    except Refused as error:
        audited.turned_away(_entry(_menu(None)).code, error.code, error.facts.get("subject", ""))
        visitor.refuse(error)
        freshness.watch()
        return
    visitor.draw(asks)
    _open(asks, _menu(asks), title, choices[:-1], told)


def _open(
    asks: Principal,
    chosen: st.Page,
    title: DeltaGenerator,
    places: list[DeltaGenerator],
    told: DeltaGenerator,
) -> None:
    """The page in its frame, or why it stays shut."""
    entry = _entry(chosen)
    if not asks.may(entry.needs):
        audited.turned_away(entry.code, refused.NOT_ALLOWED, str(asks.identity))
        title.title(chosen.title, anchor=False)
        visitor.not_for(asks, {it.script: _title(it) for it in PAGES if asks.may(it.needs)})
        freshness.watch()
        return
    if not cached.has_board():
        _before_the_first_board(entry, chosen, title)
        return
    title.title(chosen.title, anchor=False)
    filters.draw(*places, has_provinces=not entry.filters_itself)
    audited.view(entry.code, filters.current_scope(), filters.asked_region())
    with told:
        freshness.bar()
    _simulation()
    page = st.container(key="page")
    # Drawn before the page: a page that stops early must not take the attribution with it.
    st.caption(say("shell.footer", rules=cached.meta()["rules_version"]))
    with page:
        _run(entry, chosen)


def _before_the_first_board(entry: PageEntry, chosen: st.Page, title: DeltaGenerator) -> None:
    """Say what is missing; a page that needs no board is open all the same."""
    opens = not entry.needs_board
    title.title(chosen.title if opens else say("shell.no_board.title"), anchor=False)
    st.info(say("shell.no_board.body"), icon=":material/hourglass_empty:")
    freshness.bar()
    if opens:
        audited.view(entry.code, Scope())
        _run(entry, chosen)


def _run(entry: PageEntry, chosen: st.Page) -> None:
    """The page itself; what goes wrong is told under a number, and the log has the rest."""
    try:
        with measured.run(entry.code):
            chosen.run()
    except Exception as error:
        number = troubles.keep(cached.settings(), error, f"page {entry.code}")
        st.error(say("shell.error", number=number), icon=":material/report:")
        st.html(NO_SECOND_BOX)
        raise


def _menu(asks: Principal | None) -> st.Page:
    """The pages of that role; the others have an address too, where they say for whom they are."""
    sections: dict[str, list[st.Page]] = {}
    for entry in PAGES:
        header = "" if entry.section == "situation" else say(f"shell.sections.{entry.section}")
        is_open = asks is not None and asks.may(entry.needs)
        sections.setdefault(header, []).append(_page(entry, is_open=is_open))
    return st.navigation(sections, position="top")


def _entry(chosen: st.Page) -> PageEntry:
    return next(it for it in PAGES if chosen.url_path == ("" if it.is_default else it.code))


def _title(entry: PageEntry) -> str:
    return say(f"shell.pages.{entry.code}.title")


def _page(entry: PageEntry, *, is_open: bool) -> st.Page:
    return st.Page(
        entry.path,
        title=_title(entry),
        help=say(f"shell.pages.{entry.code}.help"),
        icon=f":material/{entry.icon}:",
        url_path=None if entry.is_default else entry.code,
        default=entry.is_default,
        visibility="visible" if is_open else "hidden",
    )


def _simulation() -> None:
    """A make-believe election says so on every page, with the time it has reached."""
    meta = cached.meta()
    if meta["is_simulated"]:
        clock = moment(meta["as_of"])
        st.info(say("shell.simulation_banner", clock=clock), icon=":material/science:")


with turns.taken(follows=following.begun(), heed=following.heed):
    run()
