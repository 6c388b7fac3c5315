"""What may each role do, and whose rows does it see?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from data_pipeline.errors import UnknownName

READ: Final = "read"  # the pages that tell how things stand
RECEIPTS: Final = "receipts"  # files received, refused rows
EXPORT: Final = "export"  # take numbers along: files, briefings
SEND: Final = "send"  # send snapshot files
ACT: Final = "act"  # acknowledge, decide, assign, comment, override
PEOPLE: Final = "people"  # grant and withdraw roles
AUDIT: Final = "audit"  # read and verify the audit log
PERMISSIONS: Final = (READ, RECEIPTS, EXPORT, SEND, ACT, PEOPLE, AUDIT)

EVERYWHERE: Final = "everywhere"
OWN: Final = "own"
RECEIPTS_ONLY: Final = "receipts"
NOWHERE: Final = "nowhere"


@dataclass(frozen=True)
class Role:
    """One row of the table in docs/access.md; `reach` says whose rows."""

    code: str
    reach: str
    permissions: frozenset[str]


ROLES: Final = {
    role.code: role
    for role in (
        Role("commissioner", EVERYWHERE, frozenset({READ, RECEIPTS, EXPORT, ACT})),
        Role("analyst", EVERYWHERE, frozenset({READ, RECEIPTS, EXPORT})),
        Role("provincial", OWN, frozenset({READ, RECEIPTS, EXPORT, SEND, ACT})),
        Role("observer", EVERYWHERE, frozenset({READ, RECEIPTS})),
        Role("operator", RECEIPTS_ONLY, frozenset({RECEIPTS, SEND})),
        Role("admin", NOWHERE, frozenset({PEOPLE, AUDIT})),
    )
}


def role(code: str) -> Role:
    """The role of that code; UnknownName lists those there are."""
    if code not in ROLES:
        raise UnknownName("role", code, list(ROLES))
    return ROLES[code]
