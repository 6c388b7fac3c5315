"""Which regions stand behind the cause that was chosen on the overview?"""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from pages.cached import Scope
from pages.components import figures, permalink, status
from pages.components.text import say
from pages.components.views import View

CAUSE_KEY: Final = "why"
GATES: Final = "JWMSDH"
COLUMNS: Final = ("status", "region_name", "province_name", "decide_by", "reason")


def pick(row: pd.Series | None) -> None:
    """Keep the colour and the gate of the bar in the address: `?why=red.J`."""
    permalink.keep(CAUSE_KEY, None if row is None else f"{row['status']}.{row['deciding_gate']}")


def draw(scope: Scope) -> None:
    """The regions of the cause in the address, the worst first; nothing without one."""
    kind, _, gate = st.query_params.get(CAUSE_KEY, "").partition(".")
    if kind not in status.ORDER or gate not in GATES or not gate:
        return
    words = f"{status.badge(kind)} · {say(f'terms.deciding_gate.{gate}')}"
    view = View(scope, narrowed=words, choices={"status": kind, "gate": gate})
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/filter_alt: {say('risk.narrowed', to=words)}")
        st.button(
            say("risk.show_all"), key="why_clear", type="tertiary", on_click=pick, args=(None,)
        )
    figures.show_brief("regions", view, key="why_regions", columns=COLUMNS, most=12)
