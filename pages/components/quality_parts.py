"""What stands on the data-quality page beside its figures? Numbers, and the columns shown."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from pages.components import receipts
from pages.components.text import is_missing, moment, number, plain, say

SILENT: Final = (
    "d_status",
    "region_name",
    "province_name",
    "tps_count",
    "age_hours",
    "reported_at",
    "items_reported",
    "items_expected",
    "flag_count",
    "evidence_grade",
)
FLAGS: Final = ("severity", "region_name", "opened_at", "reason")
RECEIPTS: Final = (
    "sequence",
    "file_name",
    "feed_code",
    "outcome",
    "row_count",
    "loaded_count",
    "refused_count",
    "received_at",
    "fingerprint",
    "sender",
    "refusal",
)


def draw_receipt(delivery: pd.Series) -> None:
    """What became of one file, in a box of its colour, with its fingerprint to keep."""
    facts = {"sequence": number(delivery["sequence"]), "file": plain(delivery["file_name"])}
    st.header(say("quality.of_delivery", **facts), anchor=False)
    counts = {name: number(delivery[f"{name}_count"]) for name in ("loaded", "refused")}
    rows = number(delivery["row_count"])
    receipts.draw_outcome("told", delivery["outcome"], file=facts["file"], rows=rows, **counts)
    if not is_missing(delivery["refusal"]):
        st.markdown(plain(delivery["refusal"]))
    told = {"received": moment(delivery["received_at"]), "sha256": delivery["delivery_sha256"]}
    st.caption(say("quality.received", **told))


def draw_numbers(reporting: pd.DataFrame, meta: pd.Series) -> None:
    """Regions with fresh data and with none out of all; files received and rows refused."""
    silent = reporting[reporting["d_status"] == "grey"]
    fresh = (reporting["d_status"] == "green").sum()
    of_all = f" / {number(len(reporting))}"
    with st.container(horizontal=True, key="quality_numbers"):
        help_text = say("quality.fresh_help")
        st.metric(say("quality.fresh"), number(fresh) + of_all, border=True, help=help_text)
        st.metric(say("quality.silent"), number(len(silent)) + of_all, border=True)
        st.metric(say("quality.silent_tps"), number(silent["tps_count"].sum()), border=True)
        st.metric(say("quality.files"), number(meta["delivery_count"]), border=True)
        st.metric(say("quality.refused"), number(meta["refused_count"]), border=True)
