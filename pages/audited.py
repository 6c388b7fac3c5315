"""What did this reader see, take along or send? Every page writes it down here, in one place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

import streamlit as st

from data_pipeline import audit_log
from data_pipeline.access.principal import Identity
from data_pipeline.actions import Action
from data_pipeline.audit_log import Fact
from data_pipeline.contract.reading import Reading
from data_pipeline.settings import Settings
from pages import access, cached
from pages.cached import Scope

SEEN: Final = "_audited_view"
TURNED_AWAY: Final = "_audited_refusal"
OVERRIDES: Final = frozenset({"override", "lift"})


def who() -> str:
    """The key of the principal who looks at this page, and of whoever looks through their eyes."""
    asks = access.principal()
    return f"{asks.seen_by} as {asks.identity}" if asks.seen_by else str(asks.identity)


def view(page: str, scope: Scope, region_code: str = "") -> None:
    """A page was opened, or shows something else than before: place, moment, board."""
    version = cached.pointer().version
    shown = _of_scope(scope) | {"page": page, "region": region_code, "version": version}
    if st.session_state.get(SEEN) != shown:
        audit_log.record(cached.settings(), who(), "view", **shown)
        st.session_state[SEEN] = shown


def polygons(person: Identity, as_of: datetime, version: int) -> None:
    """The map fetched the statuses of a moment."""
    told: dict[str, Fact] = {"page": "map_polygons", "as_of": _text(as_of), "version": version}
    audit_log.record(cached.settings(), str(person), "view", **told)


def exported(
    make: Callable[[], bytes], what: str, kind: str, rows: int | None, scope: Scope | None = None
) -> Callable[[], bytes]:
    """`make`, which is logged before its bytes leave; it may run without a session."""
    told = _of_scope(scope) if scope else {}
    told |= {"what": what, "format": kind, "rows": rows, "version": cached.pointer().version}
    return partial(_logged, make, cached.settings(), who(), told)


def _logged(
    make: Callable[[], bytes], settings: Settings, person: str, told: dict[str, Fact]
) -> bytes:
    content = make()
    audit_log.record(settings, person, "export", **told)
    return content


def fed(person: str, what: str, kind: str, rows: int, scope: Scope, version: int) -> None:
    """A program took rows from the feed."""
    told = _of_scope(scope) | {"what": f"feed:{what}", "format": kind, "version": version}
    audit_log.record(cached.settings(), person, "export", rows=rows, **told)


def uploaded(content: bytes, profile_code: str) -> None:
    """A file goes to the inbox; not its name but its fingerprint leads to the receipt."""
    told: dict[str, Fact] = {
        "sha256": _sha256(content),
        "bytes": len(content),
        "profile": profile_code,
    }
    audit_log.record(cached.settings(), who(), "upload", **told)


def refused(what: str, content: bytes, reading: Reading) -> None:
    """What somebody wanted to send was not taken."""
    reason = reading.refusal.reason_code if reading.refusal else ""
    facts = {"what": what, "sha256": _sha256(content), "reason": reason}
    refused_rows = reading.refused_count
    audit_log.record(cached.settings(), who(), "refusal", refused_rows=refused_rows, **facts)


def acted(action: Action, sha256: str) -> None:
    """A decision, note or override was handed in."""
    kind = "override" if action.action_code in OVERRIDES else "action"
    told = {"what": action.action_code, "region": action.region_code, "sha256": sha256}
    audit_log.record(cached.settings(), who(), kind, **told)


def answered(alert_id: str) -> None:
    """Somebody took an alert on; whom they said they are stands with the acknowledgement."""
    audit_log.record(cached.settings(), who(), "action", what="answer_alert", alert=alert_id)


def turned_away(page: str, code: str, person: str) -> None:
    """A page stayed shut: nobody was let in, or the role does not open it. Once for each reason."""
    told = {"what": f"page:{page}", "reason": code}
    if st.session_state.get(TURNED_AWAY) != (told, person):
        audit_log.record(cached.settings(), person, "refusal", **told)
        st.session_state[TURNED_AWAY] = (told, person)


def verified(findings: int) -> None:
    """Somebody had the chains looked at."""
    audit_log.record(cached.settings(), who(), "verification", findings=findings)


def _of_scope(scope: Scope) -> dict[str, Fact]:
    return {"as_of": _text(scope.as_of), "provinces": scope.province_codes}


def _text(moment: datetime | None) -> str:
    return f"{moment.isoformat()}Z" if moment else ""


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
