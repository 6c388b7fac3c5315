"""Who walks through a demonstration? A fixed list, one for each role; nobody signs in."""

from __future__ import annotations

from typing import Final

from data_pipeline.access import roles
from data_pipeline.access.principal import Identity, Principal

ISSUER: Final = "demo"
# The province of the simulated election with the most regions.
PROVINCE: Final = "35"
DEFAULT: Final = "commissioner"
PEOPLE: Final = tuple(roles.ROLES)


def principal(role_code: str) -> Principal:
    """The demo person of that role; the default one for any other word."""
    code = role_code if role_code in PEOPLE else DEFAULT
    role = roles.role(code)
    codes = (PROVINCE,) if role.reach == roles.OWN else ()
    return Principal(Identity(ISSUER, code), f"Demo {code}", role, codes)
