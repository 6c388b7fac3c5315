"""What stands on the archive page? One briefing with its files and its proof, then all of them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import pandas as pd
import streamlit as st

from data_pipeline.access.roles import EXPORT
from data_pipeline.briefing import archive, fingerprint, production
from data_pipeline.briefing.archive import Entry, Listing
from data_pipeline.errors import TepatError
from data_pipeline.settings import Settings
from pages import access, cached
from pages.components import briefing_parts, tables
from pages.components.text import moment, number, plain, say

CHECKED: Final = "_briefing_checked"
CLI: Final = "cli"
SHOWN: Final = 200
SHOWN_OF_HASH: Final = 12
COLUMNS: Final = (
    "made_at",
    "briefing_title",
    "briefing_scope",
    "as_of",
    "board_version",
    "briefing_language",
    "made_by",
    "numbers_fingerprint",
    "ledger_head",
    "file_count",
)


def listed(settings: Settings) -> Listing:
    """What the archive holds, newest first."""
    return archive.entries(settings, access.demand(EXPORT).grant)


def warn(listing: Listing) -> None:
    """Name the folders that cannot be read: they are somebody's briefings."""
    if listing.broken:
        facts = {"n": number(len(listing.broken)), "names": plain(", ".join(listing.broken))}
        st.warning(say("briefing.archive.broken", **facts))


def choose(listing: Listing) -> Entry:
    """Let the reader choose one; the newest until they do."""
    by_id = {entry.id: entry for entry in listing.entries[:SHOWN]}
    names = {entry.id: _name(entry) for entry in by_id.values()}
    chosen = st.selectbox(
        say("briefing.archive.choose"),
        list(by_id),
        format_func=lambda name: names.get(name, name),
        key="archive_entry",
    )
    return by_id[chosen]


def _name(entry: Entry) -> str:
    return say(
        "briefing.archive.option",
        made=moment(_at(entry.made_at)),
        title=entry.title,
        tongue=entry.order.language,
        version=number(entry.version),
    )


def draw_entry(entry: Entry) -> None:
    """Its files, its message, and the text that goes along with them."""
    with st.container(border=True, key="archive_files"):
        st.markdown(f"**{say('briefing.archive.files')}**")
        try:
            briefing_parts.offer_files(entry, key="archive")
        except TepatError as error:
            st.error(str(error))
        st.markdown(f"**{say('briefing.archive.handover')}**")
        st.code(_handover(entry), language=None, wrap_lines=True)


def _handover(entry: Entry) -> str:
    return say(
        "briefing.archive.handover_text",
        title=entry.title,
        scope=entry.scope,
        as_of=moment(_at(entry.as_of)),
        version=number(entry.version),
        rules=entry.rules_version,
        sequence=number(entry.ledger_sequence),
        head=entry.ledger_head,
        fingerprint=entry.fingerprint,
        made=moment(_at(entry.made_at)),
        who=_maker(entry),
        id=entry.id,
    )


def offer_check(entry: Entry) -> None:
    """Make it once more from its own board and say whether the numbers are the same."""
    asked = st.button(
        say("briefing.archive.check"),
        help=say("briefing.archive.check_help"),
        icon=":material/fingerprint:",
        key="archive_check",
    )
    if asked:
        try:
            found = fingerprint.of(production.recomposed(cached.settings(), entry))
        except TepatError as error:
            st.error(str(error))
            return
        st.session_state[CHECKED] = (entry.id, found)
    checked_id, found = st.session_state.get(CHECKED, ("", ""))
    if checked_id == entry.id:
        _verdict(entry, found)


def _verdict(entry: Entry, found: str) -> None:
    facts = {
        "fingerprint": found[:SHOWN_OF_HASH],
        "before": entry.fingerprint[:SHOWN_OF_HASH],
        "version": number(entry.version),
    }
    if found == entry.fingerprint:
        st.success(say("briefing.archive.same", **facts))
    else:
        st.error(say("briefing.archive.other", **facts))


def draw_all(listing: Listing) -> None:
    """Every briefing with its board, ledger head and fingerprint."""
    shown = listing.entries[:SHOWN]
    st.header(say("briefing.archive.all"), anchor=False)
    if len(listing.entries) > SHOWN:
        facts = {"shown": number(SHOWN), "rows": number(len(listing.entries))}
        st.caption(say("briefing.archive.shown", **facts))
    alt = say("briefing.archive.alt", rows=number(len(shown)))
    tables.show(_frame(shown), COLUMNS, alt=alt, key="archive_table")


def _frame(entries: tuple[Entry, ...]) -> pd.DataFrame:
    return pd.DataFrame([_row(entry) for entry in entries])


def _row(entry: Entry) -> dict[str, object]:
    return {
        "made_at": _at(entry.made_at),
        "briefing_title": entry.title,
        "briefing_scope": entry.scope,
        "as_of": _at(entry.as_of),
        "board_version": entry.version,
        "briefing_language": entry.order.language,
        "made_by": _maker(entry),
        "numbers_fingerprint": entry.fingerprint[:SHOWN_OF_HASH],
        "ledger_head": entry.ledger_head[:SHOWN_OF_HASH],
        "file_count": len(entry.files),
    }


def _maker(entry: Entry) -> str:
    """A person by name and identity; the command line in words."""
    return say("briefing.archive.who_cli") if entry.who == CLI else entry.who


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
