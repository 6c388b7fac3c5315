"""What has been asked before? The only module that caches; every key begins with version and grant.

An answer is the same for ever under one version and grant: nothing expires by time. What was made
of a board goes whole, once three newer ones are on show.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data_pipeline import board as boards
from data_pipeline import queries
from data_pipeline.board import Board, Pointer
from data_pipeline.briefing.document import Document
from data_pipeline.briefing.order import Order
from data_pipeline.figures import declared
from data_pipeline.figures.chart import Chart, Table
from data_pipeline.figures.facts import Facts, as_at, facts_of
from data_pipeline.grants import NOWHERE, Grant
from data_pipeline.queries import Scope
from data_pipeline.settings import ROOT, Settings
from data_pipeline.settings import load as load_settings
from pages import access, measured

__all__ = ["Scope"]

GEOMETRY_PATH: Final = ROOT / "static" / "geo" / "kabkota_lite.geojson"
NOTHING: Final = Pointer(version=0, file="", as_of="", built_at="", ledger_sequence=0, schema="")
# A scope without provinces means all of them.
NO_PROVINCE: Final = "none"
PINNED: Final = "_pinned_board"
VARIABLES: Final = ("TEPAT_DATA_DIR", "TEPAT_ELECTION", "TEPAT_TICK_SECONDS")


_taking_on: Final = threading.Lock()
_shown: Final[dict[Path, tuple[Pointer, float]]] = {}

Args = tuple[object, ...]
Made = TypeVar("Made")
Told = TypeVar("Told", Chart, Table)


class Question(Protocol):
    """A function of data_pipeline.queries: the board first, then what it is asked about."""

    __name__: str

    def __call__(self, board: Board, *args: object) -> pd.DataFrame: ...


def settings() -> Settings:
    """The settings of the environment as it is now: a test may change it."""
    return _settings(tuple(os.environ.get(name, "") for name in VARIABLES))


@lru_cache(maxsize=8)
def _settings(environment: tuple[str, ...]) -> Settings:
    return load_settings()


def published() -> Pointer:
    """What is published at this moment; version 0 before the first publish. One file read."""
    return boards.pointer(settings()) or NOTHING


def on_show() -> Pointer:
    """The board that pages turn to. A newer one is taken on once they had the time to follow this.

    In a burst of files a board comes every second or two: a hundred pages that follow each of them
    would be busy with nothing else, and none would find anything made before.
    """
    newest, here = published(), settings().data_dir
    with _taking_on:
        shown, since = _shown.get(here, (NOTHING, 0.0))
        if shown == NOTHING or time.monotonic() - since >= measured.spread_ms() / 1000:
            if shown != newest:
                _shown[here] = (newest, time.monotonic())
            return newest
        return shown


def pin() -> Pointer:
    """Hold on to what is on show, so that one page never shows two boards; once per run."""
    st.session_state[PINNED] = (settings().data_dir, on_show())
    return pointer()


def pointer() -> Pointer:
    """The board this page shows; without a page (the API), what is on show."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return on_show()
    data_dir, pinned = st.session_state.get(PINNED) or (None, NOTHING)
    return pinned if data_dir == settings().data_dir else on_show()


def has_board() -> bool:
    return pointer().version > 0


@dataclass(frozen=True)
class Sight:
    """What an answer depends on besides the question: the board, and whose eyes it is for."""

    data_dir: Path
    shown: Pointer
    grant: Grant

    @property
    def board_key(self) -> str:
        return f"{self.data_dir}|{self.shown.version}|{self.shown.built_at}"

    @property
    def key(self) -> str:
        return f"{self.board_key}|{self.grant!r}"


def sight() -> Sight:
    """What this run of a page may see of the board it shows; raises access.Refused."""
    return Sight(settings().data_dir, pointer(), access.principal().grant)


def narrowed(scope: Scope) -> Scope:
    """The scope within the reader's provinces, for what is read from files, not by the gate."""
    grant = access.principal().grant
    if grant.is_everywhere:
        return scope
    own = set(grant.province_codes)
    codes = own & set(scope.province_codes) if scope.province_codes else own
    return Scope(scope.as_of, tuple(sorted(codes)) or (NO_PROVINCE,))


# Streamlit hashes only what does not begin with an underscore; a text is hashed fastest.
@st.cache_resource(max_entries=3, show_spinner=False, on_release=Board.close)
def _board(key: str, _shown: Pointer) -> Board:
    return boards.open_board(settings(), _shown, NOWHERE)


def _answer(seen: Sight, name: str, args: Args) -> pd.DataFrame:
    question: Question = getattr(queries, name)
    opened = _board(seen.board_key, seen.shown)
    return question(opened.seen_by(seen.grant), *args)


@dataclass(frozen=True)
class _Asked:
    """What is asked for, and how to make it where it is not there."""

    key: str
    make: Callable[[], Any] = field(compare=False)


# Not Streamlit's cache: hashing a key there takes as long as many an answer, and a page asks for a
# hundred. The largest, all consignments, is some 10 MB; the choice of a province makes some thirty.
@lru_cache(maxsize=3)
def _made_of(board_key: str) -> Callable[[_Asked], Any]:
    @lru_cache(maxsize=4096)
    def made(asked: _Asked) -> Any:
        return asked.make()

    return made


