"""Who looks at this page? Asked anew on every run, so that access ends at once.

Everything that is shown, sent, written or refused asks here first: `principal` for a run of a page,
`demand` before a page or an act, `guarded` around every file, `of_request` and `of_map` for what a
program or the map fetches.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from functools import cache
from typing import Final, TypeVar
from urllib.request import urlopen

import streamlit as st
from starlette.requests import Request

from data_pipeline.access import demo, mode, passes, people, refused, roles, sessions
from data_pipeline.access.people import Person
from data_pipeline.access.principal import Identity, Principal
from data_pipeline.access.refused import Refused
from data_pipeline.settings import Settings
from data_pipeline.settings import load as load_settings

AS_KEY: Final = "as"
LOOKING_AS: Final = "_looking_as"
SEAL: Final = "_access_seal"
PASS: Final = "pass"
AWAY: Final = "_provider_away"
PROVIDER_SECONDS: Final = 5.0
BEARER: Final = "bearer "
FEED_ROLE: Final = "analyst"

Made = TypeVar("Made")


def principal() -> Principal:
    """Who this run is for; raises Refused."""
    told = mode.current()
    if told == mode.DEMO:
        _must_be_local(str(st.context.headers.get("Host") or "localhost"))
        return demo.principal(str(st.session_state.get(AS_KEY, "")))
    if told == mode.OIDC:
        return _looking(_signed_in())
    raise Refused(refused.NO_MODE)


def may(permission: str) -> bool:
    """True when who looks may do that."""
    return principal().may(permission)


def demand(permission: str) -> Principal:
    """Who looks, if they may do that; raises Refused."""
    asks = principal()
    if not asks.may(permission):
        raise Refused(refused.NOT_ALLOWED, name=asks.name)
    return asks


def guarded(permission: str, make: Callable[[], Made]) -> Callable[[], Made]:
    """`make`, for a button: when it is pressed, later and in a thread without a session, the
    same person must still be let in and still be allowed."""
    asks = principal()

    def checked() -> Made:
        if not _now(asks.identity, asks.issued_at, asks.seen_by).may(permission):
            raise Refused(refused.NOT_ALLOWED, name=asks.name)
        return make()

    return checked


def seal() -> str:
    """Changes when who looks, or what they may do, changes; 'refused …' when nobody may."""
    try:
        return repr(principal())
    except Refused as error:
        return f"refused {error.code}"


def pin() -> None:
    """Remember for whom this run is drawn."""
    st.session_state[SEAL] = seal()


def has_changed() -> bool:
    """True when what is on the screen was drawn for somebody who may no longer see it."""
    return bool(st.session_state.get(SEAL) != seal())


def look_as(person: Person | None) -> None:
    """An administrator looks through somebody's eyes, or stops; begun is recorded."""
    if person is None:
        st.session_state.pop(LOOKING_AS, None)
        return
    asks = demand(roles.PEOPLE)
    people.look(_settings(), person.identity, by=asks.signature)
    st.session_state[LOOKING_AS] = person.identity


def sign_in() -> None:
    """Go to the identity provider, if it answers; `is_provider_away` says when it did not."""
    try:
        # Streamlit would go there unasked and answer with a bare error page.
        with urlopen(st.secrets["auth"]["server_metadata_url"], timeout=PROVIDER_SECONDS):
            st.session_state.pop(AWAY, None)
    except OSError:
        st.session_state[AWAY] = True
        return
    st.login()


def is_provider_away() -> bool:
    return bool(st.session_state.get(AWAY))


def sign_out() -> None:
    """Ends every session of who looks, in all tabs and with old cookies too, then this one."""
    asks = _signed_in()
    people.revoke(_settings(), asks.identity, by=asks.signature)
    st.session_state.clear()
    st.logout()


def map_pass() -> str:
    """A word for the map's address that lets this browser fetch it."""
    return passes.write(principal(), map_secret())


def of_map(request: Request) -> Principal:
    """Who fetches a map; raises Refused."""
    if mode.current() == mode.DEMO:
        _must_be_local(request.url.hostname or "localhost")
    shown = passes.read(request.query_params.get(PASS, ""), map_secret())
    if shown is None:
        raise Refused(refused.SIGNED_OUT)
    now = _now(shown.identity, shown.issued_at, shown.seen_by)
    if now.grant != shown.grant or not now.may(roles.READ):
        raise Refused(refused.NOT_ALLOWED, name=now.name)
    return now


def of_request(request: Request) -> Principal:
    """The program that asks the feed; raises Refused."""
    told = mode.current()
    if told == mode.DEMO:
        _must_be_local(request.url.hostname or "localhost")
        return demo.principal(FEED_ROLE)
    if told != mode.OIDC:
        raise Refused(refused.NO_MODE)
    header = request.headers.get("authorization", "")
    is_bearer = header.lower().startswith(BEARER)
    person = people.of_token(_settings(), header[len(BEARER) :].strip()) if is_bearer else None
    if person is None:
        raise Refused(refused.SIGNED_OUT)
    asks = person.principal()
    if not asks.may(roles.EXPORT):
        raise Refused(refused.NOT_ALLOWED, name=asks.name)
    return asks


def _signed_in() -> Principal:
    user = st.user.to_dict()
    issuer, subject, issued_at = (user.get(claim) for claim in ("iss", "sub", "iat"))
    if not user.get("is_logged_in") or not issuer or not subject:
        raise Refused(refused.SIGNED_OUT)
    identity = Identity(str(issuer), str(subject))
    return sessions.principal(_settings(), identity, int(str(issued_at or 0)))


def _looking(asks: Principal) -> Principal:
    identity = st.session_state.get(LOOKING_AS)
    return _now(identity, asks.issued_at, asks.identity) if identity else asks


def _now(identity: Identity, issued_at: int, seen_by: Identity | None) -> Principal:
    """Who that is at this moment, in a session that began then; raises Refused."""
    told = mode.current()
    if told == mode.DEMO and identity.issuer == demo.ISSUER:
        return demo.principal(identity.subject)
    if told != mode.OIDC:
        raise Refused(refused.NO_MODE)
    if seen_by is None:
        return sessions.principal(_settings(), identity, issued_at)
    owner = sessions.principal(_settings(), seen_by, issued_at)
    person = people.all_of(_settings()).get(identity)
    if person is None or person.is_disabled or not owner.may(roles.PEOPLE):
        raise Refused(refused.NOT_ALLOWED, name=owner.name)
    return person.principal(issued_at, seen_by)


def _must_be_local(host: str) -> None:
    if not mode.is_loopback(host):
        raise Refused(refused.NOT_LOCAL, host=host)


def _settings() -> Settings:
    return _loaded(tuple(os.environ.get(name, "") for name in ("TEPAT_DATA_DIR", "TEPAT_ELECTION")))


@cache
def _loaded(environment: tuple[str, ...]) -> Settings:
    return load_settings()


@cache
def _own_secret() -> bytes:
    return secrets.token_bytes(32)


def map_secret() -> bytes:
    """What signs a pass: the provider's cookie secret, which all page servers share."""
    if mode.current() != mode.OIDC:
        return _own_secret()  # a demonstration has one server only
    return str(st.secrets["auth"]["cookie_secret"]).encode()
