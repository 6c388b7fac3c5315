"""What stands on the alerts page? The process, who was told of what, and what is left to send."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from data_pipeline import clock
from data_pipeline.access.roles import ACT
from data_pipeline.alerts import acknowledgements, beat, people, views
from data_pipeline.alerts.recipients import EVERYWHERE, Directory
from data_pipeline.alerts.strict import RecipientsError
from data_pipeline.figures.chart import Table
from data_pipeline.figures.legible import shortened
from data_pipeline.settings import ROOT
from pages import access, audited, cached
from pages.cached import Scope
from pages.components import briefs, filters, status
from pages.components.action_forms import LONGEST_NAME, LONGEST_TEXT, author_name, may_act
from pages.components.text import age, is_missing, language, number, plain, say

GUIDE: Final = ROOT / "docs" / "alerts.md"
ALERTS: Final = (
    "severity",
    "alert_state",
    "alert_rule",
    "alert_place",
    "opened_at",
    "told_roles",
    "acknowledged_by",
    "reason",
)
ALERTS_WHOLE: Final = (*ALERTS, "acknowledged_at", "comment_text", "alert_ended_at", "alert_id")
MESSAGES: Final = (
    "message_state",
    "recipient_name",
    "recipient_role",
    "channel_name",
    "channel_to",
    "alert_count",
    "queued_at",
    "settled_at",
    "attempt_count",
    "next_attempt_at",
    "server_answer",
    "message_id",
)
PEOPLE: Final = (
    "recipient_role",
    "recipient_name",
    "recipient_places",
    "recipient_severities",
    "channel_name",
    "quiet_hours",
    "held_count",
    "held_until",
)
WOULD: Final = ("severity", "alert_rule", "unit_count")
# Names of the files of data/alerts, and what the same thing is called in tables.
ALERT_NAMES: Final = {"place": "alert_place", "resolved_at": "alert_ended_at"}
MESSAGE_NAMES: Final = {
    "recipient": "recipient_name",
    "role": "recipient_role",
    "channel": "channel_name",
    "to": "channel_to",
    "at": "settled_at",
    "attempts": "attempt_count",
    "next_at": "next_attempt_at",
    "answer": "server_answer",
}
WAITING: Final = ("queued", "sending", "failed")
UNDELIVERED: Final = ("given_up", "unknown")
MOST_PLACES: Final = 4
LONGEST_SLIP: Final = 300
EXAMPLE: Final = """escalation = ["region", "province", "national"]

[smtp]
host = "mail.example.go.id"
user = "tepat"
password_env = "TEPAT_SMTP_PASSWORD"
from = "tepat@example.go.id"

