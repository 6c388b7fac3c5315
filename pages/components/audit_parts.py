"""What stands on the audit page? The heads to keep elsewhere, the proof, and one day's entries."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

import pandas as pd
import streamlit as st

from data_pipeline import audit, audit_log, clock, heads
from data_pipeline.audit_log import Entry
from data_pipeline.formats import OFFSETS
from data_pipeline.settings import Settings
from pages import audited
from pages.components import tables
from pages.components.text import number, plain, say

VERIFIED: Final = "_audit_verified"
WIB: Final = timedelta(hours=OFFSETS["WIB"])
SHOWN: Final = 500
SHOWN_OF_HASH: Final = 12
HASH: Final = re.compile("[0-9a-f]{64}")
FACTS: Final = (
    "what",
    "page",
    "region",
    "provinces",
    "as_of",
    "version",
    "format",
    "rows",
    "refused_rows",
    "delivery",
    "outcome",
    "reason",
    "profile",
    "bytes",
    "findings",
    "lines",
    "sha256",
    "ledger_hash",
)
COLUMNS: Final = ("sequence", "logged_at", "principal", "audit_kind", "audit_facts")


def draw_heads(settings: Settings) -> None:
    """The newest line of each chain, to be kept where nobody here can change it."""
    found = heads.newest(settings)
    st.markdown(say("audit.heads" if found else "audit.no_heads"))
    if found:
        st.code("\n".join(str(head) for head in found), language=None, wrap_lines=True)


def offer_verification(settings: Settings) -> None:
    """Look at every chain and archived file, against a head the reader brings, and say so."""
    held = st.text_input(say("audit.held"), key="audit_held", help=say("audit.held_help"))
    if st.button(say("audit.verify"), icon=":material/verified_user:", key="audit_verify"):
        st.session_state[VERIFIED] = _verdict(settings, held)
    verdict: audit.Report | str | None = st.session_state.get(VERIFIED)
    if isinstance(verdict, str):
        st.error(verdict)
    elif verdict:
        _draw_report(verdict)


def _verdict(settings: Settings, held: str) -> audit.Report | str:
    try:
        told = [heads.parse(held)] if held.strip() else []
    except heads.BadHead:
        return say("audit.bad_head")
    audit_log.flush(settings)
    with st.spinner(say("audit.verifying")):
        report = audit.run(settings, held=told, with_database=False)
    audited.verified(len(report.findings))
    return report


def _draw_report(report: audit.Report) -> None:
    if report.findings:
        st.error(say("audit.changed", n=number(len(report.findings))))
        st.code("\n".join(report.findings), language=None, wrap_lines=True)
    else:
        st.success(say("audit.intact"), icon=":material/verified_user:")
    st.caption(plain(" · ".join(report.facts)))


def choose_day(settings: Settings) -> date:
    """Draw the choice of a day in WIB; that of the newest entry until another is chosen."""
    audit_log.flush(settings)
    newest = audit_log.head(settings)
    last = clock.parse(newest.at) if newest else clock.wall_now()
    return st.date_input(
        say("audit.day"), (last + WIB).date(), key="audit_day", format="DD/MM/YYYY", width=220
    )


def of_day(settings: Settings, day: date) -> list[Entry]:
    """The entries of a day in WIB, newest first."""
    start = datetime(day.year, day.month, day.day) - WIB
    return list(audit_log.entries(settings, start, start + timedelta(days=1)))[::-1]


def draw_entries(found: list[Entry]) -> None:
    """The choice of kind and person, and what is left of the entries."""
    if not found:
        st.info(say("audit.none"))
        return
    kept = _chosen(found)
    cut = say("audit.shown", shown=number(min(SHOWN, len(kept))), rows=number(len(kept)))
    st.caption(cut)
    frame = pd.DataFrame([_row(entry) for entry in kept[:SHOWN]])
    alt = say("audit.alt", rows=number(len(frame)))
    tables.show(
        frame, COLUMNS, alt=alt, key="audit_table", height=tables.fitting_px(len(frame), 14)
    )


def _chosen(found: list[Entry]) -> list[Entry]:
    kinds = [kind for kind in audit_log.KINDS if any(entry.kind == kind for entry in found)]
    names = {kind: say(f"audit.kinds.{kind}") for kind in kinds}
    people = sorted({entry.who for entry in found})
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.pills(
            say("audit.kind"),
            kinds,
            selection_mode="multi",
            format_func=lambda kind: names.get(kind, kind),
            key="audit_kinds",
        )
        person = st.selectbox(
            say("audit.who"),
            people,
            index=None,
            placeholder=say("audit.everybody"),
            key="audit_who",
            width=280,
        )
    return [
        entry
        for entry in found
        if (not wanted or entry.kind in wanted) and person in (None, entry.who)
    ]


def _row(entry: Entry) -> dict[str, object]:
    return {
        "sequence": entry.sequence,
        "logged_at": clock.parse(entry.at),
        "principal": entry.who,
        "audit_kind": say(f"audit.kinds.{entry.kind}"),
        "audit_facts": " · ".join(_fact(name, entry.facts[name]) for name in _ordered(entry)),
    }


def _ordered(entry: Entry) -> list[str]:
    """What it was about first; hashes, which nobody reads, last."""
    places = {name: place for place, name in enumerate(FACTS)}
    return sorted(entry.facts, key=lambda name: (places.get(name, len(FACTS)), name))


def _fact(name: str, value: object) -> str:
    told = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    short = f"{told[:SHOWN_OF_HASH]}…" if HASH.fullmatch(told) else told
    return f"{say(f'audit.facts.{name}')} {short}" if name in FACTS else f"{name} {short}"
