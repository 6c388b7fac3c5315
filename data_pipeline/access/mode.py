"""How do people come in: by a demonstration's list, or by an identity provider?"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

VARIABLE: Final = "TEPAT_ACCESS"
DEMO: Final = "demo"
OIDC: Final = "oidc"
MODES: Final = (DEMO, OIDC)
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})


def current(environment: Mapping[str, str] = os.environ) -> str:
    """'demo', 'oidc', or '' when nobody has said: then nobody comes in."""
    told = environment.get(VARIABLE, "")
    return told if told in MODES else ""


def is_loopback(host: str) -> bool:
    """True for a name of this machine; a port behind it does not matter."""
    name = host if host.startswith("[") or host.count(":") != 1 else host.split(":")[0]
    return name.rpartition("]")[0] + "]" in LOOPBACK if "[" in name else name in LOOPBACK