[[recipients]]
name = "Divisi Logistik Jawa Timur"
role = "province"
regions = ["35"]
quiet_hours = ["22:00", "05:00"]
channels = [{ mail = "logistik.jatim@example.go.id" }]
"""


def directory() -> Directory | None:
    """Who is to be told; a slip in the file is named on the page and counts as nobody."""
    try:
        return people.directory(cached.settings())
    except RecipientsError as error:
        st.error(say("alerts.page.slip", error=plain(shortened(str(error), LONGEST_SLIP))))
        return None


def draw_process(is_set_up: bool) -> None:
    """Is the process alive that sends, and what troubles it?"""
    found, at = beat.read(cached.settings()), clock.wall_now()
    if found is not None and found.trouble:
        st.error(say("alerts.page.trouble", trouble=plain(found.trouble)))
    if found is not None and found.is_alive(at):
        st.caption(say("alerts.page.running", age=age((at - found.at).total_seconds() / 3600)))
    elif is_set_up:
        st.warning(say("alerts.page.not_running"), icon=":material/notifications_off:")


def draw_setup(scope: Scope) -> None:
    """Nobody is told: say so, say what would be told now, and how to set it up."""
    with st.container(border=True):
        st.header(say("alerts.page.setup.title"), anchor=False)
        st.markdown(say("alerts.page.setup.why"))
        _draw_would(scope)
        st.markdown(say("alerts.page.setup.steps"))
        st.code(EXAMPLE, language="toml", wrap_lines=True)
        st.download_button(
            say("alerts.page.setup.guide"),
            data=GUIDE.read_bytes(),
            file_name=GUIDE.name,
            mime="text/markdown",
            key="alerts_guide",
            icon=":material/menu_book:",
            on_click="ignore",
        )


def _draw_would(scope: Scope) -> None:
    found = cached.ask("alert_candidates", scope)
    counts = found.groupby(["severity", "rule_code"], as_index=False).size()
    ranked = counts.sort_values("severity", key=lambda column: column.map(status.ORDER.index))
    rules = [say(f"alerts.rule.{code}") for code in ranked["rule_code"]]
    rows = ranked.assign(alert_rule=rules).rename(columns={"size": "unit_count"})
    alt = say("alerts.page.setup.would", n=number(len(found)))
    st.markdown(f"**{alt}**")
    briefs.draw(rows, WOULD, alt=alt, empty=say("alerts.page.setup.nothing"))


def alerts(scope: Scope) -> Table:
    """Open ones first, newest first."""
    found = views.alerts(cached.settings(), language(), cached.narrowed(scope)).rename(
        columns=ALERT_NAMES
    )
    frame = found.assign(
        alert_state=_worded("state", found["state"]),
        alert_rule=found["rule"],
        reason=found["sentence"],
        comment_text=found["note"],
        told_roles=[_told(row) for row in found.to_dict("records")],
    )
    facts = {"open": _of(frame, "open"), "answered": _of(frame, "acknowledged")}
    return _table("alerts", frame, ALERTS_WHOLE, **facts)


def messages(scope: Scope) -> Table:
    """Newest first."""
    found = views.outbox(cached.settings(), cached.narrowed(scope)).rename(columns=MESSAGE_NAMES)
    frame = found.assign(message_state=_worded("message_state", found["state"]))
    facts = {"sent": _of(frame, "sent"), "waiting": _of(frame, *WAITING)}
    return _table("messages", frame, MESSAGES, lost=_of(frame, *UNDELIVERED), **facts)


def recipients(told: Directory, scope: Scope) -> Table:
    """By role in the order of the escalation."""
    as_of, at = cached.meta()["as_of"], clock.wall_now()
    found = people.people(cached.settings(), told, cached.narrowed(scope), as_of, at)
    frame = found.assign(
        recipient_name=found["recipient"],
        recipient_role=found["role"],
        recipient_places=[_places(codes) for codes in found["places"]],
        recipient_severities=[_severities(kinds) for kinds in found["severities"]],
        channel_name=[", ".join(ways) for ways in found["channels"]],
        quiet_hours=[_quiet(row) for row in found.to_dict("records")],
    )
    roles = " → ".join(told.escalation) or say("alerts.page.people.at_once")
    return _table("people", frame, PEOPLE, n=number(len(frame)), roles=roles)


def draw_numbers(told: Table, letters: Table) -> None:
    """What nobody has answered, what was escalated, what waits and what never arrived."""
    is_open = told.frame["state"] != "resolved"
    counts = {
        "open": _of(told.frame, "open"),
        "acknowledged": _of(told.frame, "acknowledged"),
        "escalated": number((is_open & told.frame["is_escalated"].astype(bool)).sum()),
        "waiting": _of(letters.frame, *WAITING),
        "lost": _of(letters.frame, *UNDELIVERED),
    }
    with st.container(horizontal=True, key="alert_numbers"):
        for name, count in counts.items():
            help_text = say(f"alerts.page.number.{name}_help")
            st.metric(say(f"alerts.page.number.{name}"), count, border=True, help=help_text)


def draw_chosen(row: pd.Series) -> None:
    """The alert that was chosen: its sentence, the way to its region, and the answer to it."""
    with st.container(border=True, key="alert_chosen"):
        st.markdown(f"{status.chip(row['severity'])} **{plain(row['alert_place'])}**")
        st.markdown(plain(row["reason"]))
        if row["region_code"] in cached.region_labels():
            filters.open_region(row["region_code"])
        if row["state"] == "open" and may_act(row["region_code"]):
            _answer(row["alert_id"])


def _answer(alert_id: str) -> None:
    author = author_name()
    with st.form(f"answer_{alert_id}"):
        note = st.text_input(say("actions.note"), max_chars=LONGEST_TEXT)
        is_sent = st.form_submit_button(say("actions.send.acknowledge"), type="primary")
    if not is_sent:
        return
    access.demand(ACT)
    at = clock.wall_now()
    acknowledgements.acknowledge(cached.settings(), alert_id, author[:LONGEST_NAME], at, note)
    audited.answered(alert_id)
    st.rerun()


def _table(code: str, frame: pd.DataFrame, columns: tuple[str, ...], **facts: str) -> Table:
    empty = say(f"alerts.page.{code}.empty")
    title = say(f"alerts.page.{code}.title", **facts)
    return Table(
        code=f"alerts_{code}",
        title=title if len(frame) else empty.rstrip("."),
        question=say(f"alerts.page.{code}.question"),
        alt=f"{title}. {say(f'alerts.page.{code}.alt')}",
        frame=frame,
        columns=columns,
        empty=empty,
    )


def _worded(kind: str, states: Iterable[str]) -> list[str]:
    return [say(f"alerts.{kind}.{state}") for state in states]


def _of(frame: pd.DataFrame, *states: str) -> str:
    return number(frame["state"].isin(states).sum())


def _told(row: Mapping[Any, Any]) -> str | None:
    roles = list(row["told_roles"])
    first = roles[:1] if row["is_escalated"] else roles
    return " · ".join([*first, *(f"↑ {role}" for role in roles[len(first) :])]) or None


def _places(codes: tuple[str, ...]) -> str:
    """'Jawa Timur, Bali … +3', or the whole country."""
    if EVERYWHERE in codes:
        return say("filters.all_provinces")
    labels = {**cached.province_labels(), **cached.region_labels()}
    names = [labels.get(code, code) for code in codes]
    more = f" … +{number(len(names) - MOST_PLACES)}" if len(names) > MOST_PLACES else ""
    return ", ".join(names[:MOST_PLACES]) + more


def _severities(kinds: tuple[str, ...]) -> str:
    return ", ".join(status.badge(kind) for kind in kinds)


def _quiet(row: Mapping[Any, Any]) -> str | None:
    """'22.00–05.00 WIB' in Indonesian, with colons in English; nothing for who is never quiet."""
    if is_missing(row["quiet"]):
        return None
    hours = "–".join(row["quiet"])
    return f"{hours if language() == 'en' else hours.replace(':', '.')} {row['zone']}"
