"""What stands on the page of people? Who has a role, and forms to give and withdraw one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pandas as pd
import streamlit as st

from data_pipeline.access import mode, people, roles
from data_pipeline.access.people import Person
from data_pipeline.access.principal import Identity
from data_pipeline.errors import TepatError
from data_pipeline.settings import Settings
from pages import access, cached
from pages.components import tables
from pages.components.text import number, plain, say

ANSWER: Final = "_people_answer"
COLUMNS: Final = (
    "person_name",
    "person_role",
    "person_provinces",
    "person_state",
    "person_identity",
)


def listed(settings: Settings) -> list[Person]:
    """Everybody who has or had a role, by name."""
    return sorted(people.all_of(settings).values(), key=lambda person: person.name)


def explain() -> None:
    """In a demonstration the list is not who walks through it."""
    if mode.current() == mode.DEMO:
        st.info(say("access.people.demo"), icon=":material/theater_comedy:")


def draw_table(known: list[Person]) -> None:
    """Name, role, provinces, state and identity of each."""
    if not known:
        st.caption(say("access.people.nobody"))
        return
    frame = pd.DataFrame([_row(person) for person in known])
    alt = say("access.people.alt", rows=number(len(frame)))
    tables.show(frame, COLUMNS, alt=alt, key="people_table")


def draw_person(known: list[Person]) -> None:
    """What can be done about one of them."""
    if not known:
        return
    names = {person.identity: f"{person.name} · {person.identity}" for person in known}
    by_identity = {person.identity: person for person in known}
    chosen = st.selectbox(
        say("access.people.choose"),
        list(names),
        format_func=lambda it: names.get(it, str(it)),
        key="people_chosen",
    )
    person = by_identity[chosen]
    with st.container(horizontal=True):
        _button("disable", lambda: _end(person, people.disable, "disabled"))
        _button("revoke", lambda: _end(person, people.revoke, "revoked"))
        if mode.current() == mode.OIDC and not person.is_disabled:
            _button("look", lambda: access.look_as(person))


def draw_grant(settings: Settings) -> None:
    """The form that gives a role, or another one."""
    with st.form("people_grant"):
        st.subheader(say("access.people.grant"), anchor=False)
        help_text = say("access.people.identity_help")
        issuer = st.text_input(say("access.people.issuer"), key="grant_issuer", help=help_text)
        subject = st.text_input(say("access.people.subject"), key="grant_subject", help=help_text)
        name = st.text_input(
            say("access.people.name"), key="grant_name", max_chars=people.LONGEST_NAME
        )
        names = {code: say(f"access.roles.{code}") for code in roles.ROLES}
        role = st.selectbox(
            say("access.people.role"), list(names), format_func=names.__getitem__, key="grant_role"
        )
        provinces = st.multiselect(
            say("access.people.provinces"),
            list(people.province_names()),
            format_func=lambda code: f"{code} {people.province_names()[code]}",
            key="grant_provinces",
            help=say("access.people.provinces_help"),
            placeholder=say("access.people.provinces_none"),
        )
        is_sent = st.form_submit_button(say("access.people.send"), type="primary")
    if is_sent:
        identity = Identity(issuer.strip(), subject.strip())
        _tell(lambda: _grant(settings, identity, name, role, provinces))


def answered() -> None:
    """What became of the last act."""
    told = st.session_state.get(ANSWER)
    if told:
        (st.success if told[0] else st.error)(told[1])


def _row(person: Person) -> dict[str, str]:
    return {
        "person_name": person.name,
        "person_role": say(f"access.roles.{person.role_code}"),
        "person_provinces": ", ".join(person.province_codes),
        "person_state": say(f"access.people.{'closed' if person.is_disabled else 'active'}"),
        "person_identity": str(person.identity),
    }


def _button(code: str, act: Callable[[], object]) -> None:
    st.button(say(f"access.people.{code}"), key=f"people_{code}", on_click=lambda: _tell(act))


def _tell(act: Callable[[], object]) -> None:
    """Do it and keep its answer for the next run; whoever does it must still be allowed."""
    try:
        access.demand(roles.PEOPLE)
        told = act()
        st.session_state[ANSWER] = (True, told) if told else None
    except TepatError as error:
        failed = say("access.people.failed", error=plain(str(error)))
        st.session_state[ANSWER] = (False, failed)


def _end(person: Person, end: Callable[..., Person], word: str) -> str:
    end(cached.settings(), person.identity, by=access.principal().signature)
    return say(f"access.people.{word}", name=plain(person.name))


def _grant(
    settings: Settings, identity: Identity, name: str, role: str, provinces: list[str]
) -> str:
    by = access.principal().signature
    person = people.grant(settings, identity, name, role, provinces, by=by)
    words = say(f"access.roles.{person.role_code}")
    return say("access.people.granted", name=plain(person.name), role=words)
