"""What does a person do about it? Forms whose answer is the receipt with its ledger number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd
import streamlit as st

from data_pipeline import actions, clock, inbox
from data_pipeline.access.roles import ACT
from data_pipeline.actions import Action
from data_pipeline.contract.reading import Reading
from data_pipeline.figures.quality import explained
from data_pipeline.receipts import Receipt
from pages import access, audited, cached
from pages.cached import Scope
from pages.components import file_check, receipts, tables
from pages.components.text import day, language, moment, number, plain, say

ANSWER: Final = "_action_answer"
PATIENCE_SECONDS: Final = 30.0
LONGEST_NAME: Final = 120
LONGEST_TEXT: Final = 500
ICONS: Final = {
    "acknowledge": "visibility",
    "choose_plan": "gavel",
    "assign": "assignment_ind",
    "comment": "comment",
}
KINDS: Final = tuple(ICONS)
# What the columns of the feed are called on a form.
FIELDS: Final = {
    "author_name": "author",
    "owner_name": "owner",
    "plan_code": "plan",
    "comment_text": "comment",
    "override_status": "override.status",
    "expires_at": "override.hours",
}


@dataclass(frozen=True)
class Entry:
    """What an action is about: an entry of the register, or a region as a whole ('-')."""

    region_code: str
    item_code: str = "-"
    cause_code: str = "-"

    @property
    def code(self) -> str:
        return f"{self.region_code}|{self.item_code}|{self.cause_code}"

    def action(self, action_code: str, author: str, note: str) -> Action:
        """What somebody does about it, with a note."""
        return Action(
            action_code,
            self.region_code,
            author,
            item_code=self.item_code,
            cause_code=self.cause_code,
            comment_text=note,
        )


@dataclass(frozen=True)
class Answer:
    """What became of an action: refused by the reader, or recorded, or not answered yet."""

    about: str
    action_code: str
    reading: Reading | None = None
    receipt: Receipt | None = None
    sha256: str = ""


def draw(entry: Entry, plans: pd.DataFrame, scope: Scope, *, kinds: Sequence[str] = KINDS) -> None:
    """The choice of what to do, its form, and the answer to the last one sent from here."""
    if not is_open(scope) or not may_act(entry.region_code):
        return
    author = author_name()
    # Said here: format_func also runs where no reader is known.
    labels = {code: f":material/{ICONS[code]}: {say(f'actions.do.{code}')}" for code in kinds}
    kind = st.segmented_control(
        say("actions.what"),
        list(kinds),
        default=kinds[0],
        required=True,
        format_func=labels.__getitem__,
        key="action_kind",
        label_visibility="collapsed",
    )
    action = FORMS[kind](entry, author, plans)
    if action:
        send(action, entry)
    answered(entry)


def is_open(scope: Scope) -> bool:
    """Actions are recorded now: at an earlier moment the page says so instead of asking."""
    if scope.as_of is not None:
        st.info(say("actions.past"), icon=":material/history:")
    return scope.as_of is None


def may_act(region_code: str) -> bool:
    """True when who looks may act, and on that region; says so when not."""
    is_allowed = access.may(ACT) and region_code in cached.region_labels()
    if not is_allowed:
        st.caption(say("access.no_act"))
    return is_allowed


def author_name() -> str:
    """Who acts, by the name the role was given to; nobody types it."""
    name = access.principal().name
    st.caption(say("access.acts_as", name=plain(name)))
    return name


def send(action: Action, entry: Entry) -> None:
    """Ask the reader, then hand it to the worker; what became of it is kept for `answered`."""
    settings, asks = cached.settings(), access.demand(ACT)
    content = actions.as_csv(action, clock.now(settings))
    with st.spinner(say("actions.waiting")):
        reading = file_check.check(settings, actions.FILE_NAME, content, actions.PROFILE_CODE)
        if reading.outcome != "accepted":
            audited.refused(f"action:{action.action_code}", content, reading)
            told = Answer(entry.code, action.action_code, reading=reading)
        else:
            sha256 = actions.record(settings, action, asks.signature)
            audited.acted(action, sha256)
            receipt = inbox.wait(settings, sha256, PATIENCE_SECONDS)
            told = Answer(entry.code, action.action_code, receipt=receipt, sha256=sha256)
    # A new board reruns the page within a second: the answer must outlive the pressed button.
    st.session_state[ANSWER] = told


def answered(entry: Entry) -> None:
    """The answer to the last action sent about that entry, if it was about that one."""
    told: Answer | None = st.session_state.get(ANSWER)
    if told is None or told.about != entry.code:
        return
    if told.reading:
        _draw_refusal(told.reading)
    elif told.receipt is None:
        st.warning(say("actions.no_answer", sha256=told.sha256))
    elif told.receipt.outcome == "accepted":
        facts = {
            "action": say(f"terms.action_code.{told.action_code}"),
            "sequence": number(told.receipt.sequence),
            "received": moment(told.receipt.received_at),
        }
        st.success(say("actions.recorded", **facts), icon=":material/receipt_long:")
    else:
        receipts.draw(told.receipt)


def _draw_refusal(reading: Reading) -> None:
    """Nothing was recorded, and why, in the reader's words."""
    st.error(say("actions.refused"))
    if reading.refusal:
        st.markdown(reading.refusal.sentence(language()))
    refused = reading.refused.to_pandas()
    told = zip(refused["column_name"], explained(language(), refused)["refusal"], strict=True)
    for column, refusal in told:
        field = say(f"actions.{FIELDS[column]}") if column in FIELDS else column
        st.markdown(f"- **{plain(field)}** — {plain(refusal)}")


