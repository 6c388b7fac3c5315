"""Why was somebody not let in? A code with its facts; the sentence is said in their language."""

from __future__ import annotations

from typing import Final

from data_pipeline.errors import TepatError

SIGNED_OUT: Final = "signed_out"
UNKNOWN: Final = "unknown"
DISABLED: Final = "disabled"
ENDED: Final = "ended"
EXPIRED: Final = "expired"
NO_MODE: Final = "no_mode"
NOT_LOCAL: Final = "not_local"
NOT_ALLOWED: Final = "not_allowed"
CODES: Final = (SIGNED_OUT, UNKNOWN, DISABLED, ENDED, EXPIRED, NO_MODE, NOT_LOCAL, NOT_ALLOWED)


class Refused(TepatError):
    """Nobody is let in; `code` is one of CODES, `facts` fill its sentence access.refused.<code>."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(f"Access refused: {code} {facts or ''}".rstrip())
        self.code, self.facts = code, facts