def ask(question: str, *args: object) -> pd.DataFrame:
    """The answer of `queries.<question>` from the board on show; args are scope, codes, …

    Kept once for all readers of the same grant and never copied whole: a caller gets a shallow
    copy, and pandas copies a column only when somebody writes to it.
    """
    return ask_of(sight(), question, *args)


def ask_of(seen: Sight, question: str, *args: object) -> pd.DataFrame:
    """The same for a request that must not see two boards, and says for whose eyes it is."""
    answer: pd.DataFrame = _kept(seen, partial(_answer, seen, question, args), question, args)
    return answer.copy(deep=False)


def _once(make: Callable[[], Made], *told: object) -> Made:
    """What `make` makes of the board on show, made once for all readers of the same grant."""
    made: Made = _kept(sight(), make, *told)
    return made


def _kept(seen: Sight, make: Callable[[], Made], *told: object) -> Made:
    kept: Made = _made_of(seen.board_key)(_Asked(f"{seen.key}|{told!r}", make))
    return kept


def chart(code: str, language: str, scope: Scope, **choices: object) -> Chart:
    """The declared picture of that code in that language."""
    make = partial(declared.chart, code, ask, language, scope, **choices)
    return _once(make, "chart", code, language, scope, choices)


def table(code: str, language: str, scope: Scope, **choices: object) -> Table:
    """The declared table of that code in that language."""
    make = partial(declared.table, code, ask, language, scope, **choices)
    return _once(make, "table", code, language, scope, choices)


def drawn(draw: Callable[[Told], Made], made: Told, *told: object) -> Made:
    """The chart or table as `draw` draws it; `told` = all else the drawing depends on."""
    return _once(partial(draw, made), "drawn", made.code, *told)


def facts(language: str, scope: Scope, words: str) -> Facts:
    """Where the numbers of that scope come from, as every file states it."""

    def make() -> Facts:
        return facts_of(as_at(meta(), overview_numbers(scope)), language, words)

    return _once(make, "facts", language, scope, words)


# Some megabytes each: a handful of readers look at briefings at the same time.
@st.cache_resource(max_entries=16, show_spinner=False)
def _document(key: str, _order: Order) -> Document:
    return _order.document(ask)


def document(order: Order) -> Document:
    """The briefing of that order from the board on show, composed once for all readers."""
    return _document(f"{sight().key}|{order!r}", order)


# Asked for by every link of a page: Streamlit takes longer to hash a key than to answer.
@lru_cache(maxsize=32)
def _labels(seen: Sight, question: str, code: str) -> dict[str, str]:
    frame = ask_of(seen, question)
    return dict(zip(frame[code], frame[code] + " " + frame["name"], strict=True))


def province_labels() -> Mapping[str, str]:
    """Province code to '35 Jawa Timur', the same in both languages."""
    return _labels(sight(), "provinces", "province_code")


def region_labels() -> Mapping[str, str]:
    """Region code to '35.78 Kota Surabaya', the same in both languages."""
    return _labels(sight(), "regions", "region_code")


def moments(write: Callable[[datetime], str]) -> Mapping[str, datetime]:
    """The moments this board can show by the name that `write` gives them, newest first."""

    def make() -> dict[str, datetime]:
        found = [point.to_pydatetime() for point in as_of_points()["as_of"]]
        return {write(moment): moment for moment in found}

    return _once(make, "moments")


@cache
def geometry() -> dict[str, Any]:
    """The 514 simplified boundaries as GeoJSON; id = region code."""
    found: dict[str, Any] = json.loads(GEOMETRY_PATH.read_text(encoding="utf-8"))
    return found


def meta() -> pd.Series:
    """The one row that says which board this is."""
    return ask("meta").iloc[0]


def as_of_points() -> pd.DataFrame:
    """The moments this board can show, newest first."""
    return ask("as_of_points")


def provinces() -> pd.DataFrame:
    """38 provinces and Luar Negeri, with tile positions."""
    return ask("provinces")


def regions() -> pd.DataFrame:
    """514 regencies and cities and 128 posts."""
    return ask("regions")


def overview_numbers(scope: Scope) -> pd.Series:
    """Units per status, polling stations not ready, next decision, oldest input."""
    return ask("overview_numbers", scope).iloc[0]


def region_status(scope: Scope) -> pd.DataFrame:
    return ask("region_status", scope)


def shortages(scope: Scope) -> pd.DataFrame:
    return ask("shortages", scope)


def late_shipments(scope: Scope) -> pd.DataFrame:
    return ask("shipments", scope, None, "troubled")


def timeline_summary(scope: Scope) -> pd.DataFrame:
    return ask("timeline_summary", scope)


def stage_progress(scope: Scope) -> pd.DataFrame:
    return ask("stage_progress", scope)


def reporting(scope: Scope) -> pd.DataFrame:
    return ask("reporting", scope)


def refused_rows(delivery_sha256: str | None = None) -> pd.DataFrame:
    return ask("refused_rows", delivery_sha256)
