"""Which regions meet what the analyst asks? A page's part that filters and draws in the browser.

Every row the reader may see is sent once for each board (payload.py); a filter then costs the
server nothing but to remember it, and shows at once (explorer.js).
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

import streamlit as st

from data_pipeline.figures.chart import Table
from pages import cached
from pages.cached import Scope
from pages.components import status
from pages.components.explorer import payload
from pages.components.filters import choose_provinces, chosen_labels, link
from pages.components.text import language

FOLDER: Final = Path(__file__).resolve().parent
SCRIPT: Final = (FOLDER / "explorer.js").read_text(encoding="utf-8")
STYLE: Final = (FOLDER / "explorer.css").read_text(encoding="utf-8")


def draw(regions: Table, scope: Scope, *, key: str) -> None:
    """Draw the regions of a scope with filters, numbers, map, bars, plan and table."""
    stamp = _stamp(scope)
    is_there = (st.session_state.get(key) or {}).get("asked", {}).get("stamp") == stamp
    make = partial(payload.of, scope=scope)
    told = (language(), status.theme(), scope)
    rows = None if is_there else cached.drawn(make, regions, "explorer", *told)
    explorer = st.components.v2.component("tepat_explorer", html="", css=STYLE, js=SCRIPT)
    with st.container(key=f"{key}_place"):
        explorer(
            key=key,
            data={
                "rows": rows,
                "stamp": stamp,
                "chosen": chosen_labels(),
                "sheet": link("region"),
            },
            on_asked_change=partial(_hear, key),
            height="content",
        )


def _stamp(scope: Scope) -> str:
    """What tells the rows of one board, reader and manner of telling from another's."""
    board = cached.pointer()
    return f"{board.version}|{board.built_at}|{scope!r}|{language()}|{status.theme()}"


def _hear(key: str) -> None:
    asked = (st.session_state.get(key) or {}).get("asked") or {}
    choose_provinces(asked.get("provinces", []))
