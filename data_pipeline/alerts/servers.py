"""Which mail server and which webhooks may be used, and where do their secrets come from?

A secret is named in the file and read from the environment; it is never written nor shown.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, urlsplit

from data_pipeline.alerts.strict import Table

Security = Literal["starttls", "ssl", "none"]
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
SECURITIES: tuple[Security, ...] = ("starttls", "ssl", "none")
PORTS = {"starttls": 587, "ssl": 465, "none": 25}
ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
# RFC 2606 and 6761: nobody receives mail there.
RESERVED = re.compile(r"[@.](test|example|invalid|localhost|example\.(com|net|org))$")
TOKEN = "{token}"  # the place in a URL where the token goes
VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
DEFAULT_TIMEOUT_SECONDS = 20.0
DEFAULT_TEXT_LIMIT = 4000  # Telegram and WhatsApp take 4,096 characters


@dataclass(frozen=True)
class Trust:
    """The certificates a server is checked against: the system's, or a file of one's own."""

    ca_file: Path | None = None

    @cached_property
    def context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.ca_file) if self.ca_file else None)


@dataclass(frozen=True)
class Smtp:
    """The mail server; with a user it has a password."""

    host: str
    port: int
    security: Security
    sender_name: str
    sender: str
    user: str
    password: str = field(repr=False)
    timeout_seconds: float
    trust: Trust

    @property
    def is_loopback(self) -> bool:
        return self.host in LOOPBACK

    @property
    def domain(self) -> str:
        return self.sender.partition("@")[2]


@dataclass(frozen=True)
class Webhook:
    """A gateway that takes JSON by POST; `body` None sends everything as docs/alerts.md lists it.

    `is_deduplicating`: it knows a repeated Idempotency-Key, so that an unclear answer may be
    followed by another attempt.
    """

    name: str
    url: str = field(repr=False)
    token: str = field(repr=False)
    timeout_seconds: float
    text_limit: int
    is_deduplicating: bool
    body: dict[str, Any] | None
    trust: Trust

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def is_loopback(self) -> bool:
        return self.host in LOOPBACK


def smtp(told: Table, environment: Mapping[str, str]) -> Smtp:
    """The table [smtp]; RecipientsError names what is wrong with it."""
    security = told.choice("security", SECURITIES, "starttls")
    user = told.text("user", "")
    made = Smtp(
        told.text("host"),
        int(told.number("port", PORTS[security], 1, 65535)),
        next(it for it in SECURITIES if it == security),
        told.text("from_name", "Tepat"),
        address(told, "from", told.text("from")),
        user,
        secret(told, "password_env", environment) if user else "",
        told.number("timeout_seconds", DEFAULT_TIMEOUT_SECONDS, 1, 300),
        _trust(told),
    )
    if made.security == "none" and not made.is_loopback:
        raise told.error(
            f"security = 'none' for {made.host}", "starttls or ssl beyond this machine"
        )
    told.end()
    return made


def webhook(name: str, told: Table, environment: Mapping[str, str]) -> Webhook:
    """A table [webhooks.<name>]; http is for this machine alone."""
    token = secret(told, "token_env", environment) if told.has("token_env") else ""
    url = told.text("url")
    _refuse_url(told, url)
    if TOKEN in url and not token:
        raise told.error(f"url with {TOKEN}", "token_env")
    body = told.raw("body")
    if body is not None and not isinstance(body, dict):
        raise told.error(f"body = {body!r}", "a table")
    made = Webhook(
        name,
        url.replace(TOKEN, quote(token, safe=":")),
        "" if TOKEN in url else token,
        told.number("timeout_seconds", DEFAULT_TIMEOUT_SECONDS, 1, 300),
        int(told.number("text_limit", DEFAULT_TEXT_LIMIT, 200, 100_000)),
        told.flag("deduplicates", False),
        body,
        _trust(told),
    )
    told.end()
    return made


def _refuse_url(told: Table, url: str) -> None:
    """The url is not repeated: people put tokens into it."""
    if not _is_url(url):
        raise told.error("a url that is not one", "https://host/path, with no user in it")
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise told.error(f"http to {parts.hostname}", "https beyond this machine")


def _is_url(text: str) -> bool:
    if not text.isascii() or not text.isprintable() or " " in text:
        return False
    try:
        parts = urlsplit(text)
        return bool(
            parts.scheme in {"https", "http"}
            and parts.hostname
            and not parts.username
            and (parts.port is None or parts.port > 0)
        )
    except ValueError:  # no port, no IPv6 address
        return False


def address(told: Table, name: str, text: str) -> str:
    """One plain mail address: what a header can be broken with is refused."""
    if not ADDRESS.fullmatch(text):
        raise told.error(f"{name} = {text!r}", "one mail address such as nama@kpu.go.id")
    return text


def secret(told: Table, name: str, environment: Mapping[str, str]) -> str:
    """The value of the environment variable that `name` names."""
    variable = told.text(name)
    if not VARIABLE.fullmatch(variable):  # perhaps the secret itself: it is not repeated
        raise told.error(f"{name} is no name of a variable", "one such as TEPAT_SMTP_PASSWORD")
    value = environment.get(variable, "")
    if not value:
        raise told.error(
            f"{name} names {variable}, which is not set in the environment",
            f"{variable} set for this process",
        )
    if not value.isascii() or not value.isprintable() or " " in value:
        raise told.error(
            f"{variable} holds a space, a line break or a letter beyond ASCII", "the secret"
        )
    return value


def _trust(told: Table) -> Trust:
    path = Path(told.text("ca_file", ""))
    if path == Path():
        return Trust()
    if not path.is_file():
        raise told.error(f"ca_file = {str(path)!r}, which is not there", "a file of certificates")
    return Trust(path)
