"""Who asks? A person with a role, the provinces of that role, and how the session came about."""

from __future__ import annotations

from dataclasses import dataclass

from data_pipeline.access import roles
from data_pipeline.access.roles import Role
from data_pipeline.grants import EVERYWHERE, NOWHERE, Grant, provinces


@dataclass(frozen=True)
class Identity:
    """How an identity provider names somebody: for ever, whatever name or address they take."""

    issuer: str
    subject: str

    def __str__(self) -> str:
        return f"{self.subject}@{self.issuer}"


@dataclass(frozen=True)
class Principal:
    """A person as the gate and the pages know them.

    `issued_at` is when they signed in (seconds of the epoch), 0 for who never does: programs, demo
    people. `seen_by` is the administrator whose session it is, who looks through their eyes and may
    change nothing.
    """

    identity: Identity
    name: str
    role: Role
    province_codes: tuple[str, ...] = ()
    issued_at: int = 0
    seen_by: Identity | None = None

    @property
    def grant(self) -> Grant:
        """Whose rows the gate lets through."""
        if self.role.reach == roles.EVERYWHERE:
            return EVERYWHERE
        if self.role.reach == roles.RECEIPTS_ONLY:
            return Grant(sees_receipts=True)
        return provinces(*self.province_codes) if self.role.reach == roles.OWN else NOWHERE

    @property
    def permissions(self) -> frozenset[str]:
        """What they may do; through another's eyes one only reads."""
        looking = frozenset({roles.READ, roles.RECEIPTS})
        return self.role.permissions & looking if self.seen_by else self.role.permissions

    def may(self, permission: str) -> bool:
        """True when the role allows it; what needs no permission is open to everybody known."""
        return not permission or permission in self.permissions

    @property
    def signature(self) -> str:
        """Name and identity, as receipts and archives record who it was."""
        return f"{self.name} [{self.identity}]"
