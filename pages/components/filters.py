"""What does the reader look at? Province, moment and language: in the URL, on every page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data_pipeline.access import demo, mode
from data_pipeline.text import LANGUAGES
from pages import access, cached
from pages.cached import Scope
from pages.components.text import DEFAULT_LANGUAGE, LANGUAGE_KEY, say

# A bound widget writes its LABEL to the URL: labels are the same in both languages, or links break.
PROVINCE_KEY: Final = "prov"
# Chosen where the box is not drawn anew: a browser would send the box's old choice once more.
ASKED_PROVINCES: Final = "_asked_provinces"
AS_OF_KEY: Final = "as_of"
REGION_KEY: Final = "region"
NEWEST: Final = "latest"
OVERSEAS: Final = "99"
# Relative to the script Streamlit runs, pages/shell.py.
SHEET: Final = "region/sheet.py"
WIB: Final = timedelta(hours=7)


def draw(
    for_provinces: DeltaGenerator, for_as_of: DeltaGenerator, *, has_provinces: bool = True
) -> None:
    """The shared filters in their places; the shell draws them once, above every page.

    Without provinces the page has a choice of its own; the box is there but unseen, and keeps the
    choice in the address and for the other pages.
    """
    with for_provinces if has_provinces else st.container(key="unseen"):
        _provinces()
    with for_as_of:
        _as_of()


def draw_language() -> None:
    """The switch of language; drawn before anything is said, so that all of it is in one tongue."""
    st.segmented_control(
        "Bahasa / Language",
        list(LANGUAGES),
        default=DEFAULT_LANGUAGE,
        required=True,
        key=LANGUAGE_KEY,
        label_visibility="collapsed",
        bind="query-params",
    )


def choose_provinces(labels: Sequence[str]) -> None:
    """Narrow to provinces by their labels ('35 Jawa Timur'); the box follows when it is drawn."""
    codes = {label: code for code, label in cached.province_labels().items()}
    st.session_state[ASKED_PROVINCES] = [codes[label] for label in labels if label in codes]


def chosen_labels() -> list[str]:
    """The provinces somebody has chosen, by their labels."""
    labels = cached.province_labels()
    return [labels[code] for code in _asked_provinces()]


def whole_scope() -> Scope:
    """The scope of all the reader may see at the moment looked at, whatever is chosen."""
    return Scope(_chosen_as_of(), access.principal().grant.province_codes)


def current_scope() -> Scope:
    """The scope the filters say; the newest moment of the whole country when they say nothing."""
    return Scope(as_of=_chosen_as_of(), province_codes=_chosen_provinces())


def region_label(region_code: str) -> str:
    """'35.78 Kota Surabaya': how a region stands in a select box and in `?region=`."""
    return cached.region_labels().get(region_code, region_code)


def current_region() -> str | None:
    """Draw the region select box, bound to `?region=`; the chosen code, or None."""
    labels = _region_labels_in_scope()
    return st.selectbox(
        say("filters.region"),
        list(labels),
        index=None,
        format_func=lambda code: labels.get(code, code),
        key=REGION_KEY,
        placeholder=say("filters.region_placeholder"),
        bind="query-params",
    )


def asked_region() -> str:
    """The code of the region that is looked at or named in the address; '' when there is none."""
    chosen = st.session_state.get(REGION_KEY) or st.query_params.get(REGION_KEY, "")
    code = str(chosen).partition(" ")[0]
    return code if code in cached.region_labels() else ""


def open_region(region_code: str) -> None:
    """Offer the way to the sheet of a region, keeping province, moment and language.

    A link, because st.switch_page refuses to leave while any widget is bound to the URL.
    """
    label = region_label(region_code)
    st.page_link(
        SHEET,
        label=say("filters.open_region", region=label),
        icon=":material/arrow_forward:",
        # What is bound to the URL stays there by itself.
        query_params={REGION_KEY: label},
    )


def _provinces() -> None:
    labels = cached.province_labels()
    if ASKED_PROVINCES in st.session_state:
        st.session_state[PROVINCE_KEY] = st.session_state.pop(ASKED_PROVINCES)
    st.multiselect(
        say("filters.province"),
        list(labels),
        format_func=lambda code: labels.get(code, code),
        key=PROVINCE_KEY,
        placeholder=_nothing_chosen(labels),
        label_visibility="collapsed",
        bind="query-params",
    )


def _as_of() -> None:
    newest = say("filters.newest")  # said here: format_func also runs where no reader is known
    st.selectbox(
        say("filters.as_of"),
        [NEWEST, *_points()],
        format_func=lambda point: newest if point == NEWEST else point,
        key=AS_OF_KEY,
        label_visibility="collapsed",
        bind="query-params",
    )


def _nothing_chosen(labels: Mapping[str, str]) -> str:
    """What is shown when no province is chosen: the country, or the part the reader may see."""
    own = access.principal().grant.province_codes
    return ", ".join(labels.get(code, code) for code in own) or say("filters.all_provinces")


def _chosen_provinces() -> tuple[str, ...]:
    """The provinces chosen; for who sees part of the country, no choice means that part."""
    return tuple(sorted(_asked_provinces() or access.principal().grant.province_codes))


def _asked_provinces() -> list[str]:
    chosen: list[str] = st.session_state.get(PROVINCE_KEY, [])
    asked: list[str] = st.session_state.get(ASKED_PROVINCES, chosen)
    return asked


def _chosen_as_of() -> datetime | None:
    chosen = st.session_state.get(AS_OF_KEY, NEWEST)
    return _points().get(chosen)


def _points() -> dict[str, datetime]:
    """Each earlier moment of the board by its name in WIB, newest first; the newest is NEWEST."""
    return dict(list(cached.moments(_named).items())[1:])


def _named(moment: datetime) -> str:
    return f"{moment + WIB:%Y-%m-%d %H:%M} WIB"


def _region_labels_in_scope() -> dict[str, str]:
    """The regions to choose from; a post's code does not begin with its province."""
    labels, provinces = cached.region_labels(), _chosen_provinces()
    regions = cached.regions()
    if provinces:
        regions = regions[regions["province_code"].isin(provinces)]
    return {code: labels[code] for code in regions["region_code"]}


def places() -> str:
    """The provinces looked at, in words, for files and captions."""
    labels = cached.province_labels()
    chosen = ", ".join(labels.get(code, code) for code in _chosen_provinces())
    return chosen or say("filters.all_provinces")


def link(page: str = "", *, province_code: str = "", region_code: str = "") -> str:
    """The address of a page with the reader's language and moment, narrowed to a place."""
    told = _told(province_code=province_code, region_code=region_code)
    return f"/{page}" + (f"?{urlencode(told)}" if told else "")


def _told(*, province_code: str = "", region_code: str = "") -> dict[str, str]:
    chosen = {
        PROVINCE_KEY: cached.province_labels().get(province_code, ""),
        REGION_KEY: region_label(region_code) if region_code else "",
        AS_OF_KEY: st.session_state.get(AS_OF_KEY, NEWEST),
        LANGUAGE_KEY: st.session_state.get(LANGUAGE_KEY, DEFAULT_LANGUAGE),
    }
    if mode.current() == mode.DEMO:
        chosen[access.AS_KEY] = st.session_state.get(access.AS_KEY, demo.DEFAULT)
    defaults = {access.AS_KEY: demo.DEFAULT, AS_OF_KEY: NEWEST, LANGUAGE_KEY: DEFAULT_LANGUAGE}
    return {key: text for key, text in chosen.items() if text and text != defaults.get(key)}
