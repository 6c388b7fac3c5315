"""What does a reader need that the frame does not give by itself: language, focus, contrast, calm?

A page is read aloud in the language its document names, and the frame always names English.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from data_pipeline.house import PAGE
from pages.components import status
from pages.components.text import language

KEY: Final = "reader"
CALM: Final = "_reader_is_calm"
SCRIPT: Final = """
export default function ({ setStateValue, data }) {
  document.documentElement.lang = data.language;
  const wish = window.matchMedia("(prefers-reduced-motion: reduce)");
  const tell = () => { if (wish.matches !== data.calm) setStateValue("calm", wish.matches); };
  tell();
  wish.addEventListener("change", tell);
  return () => wish.removeEventListener("change", tell);
}
"""
STYLE: Final = """<style>
[data-testid="stLayoutWrapper"]:has(> .st-key-reader_place, > .st-key-newest_place) {
  position: absolute; height: 0; overflow: hidden;}
[data-testid="stLayoutWrapper"]:has(> .st-key-unseen) {display: none;}
[data-testid="stApp"] :focus-visible:not(input, textarea, canvas, td) {
  outline: 2px solid %(ink)s !important; outline-offset: 2px;}
[data-testid="stApp"] nav :focus-visible, [data-testid="stHeader"] :focus-visible {
  outline-offset: -2px !important;}
[data-testid="stPopoverBody"] :focus-visible:not(input) {outline: 2px solid %(ink)s;}
[data-testid="stCaptionContainer"] {opacity: .8;}
[data-testid="stFileUploaderDropzoneInstructions"] span {color: %(ink)s; opacity: .8;}
button[kind^="primary"]:not(:disabled) {color: %(paper)s;}
[data-testid="stSelectbox"] button, [data-testid="stMultiSelect"] button {min-width: 24px;
  min-height: 24px;}
[data-testid="stDateInput"] [role="spinbutton"] {display: inline-block; min-width: 24px;
  min-height: 24px; text-align: center;}
[data-testid="stMetric"] :is(p, div) {white-space: normal !important;
  overflow-wrap: anywhere;}
[data-testid="stMain"] [data-testid="stPageLink"] :is(span, div, p) {white-space: normal;}
[data-testid="stCode"] .token {color: inherit !important;}
@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after {animation-duration: 1ms !important; animation-iteration-count: 1 !important;
    transition-duration: 1ms !important; scroll-behavior: auto !important;}
}
</style>"""


def draw() -> None:
    """Name the language of the document, and lay the styles under every page; the shell calls."""
    st.html(STYLE % PAGE[status.theme()])
    told = {"language": language(), "calm": is_calm()}
    with st.container(key=f"{KEY}_place"):
        reader = st.components.v2.component("tepat_reader", html="<i></i>", js=SCRIPT)
        reader(key=KEY, data=told, on_calm_change=_hear, height=1)


def is_calm() -> bool:
    """True when the reader has asked the machine for no more motion than needed."""
    return bool(st.session_state.get(CALM, False))


def _hear() -> None:
    """Kept apart from the component, whose own state ends with the page it stands on."""
    st.session_state[CALM] = bool((st.session_state.get(KEY) or {}).get("calm"))
