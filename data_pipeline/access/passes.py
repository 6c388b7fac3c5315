"""May this browser fetch the map? A signed address, because a fetch brings no session with it.

It names the person, the session and the grant; each use asks again whether they still hold.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import astuple, dataclass

from data_pipeline.access.principal import Identity, Principal
from data_pipeline.grants import Grant


@dataclass(frozen=True)
class Pass:
    """Whose fetch it is, since when, in whose session, and whose rows they were shown."""

    identity: Identity
    issued_at: int
    seen_by: Identity | None
    grant: Grant


def write(principal: Principal, secret: bytes) -> str:
    """The pass as a word for an address; the same for the whole of a session."""
    seen_by = principal.seen_by
    told = {
        "identity": astuple(principal.identity),
        "issued_at": principal.issued_at,
        "seen_by": astuple(seen_by) if seen_by else None,
        "grant": astuple(principal.grant),
    }
    body = base64.urlsafe_b64encode(json.dumps(told, separators=(",", ":")).encode())
    return f"{body.decode().rstrip('=')}.{_sign(body, secret)}"


def read(text: str, secret: bytes) -> Pass | None:
    """The pass somebody shows; None when it was not written here."""
    word, _, signature = text.partition(".")
    body = word.encode() + b"=" * (-len(word) % 4)
    if not hmac.compare_digest(signature.encode(), _sign(body, secret).encode()):
        return None
    told = json.loads(base64.urlsafe_b64decode(body))
    is_everywhere, codes, sees_receipts = told["grant"]
    return Pass(
        Identity(*told["identity"]),
        told["issued_at"],
        Identity(*told["seen_by"]) if told["seen_by"] else None,
        Grant(is_everywhere, tuple(codes), sees_receipts),
    )


def _sign(body: bytes, secret: bytes) -> str:
    return hmac.new(secret, b"tepat map pass" + body, hashlib.sha256).hexdigest()
