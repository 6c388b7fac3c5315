"""Which consignments need somebody, and how do they lie on the map?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from data_pipeline import formats
from pages.components import source_parts, status
from pages.components.filters import OVERSEAS, open_region
from pages.components.text import is_missing, language, number, plain, say

NEEDS_SOMEBODY: Final = ("overdue", "not_left", "late", "unknown")
MODE_KEY: Final = "mode"
VIEW_KEY: Final = "view"
ICONS: Final = {"land": "local_shipping", "sea": "directions_boat", "air": "flight", "mail": "mail"}
# More lines than this are a tangle, and the table below has them all.
MOST_ARCS: Final = 250


def choose_modes(late: pd.DataFrame) -> tuple[str, ...]:
    """Draw the choice of modes with their counts of troubled consignments; none chosen = all."""
    counts = late["transport_mode"].value_counts()
    modes = st.pills(
        say("map.modes"),
        list(ICONS),
        selection_mode="multi",
        format_func=lambda mode: _mode_label(mode, int(counts.get(mode, 0))),
        key=MODE_KEY,
        persist_state="session",
    )
    return tuple(modes or ())


def in_words(modes: Sequence[str]) -> str:
    """The modes chosen, for the files: 'Laut, Udara'."""
    return ", ".join(say(f"terms.transport_mode.{mode}") for mode in modes)


def draw_chosen(row: pd.Series) -> None:
    """The consignment that was chosen: the way to its region, and the file that told of it."""
    with st.container(border=True):
        st.markdown(f"**{plain(str(row['shipment_code']))}**")
        open_region(str(row["region_code"]))
        source_parts.draw(row)


def arcs(late: pd.DataFrame) -> pd.DataFrame:
    """The worst consignments under way whose two ends are known, with their tooltips."""
    ends = ["origin_lat", "origin_lon", "destination_lat", "destination_lon"]
    under_way = late[late["lateness"].isin(NEEDS_SOMEBODY)]
    known = under_way.dropna(subset=ends).head(MOST_ARCS)
    tips = [_tip(row) for row in known.to_dict("records")]
    return known.assign(name=known["shipment_code"], **{f"tip_{language()}": tips})


def posts(regions: pd.DataFrame) -> pd.DataFrame:
    """Overseas posts with position, status and tooltip."""
    found = regions[(regions["region_level"] == "post") & regions["lat"].notna()]
    tips = [status.badge(kind) for kind in found["status"]]
    return found.assign(**{f"tip_{language()}": tips})


def looks_abroad(provinces: Sequence[str]) -> bool:
    """Draw the choice of view; True when the map should show the world."""
    if OVERSEAS in provinces:
        return True
    view = st.segmented_control(
        say("map.view"),
        ["indonesia", "world"],
        default="indonesia",
        required=True,
        format_func=lambda code: say(f"map.views.{code}"),
        key=VIEW_KEY,
        label_visibility="collapsed",
        persist_state="session",
    )
    return view == "world"


def _mode_label(mode: str, count: int) -> str:
    return f":material/{ICONS[mode]}: {say(f'terms.transport_mode.{mode}')} {number(count)}"


def _tip(row: dict[str, object]) -> str:
    days = row["late_days"]
    facts = {
        "lateness": say(f"terms.lateness.{row['lateness']}"),
        "mode": say(f"terms.transport_mode.{row['transport_mode']}"),
        "item": row["item_name"],
        "region": row["region_name"],
    }
    late = "" if is_missing(days) else formats.days(language(), float(str(days)))
    return say("map.tip", late=late, **facts)
