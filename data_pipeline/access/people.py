"""Who has which role now? Told by events, appended to a chained file and never rewritten."""

from __future__ import annotations

import csv
import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from data_pipeline import audit_log, clock
from data_pipeline.access import roles
from data_pipeline.access.principal import Identity, Principal
from data_pipeline.chain import Chain, ChainBroken
from data_pipeline.errors import TepatError, UnknownName
from data_pipeline.settings import SEEDS_DIR, Settings

GRANT, DISABLE, REVOKE, LOOK, TOKEN = "grant", "disable", "revoke", "look", "token"
LONGEST_NAME: Final = 120
TOKEN_BYTES: Final = 32


@cache
def province_names() -> dict[str, str]:
    """Code and name of every province there is, those abroad as 99."""
    with (SEEDS_DIR / "common" / "provinces.csv").open(encoding="utf-8", newline="") as file:
        return {row["province_code"]: row["name"] for row in csv.DictReader(file)}


class PeopleBroken(ChainBroken):
    """A line of the role table that is not what was written."""


CHAIN: Final = Chain("people_hash", PeopleBroken)


class BadPerson(TepatError):
    """A role cannot be given as it was asked for."""

    def __init__(self, problem: str, expected: str) -> None:
        super().__init__(f"No role was given: {problem}; expected {expected}.")


class NoSuchPerson(TepatError):
    """Nobody of that identity has ever had a role."""

    def __init__(self, identity: Identity) -> None:
        super().__init__(
            f"Nobody known as {identity}. `python -m data_pipeline people list` says who is."
        )


@dataclass(frozen=True)
class Person:
    """Somebody's role as the events leave it; sessions up to `revoked_at` (epoch) have ended."""

    identity: Identity
    name: str
    role_code: str
    province_codes: tuple[str, ...] = ()
    is_disabled: bool = False
    revoked_at: int = 0
    token_hashes: frozenset[str] = field(default_factory=frozenset)

    def principal(self, issued_at: int = 0, seen_by: Identity | None = None) -> Principal:
        """As the gate knows them, in a session that began then."""
        role = roles.role(self.role_code)
        return Principal(self.identity, self.name, role, self.province_codes, issued_at, seen_by)


def path_of(settings: Settings) -> Path:
    """Where the events are kept."""
    return settings.data_dir / "people.jsonl"


def all_of(settings: Settings) -> dict[Identity, Person]:
    """Everybody who has or had a role; raises PeopleBroken when the file was tampered with."""
    path = path_of(settings)
    try:
        told = path.stat()
    except FileNotFoundError:
        return {}
    return _told(path, told.st_mtime_ns, told.st_size)


def grant(
    settings: Settings,
    identity: Identity,
    name: str,
    role_code: str,
    province_codes: Iterable[str] = (),
    *,
    by: str,
) -> Person:
    """Gives a role, or another one, and enables who was disabled; raises BadPerson, UnknownName."""
    codes = tuple(sorted(province_codes))
    _check(settings, identity, name.strip(), role_code, codes)
    facts = {"name": name.strip(), "role_code": role_code, "province_codes": list(codes)}
    return _tell(settings, GRANT, identity, by, facts)


def disable(settings: Settings, identity: Identity, *, by: str) -> Person:
    """Ends the role, every session and every token at once."""
    return _tell(settings, DISABLE, _known(settings, identity), by, {})


def revoke(settings: Settings, identity: Identity, *, by: str) -> Person:
    """Ends every session begun so far, in all tabs and with any old cookie; the role stays."""
    return _tell(settings, REVOKE, _known(settings, identity), by, {})


def look(settings: Settings, identity: Identity, *, by: str) -> Person:
    """Records that an administrator looked through that person's eyes."""
    return _tell(settings, LOOK, _known(settings, identity), by, {})


def new_token(settings: Settings, identity: Identity, *, by: str) -> str:
    """A token for a program that reads the feed as that person; only its hash is kept."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    facts = {"token_sha256": _sha256(token)}
    _tell(settings, TOKEN, _known(settings, identity), by, facts)
    return token


def of_token(settings: Settings, token: str) -> Person | None:
    """Whose token that is; None when it is nobody's or its owner is disabled."""
    asked = _sha256(token)
    for person in all_of(settings).values():
        if asked in person.token_hashes and not person.is_disabled:
            return person
    return None


@lru_cache(maxsize=4)
def _told(path: Path, _modified_ns: int, _size: int) -> dict[Identity, Person]:
    people: dict[Identity, Person] = {}
    for facts in CHAIN.verified(path):
        identity = Identity(facts["issuer"], facts["subject"])
        people[identity] = _after(people.get(identity), identity, facts)
    return people


def _after(before: Person | None, identity: Identity, facts: Mapping[str, Any]) -> Person:
    if facts["event"] == GRANT:
        given = {"name": facts["name"], "role_code": facts["role_code"]}
        codes = tuple(facts["province_codes"])
        if before is None:
            return Person(identity, province_codes=codes, **given)
        return replace(before, province_codes=codes, is_disabled=False, **given)
    if before is None:
        raise NoSuchPerson(identity)
    if facts["event"] == DISABLE:
        ended = {"is_disabled": True, "revoked_at": facts["at"]}
        return replace(before, token_hashes=frozenset(), **ended)
    if facts["event"] == REVOKE:
        return replace(before, revoked_at=facts["at"])
    if facts["event"] == TOKEN:
        return replace(before, token_hashes=before.token_hashes | {facts["token_sha256"]})
    return before


def _tell(
    settings: Settings, event: str, identity: Identity, by: str, facts: Mapping[str, Any]
) -> Person:
    told = {
        "event": event,
        "at": clock.epoch_seconds(),
        "issuer": identity.issuer,
        "subject": identity.subject,
        "by": by,
        **facts,
    }
    CHAIN.append(path_of(settings), lambda _last: [told])
    audit_log.record(settings, by, "role_change", what=event, person=str(identity))
    return all_of(settings)[identity]


def _known(settings: Settings, identity: Identity) -> Identity:
    if identity not in all_of(settings):
        raise NoSuchPerson(identity)
    return identity


def _check(
    settings: Settings, identity: Identity, name: str, role_code: str, codes: tuple[str, ...]
) -> None:
    role = roles.role(role_code)
    if not identity.issuer or not identity.subject:
        raise BadPerson("the identity is empty", "issuer and subject, as the sign-in page shows")
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise BadPerson(f"the name is {name!r}", f"1 to {LONGEST_NAME} printable characters")
    others = [it for it in all_of(settings).values() if it.identity != identity]
    if name in {it.name for it in others}:
        raise BadPerson(f"the name {name!r} belongs to somebody else", "a name of one's own")
    if (role.reach == roles.OWN) != bool(codes):
        told = "province codes" if role.reach == roles.OWN else "no province code"
        raise BadPerson(f"the role {role_code} came with {list(codes)}", told)
    for code in codes:
        if code not in province_names():
            raise UnknownName("province", code, list(province_names()))


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
