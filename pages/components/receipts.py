"""What became of a file? Its receipt, and each refused line with its reason in words."""

from __future__ import annotations

from functools import cache, partial
from typing import Final

import pandas as pd
import streamlit as st

from data_pipeline import heads
from data_pipeline.access import roles
from data_pipeline.contract import feeds, reasons, templates
from data_pipeline.contract.corrections import refused_as_csv
from data_pipeline.contract.reading import Reading
from data_pipeline.figures.quality import explained
from data_pipeline.receipts import Receipt
from data_pipeline.text import LANGUAGES
from pages import access, audited
from pages.components import tables
from pages.components.text import language, moment, number, say

REFUSED: Final = ["line_number", "column_name", "value_text", "refusal"]
TEMPLATES: Final = {"csv": templates.as_csv, "xlsx": templates.as_xlsx}
KINDS: Final = {"accepted": "success", "partly": "warning", "refused": "error"}


def draw(receipt: Receipt) -> None:
    """The outcome of one delivery in a box of its colour, with its fingerprint to keep."""
    facts = {
        "file": receipt.file_name,
        "rows": number(receipt.row_count),
        "loaded": number(receipt.loaded_count),
        "refused": number(receipt.refused_count),
    }
    draw_outcome("told", receipt.outcome, **facts)
    if receipt.refusal_code:
        st.markdown(reasons.sentence(language(), receipt.refusal_code, receipt.refusal_facts))
    if receipt.duplicate_of is not None:
        st.info(say("quality.duplicate", sequence=number(receipt.duplicate_of)))
    st.caption(
        say(
            "quality.receipt",
            sequence=number(receipt.sequence),
            received=moment(receipt.received_at),
            sha256=receipt.delivery_sha256,
            head=heads.of_receipt(receipt),
        )
    )


def draw_outcome(tense: str, outcome: str, **facts: str) -> None:
    """Accepted, partly or refused, in words and colour; `tense`: 'told' or 'would'."""
    boxes = {"success": st.success, "warning": st.warning, "error": st.error}
    boxes[KINDS[outcome]](say(f"quality.{tense}.{outcome}", **facts))


def draw_refused(refused: pd.DataFrame, *, key: str) -> None:
    """Each refused cell with its line, its value and what to do about it."""
    told = explained(language(), refused)
    tables.show(told, REFUSED, alt=say("quality.refused_alt", rows=number(len(told))), key=key)


def draw_reading(reading: Reading, file_name: str) -> None:
    """What would become of a file: the outcome it would have, and each fault."""
    facts = {
        "file": file_name,
        "rows": number(reading.row_count),
        "loaded": number(reading.loaded_count),
        "refused": number(reading.refused_count),
    }
    draw_outcome("would", reading.outcome, **facts)
    if reading.refusal:
        st.markdown(reading.refusal.sentence(language()))
    draw_faults(reading, file_name)


def draw_faults(reading: Reading | None, file_name: str) -> None:
    """The refused cells of a reading, and the same to download and correct."""
    if reading and reading.refused.num_rows:
        refused = reading.refused.to_pandas()
        draw_refused(refused, key="fault_table")
        offer_correction(refused, file_name, key="fault_download")


def offer_correction(refused: pd.DataFrame, file_name: str, *, key: str) -> None:
    """A button for the refused lines as CSV, each with its reason, to correct and send again."""
    needed = roles.SEND if access.may(roles.SEND) else roles.EXPORT
    if refused.empty or not access.may(needed):
        return
    st.download_button(
        say("quality.correction"),
        data=audited.exported(
            access.guarded(needed, partial(refused_as_csv, refused.to_dict("records"), language())),
            "refused_rows_to_correct",
            "csv",
            len(refused),
        ),
        file_name=f"{file_name.rpartition('.')[0] or 'file'}_{say('quality.refused_suffix')}.csv",
        mime="text/csv",
        key=key,
        help=say("quality.correction_help"),
        icon=":material/download:",
        on_click="ignore",
    )


def offer_templates() -> None:
    """Empty files of the contract: each feed in both languages, as CSV and as a workbook."""
    for feed in feeds.FEEDS:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{feed.title(language())}**", width=150)
            for tongue in LANGUAGES:
                for kind in TEMPLATES:
                    st.download_button(
                        f"{kind.upper()} {say(f'upload.tongue.{tongue}')}",
                        # Ready bytes keep one address: a made-on-click one dies with every rerun.
                        data=_template(feed.feed_code, tongue, kind),
                        file_name=f"tepat_{feed.feed_code}_{tongue}.{kind}",
                        key=f"template_{feed.feed_code}_{tongue}_{kind}",
                        on_click="ignore",
                    )


@cache
def _template(feed_code: str, tongue: str, kind: str) -> bytes:
    return TEMPLATES[kind](feeds.feed(feed_code), tongue)
