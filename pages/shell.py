"""The frame of every page: menu, shared filters, freshness, SIMULASI; runs on each visit."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data_pipeline import troubles
from data_pipeline.settings import ROOT
from pages import audited, cached, measured
from pages.cached import Scope
from pages.components import accessibility, filters, freshness
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
    chosen = _menu()
    if not cached.has_board():
        _before_the_first_board(chosen, title)
        return
    title.title(chosen.title, anchor=False)
    filters.draw(*choices[:-1])
    audited.view(_code(chosen), filters.current_scope(), filters.asked_region())
    _simulation()
    freshness.bar()
    page = st.container(key="page")
    # Drawn before the page: a page that stops early must not take the attribution with it.
    st.caption(say("shell.footer", rules=cached.meta()["rules_version"]))
    with page:
        _run(chosen)


def _before_the_first_board(chosen: st.Page, title: DeltaGenerator) -> None:
    """Say what is missing; a page that needs no board is open all the same."""
    opens = any(entry.code == chosen.url_path and not entry.needs_board for entry in PAGES)
    title.title(chosen.title if opens else say("shell.no_board.title"), anchor=False)
    st.info(say("shell.no_board.body"), icon=":material/hourglass_empty:")
    freshness.bar()
    if opens:
        audited.view(_code(chosen), Scope())
        _run(chosen)


def _run(chosen: st.Page) -> None:
    """The page itself; what goes wrong is told under a number, and the log has the rest."""
    try:
        with measured.run(_code(chosen)):
            chosen.run()
    except Exception as error:
        number = troubles.keep(cached.settings(), error, f"page {_code(chosen)}")
        st.error(say("shell.error", number=number), icon=":material/report:")
        st.html(NO_SECOND_BOX)
        raise


def _code(chosen: st.Page) -> str:
    """The registry's code of a page; the default page has no address of its own."""
    return chosen.url_path or next(entry.code for entry in PAGES if entry.is_default)


def _menu() -> st.Page:
    sections: dict[str, list[st.Page]] = {}
    for entry in PAGES:
        header = "" if entry.section == "situation" else say(f"shell.sections.{entry.section}")
        sections.setdefault(header, []).append(_page(entry))
    return st.navigation(sections, position="top")


def _page(entry: PageEntry) -> st.Page:
    return st.Page(
        entry.path,
        title=say(f"shell.pages.{entry.code}.title"),
        help=say(f"shell.pages.{entry.code}.help"),
        icon=f":material/{entry.icon}:",
        url_path=None if entry.is_default else entry.code,
        default=entry.is_default,
    )


def _simulation() -> None:
    """A make-believe election says so on every page, with the time it has reached."""
    meta = cached.meta()
    if meta["is_simulated"]:
        clock = moment(meta["as_of"])
        st.info(say("shell.simulation_banner", clock=clock), icon=":material/science:")


run()