def _acknowledge(entry: Entry, author: str, plans: pd.DataFrame) -> Action | None:
    with st.form(f"acknowledge_{entry.code}"):
        note = _note(entry, "acknowledge")
        is_sent = st.form_submit_button(say("actions.send.acknowledge"), type="primary")
    return entry.action("acknowledge", author, note) if is_sent else None


def _choose_plan(entry: Entry, author: str, plans: pd.DataFrame) -> Action | None:
    possible = plans[~plans["is_past"]]
    if possible.empty:
        st.warning(say("actions.no_plan"))
        return None
    names = dict(zip(possible["plan_code"], possible["plan_name"], strict=True))
    with st.form(f"choose_plan_{entry.code}"):
        plan = st.radio(
            say("actions.plan"),
            list(names),
            format_func=lambda code: plain(names[code]),
            captions=[_caption(row) for row in possible.to_dict("records")],
            key=f"plan_{entry.code}",
        )
        note = _note(entry, "choose_plan")
        is_sent = st.form_submit_button(say("actions.send.choose_plan"), type="primary")
    if not is_sent:
        return None
    return replace(entry.action("choose_plan", author, note), plan_code=str(plan))


def _assign(entry: Entry, author: str, plans: pd.DataFrame) -> Action | None:
    with st.form(f"assign_{entry.code}"):
        owner = st.text_input(
            say("actions.owner"),
            key=f"owner_{entry.code}",
            max_chars=LONGEST_NAME,
            placeholder=say("actions.owner_example"),
        )
        note = _note(entry, "assign")
        is_sent = st.form_submit_button(say("actions.send.assign"), type="primary")
    if not is_sent:
        return None
    return replace(entry.action("assign", author, note), owner_name=owner)


def _comment(entry: Entry, author: str, plans: pd.DataFrame) -> Action | None:
    with st.form(f"comment_{entry.code}"):
        text = st.text_area(
            say("actions.comment"), key=f"comment_text_{entry.code}", max_chars=LONGEST_TEXT
        )
        is_sent = st.form_submit_button(say("actions.send.comment"), type="primary")
    return entry.action("comment", author, text) if is_sent else None


FORMS: Final[dict[str, Callable[[Entry, str, pd.DataFrame], Action | None]]] = {
    "acknowledge": _acknowledge,
    "choose_plan": _choose_plan,
    "assign": _assign,
    "comment": _comment,
}


def _note(entry: Entry, kind: str) -> str:
    return st.text_input(
        say("actions.note"), key=f"{kind}_note_{entry.code}", max_chars=LONGEST_TEXT
    )


def _caption(row: dict[str, object]) -> str:
    facts = {
        "cost": tables.cell(row["cost_level"], "cost_level").lower(),
        "days": tables.cell(row["lead_days"], "lead_days"),
        "by": day(row["decide_by"]),  # type: ignore[arg-type]  # a date, or missing
        "saved": tables.cell(row["tps_saved"], "tps_saved"),
    }
    return say("actions.plan_facts", **facts)
