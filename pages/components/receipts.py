"""What became of a file? Its receipt, and each refused line with the reason in the reader's words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from data_pipeline.contract import reasons
from data_pipeline.receipts import Receipt
from pages.components import tables
from pages.components.named import worded
from pages.components.text import is_missing, language, moment, number, say

SHOWN_OF_SHA256: Final = 12
COLUMNS: Final = [
    "sequence",
    "file_name",
    "feed_code",
    "outcome",
    "row_count",
    "loaded_count",
    "refused_count",
    "reason",
    "received_at",
    "delivery_sha256",
    "sender",
]
REFUSED: Final = ["line_number", "column_name", "value_text", "reason", "line_text"]
KINDS: Final = {"accepted": "success", "partly": "warning", "refused": "error"}


def readable(deliveries: pd.DataFrame) -> pd.DataFrame:
    """Deliveries with outcome and feed as words, a short fingerprint, and why a file was refused."""
    rows = zip(deliveries["refusal_code"], deliveries["refusal_facts_json"], strict=True)
    return deliveries.assign(
        outcome=worded(deliveries["outcome"], "quality.outcome"),
        feed_code=worded(deliveries["feed_code"], "quality.feed"),
        delivery_sha256=deliveries["delivery_sha256"].str[:SHOWN_OF_SHA256],
        reason=[_sentence(code, facts) for code, facts in rows],
    )


def explained(refused: pd.DataFrame) -> pd.DataFrame:
    """Refused rows with `reason`: what came, what was expected, what to do."""
    rows = zip(refused["reason_code"], refused["facts_json"], strict=True)
    return refused.assign(reason=[_sentence(code, facts) for code, facts in rows])


def draw(receipt: Receipt) -> None:
    """The outcome of one delivery in a box of its colour, with its fingerprint to keep."""
    facts = {
        "file": receipt.file_name,
        "rows": number(receipt.row_count),
        "loaded": number(receipt.loaded_count),
        "refused": number(receipt.refused_count),
    }
    draw_outcome(receipt.outcome, **facts)
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
        )
    )


def draw_outcome(outcome: str, **facts: str) -> None:
    """Accepted, partly or refused, in words, colour and icon."""
    boxes = {"success": st.success, "warning": st.warning, "error": st.error}
    boxes[KINDS[outcome]](say(f"quality.told.{outcome}", **facts))


def draw_refused(refused: pd.DataFrame, *, key: str) -> None:
    """Each refused cell with its line, its value and what to do about it."""
    told = explained(refused)
    tables.show(told, REFUSED, alt=say("quality.refused_alt", rows=number(len(told))), key=key)


def _sentence(code: Any, facts_json: Any) -> str | None:
    if is_missing(code):
        return None
    facts: Mapping[str, str | int] = {} if is_missing(facts_json) else json.loads(facts_json)
    return reasons.sentence(language(), code, facts)
