"""What stands on the receipts page beside its figures? Numbers and the choice of mismatches."""

from __future__ import annotations

from typing import Final

import streamlit as st

from data_pipeline.figures.receiving import KINDS
from pages import cached
from pages.cached import Scope
from pages.components import permalink
from pages.components.text import number, say
from pages.components.views import View

# Which mismatches, as codes in the address; their labels differ between languages.
KINDS_KEY: Final = "mismatch"
COLUMNS: Final = (
    "mismatch",
    "region_name",
    "unit_name",
    "expected_text",
    "found_text",
    "quantity_pcs",
    "difference_pcs",
    "arrived_at",
    "shipment_code",
)


def choose_kinds() -> tuple[str, ...]:
    """Draw the choice of mismatches; none chosen = all."""
    permalink.follow(KINDS_KEY, KINDS)
    chosen = st.pills(
        say("receiving.kinds"),
        KINDS,
        format_func=lambda code: say(f"figures.receipts.mismatch.{code}"),
        key=KINDS_KEY,
    )
    code = permalink.keep(KINDS_KEY, chosen)
    return (code,) if code else ()


def view_of(scope: Scope, region_code: str | None, kinds: tuple[str, ...]) -> View:
    """The region and mismatches chosen; a region is looked at whatever provinces are filtered."""
    words = ", ".join(say(f"figures.receipts.mismatch.{code}") for code in kinds)
    narrowed: dict[str, object] = {"kinds": kinds} if kinds else {}
    if region_code is None:
        return View(scope, narrowed=words, choices=narrowed)
    here: dict[str, object] = {"region_code": region_code}
    return View(
        Scope(as_of=scope.as_of), place=region_code, narrowed=words, choices=here | narrowed
    )


def of_place(view: View) -> View:
    """The same place with every kind of mismatch."""
    choices = {name: value for name, value in view.choices.items() if name != "kinds"}
    return View(view.scope, place=view.place, choices=choices)


def draw_numbers(view: View, region_code: str | None) -> None:
    """Consignments arrived, inspected, not as the waybill says, and waiting for inspection."""
    counts = cached.ask("receipt_counts", view.scope)
    if region_code:
        counts = counts[counts["region_code"] == region_code]
    told = cached.ask("receipt_mismatches", view.scope, region_code)
    arrived, inspected = counts["arrived_count"].sum(), counts["inspected_count"].sum()
    wrong = (told["is_inspected"] & told["is_mismatch"]).sum()
    with st.grid(4, min_column_width=150, key="receiving_numbers"):
        st.metric(say("receiving.arrived"), number(arrived), border=True)
        st.metric(say("receiving.inspected"), number(inspected), border=True)
        st.metric(say("receiving.wrong"), number(wrong), border=True)
        waiting, help_text = number(arrived - inspected), say("receiving.waiting_help")
        st.metric(say("receiving.waiting"), waiting, border=True, help=help_text)
