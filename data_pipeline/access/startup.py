"""Is it safe to start? Every setting that is not is told in one line, and nothing is served."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from data_pipeline import lock
from data_pipeline.access import mode, people, roles
from data_pipeline.errors import TepatError
from data_pipeline.settings import Settings

EXIT_CODE: Final = 2
SHORTEST_SECRET: Final = 32
PROXY: Final = "TEPAT_BEHIND_PROXY"
WORKER: Final = "TEPAT_WORKER"
EXTERNAL: Final = "external"
NEEDED: Final = ("redirect_uri", "cookie_secret", "client_id", "client_secret")
METADATA: Final = "server_metadata_url"


@dataclass(frozen=True)
class Facts:
    """What the server is about to start with; `auth` is the [auth] section of secrets.toml."""

    settings: Settings
    environment: Mapping[str, str]
    address: str
    auth: Mapping[str, Any] = field(default_factory=dict)
    secrets_path: Path | None = None
    has_xsrf_protection: bool = True
    error_details: str = "none"


def problems(facts: Facts) -> list[str]:
    """One line for each reason not to start; empty when all is well."""
    checks = (_mode, _address, _demo, _provider, _people, _directory, _worker, _streamlit)
    return [line for check in checks for line in check(facts)]


def _mode(facts: Facts) -> Iterator[str]:
    told = facts.environment.get(mode.VARIABLE, "")
    if told not in mode.MODES:
        yield (
            f"{mode.VARIABLE} is {told!r}; expected 'demo' (make-believe people, this machine "
            "only) or 'oidc' (sign-in by your identity provider, docs/access.md)."
        )


def _address(facts: Facts) -> Iterator[str]:
    is_open = not mode.is_loopback(facts.address)
    if is_open and facts.environment.get(PROXY) != "yes":
        yield (
            f"server.address is {facts.address or 'every interface'!r}; expected 127.0.0.1, or "
            f"{PROXY}=yes where a reverse proxy with TLS stands before it."
        )


def _demo(facts: Facts) -> Iterator[str]:
    if mode.current(facts.environment) != mode.DEMO:
        return
    if facts.environment.get(PROXY) == "yes":
        yield f"TEPAT_ACCESS=demo with {PROXY}=yes; expected TEPAT_ACCESS=oidc behind a proxy."
    if facts.auth:
        yield (
            "TEPAT_ACCESS=demo although secrets.toml has an [auth] section; expected "
            "TEPAT_ACCESS=oidc, or secrets.toml without that section."
        )


def _provider(facts: Facts) -> Iterator[str]:
    if mode.current(facts.environment) != mode.OIDC:
        return
    missing = [name for name in (*NEEDED, METADATA) if not facts.auth.get(name)]
    if missing:
        names = ", ".join(missing)
        yield f"secrets.toml, [auth] lacks {names}; expected all of them (docs/access.md)."
    secret = str(facts.auth.get("cookie_secret", ""))
    if secret and len(secret.encode()) < SHORTEST_SECRET:
        yield (
            f"secrets.toml, cookie_secret has {len(secret.encode())} bytes; expected "
            f'{SHORTEST_SECRET} or more: python -c "import secrets; print(secrets.token_hex(32))".'
        )
    for name in ("redirect_uri", METADATA):
        if not _is_private(str(facts.auth.get(name, ""))):
            yield f"secrets.toml, {name} is not https; expected https outside this machine."


def _people(facts: Facts) -> Iterator[str]:
    try:
        known = people.all_of(facts.settings).values()
    except TepatError as error:
        yield str(error)
        return
    active = [roles.role(it.role_code) for it in known if not it.is_disabled]
    has_admin = any(roles.PEOPLE in role.permissions for role in active)
    if mode.current(facts.environment) == mode.OIDC and not has_admin:
        yield (
            "Nobody may grant roles; expected an administrator: "
            "python -m data_pipeline people add --role admin --issuer URL --subject ID --name NAME."
        )


def _directory(facts: Facts) -> Iterator[str]:
    for path in (facts.settings.data_dir, facts.secrets_path):
        if path and path.exists() and os.name == "posix":
            bits = path.stat().st_mode
            if bits & stat.S_IWOTH:
                yield f"{path} can be changed by everybody; expected chmod o-w {path}."
            if path == facts.secrets_path and bits & stat.S_IROTH:
                yield f"{path} can be read by everybody; expected chmod 600 {path}."


def _worker(facts: Facts) -> Iterator[str]:
    told = facts.environment.get(WORKER, "")
    if told not in ("", EXTERNAL):
        yield f"{WORKER} is {told!r}; expected {EXTERNAL!r} or nothing."
    elif not told and lock.is_held(facts.settings):
        yield (
            f"{facts.settings.data_dir} is in use by {lock.holder(facts.settings)}; expected no "
            f"second worker: stop that one, or set {WORKER}={EXTERNAL}."
        )


def _streamlit(facts: Facts) -> Iterator[str]:
    if not facts.has_xsrf_protection:
        yield "server.enableXsrfProtection is off; expected true."
    if facts.error_details != "none":
        yield f"client.showErrorDetails is {facts.error_details!r}; expected 'none'."


def _is_private(url: str) -> bool:
    """True for https, for this machine, and for what is told to be missing already."""
    parts = urlsplit(url)
    return not url or parts.scheme == "https" or mode.is_loopback(parts.hostname or "")
