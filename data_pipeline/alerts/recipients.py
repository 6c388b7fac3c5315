"""Who is told of which regions, through which channels? data/alerts/recipients.toml, read strictly.

Without the file nobody is told anything. Real addresses live there and never in the repository.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from functools import cached_property
from typing import Literal
from urllib.parse import urlsplit

from data_pipeline.alerts import journal, quiet, servers
from data_pipeline.alerts.book import Book
from data_pipeline.alerts.quiet import Quiet
from data_pipeline.alerts.servers import Smtp, Webhook
from data_pipeline.alerts.strict import RecipientsError, Table
from data_pipeline.formats import OFFSETS
from data_pipeline.settings import Settings
from data_pipeline.text import LANGUAGES

EVERYWHERE = "all"
SEVERITIES = ("red", "amber", "grey")
DEFAULT_PACE_MINUTES = 15.0

Kind = Literal["mail", "webhook"]


@dataclass(frozen=True)
class Channel:
    """A way to one recipient: a mail address, or a webhook and whom it shall reach."""

    kind: Kind
    target: str
    to: str

    @property
    def key(self) -> str:
        """What was told through it is never told through it again."""
        return f"{self.kind}:{self.target}:{self.to}"


@dataclass(frozen=True)
class Recipient:
    """A person or a desk in a role; `places` are province and region codes, or 'all'."""

    name: str
    role: str
    places: frozenset[str]
    severities: frozenset[str]
    hears_of_tepat: bool
    hears_of_ends: bool
    language: str
    zone_name: str
    quiet: Quiet
    pace: timedelta
    channels: tuple[Channel, ...]


@dataclass(frozen=True)
class Directory:
    """Everything recipients.toml says; `escalation` lists the roles from the first to the last."""

    allows_simulation: bool
    link: str
    escalation: tuple[str, ...]
    smtp: Smtp | None
    webhooks: dict[str, Webhook]
    recipients: tuple[Recipient, ...]

    def covering(self, region_code: str, province_code: str) -> list[Recipient]:
        """Those responsible for a region, for its province, or for everything."""
        places = (region_code, province_code, EVERYWHERE)
        found = {it.name: it for place in places for it in self._by_place.get(place, ())}
        return list(found.values())

    @cached_property
    def _by_place(self) -> dict[str, list[Recipient]]:
        """Asked for every open alert at every turn, with up to a recipient for each region."""
        found: dict[str, list[Recipient]] = {}
        for recipient in self.recipients:
            for place in recipient.places:
                found.setdefault(place, []).append(recipient)
        return found


def load(
    settings: Settings, book: Book, environment: Mapping[str, str] = os.environ
) -> Directory | None:
    """The directory, or None without a file; RecipientsError says where it is wrong."""
    path = journal.recipients_path(settings)
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecipientsError(path, "", str(error), "TOML in UTF-8") from error
    return _directory(Table(path, "", values), book, environment)


def _directory(told: Table, book: Book, environment: Mapping[str, str]) -> Directory:
    mail = told.table("smtp")
    hooks = told.table("webhooks")
    smtp = servers.smtp(mail, environment) if mail else None
    webhooks = {
        name: servers.webhook(name, it, environment)
        for name, it in (hooks.children() if hooks else {}).items()
    }
    made = Directory(
        told.flag("allow_simulation", False),
        _link(told),
        told.texts("escalation", []),
        smtp,
        webhooks,
        tuple(_recipient(it, book, smtp, webhooks) for it in told.tables("recipients")),
    )
    told.end()
    names = [it.name for it in made.recipients]
    if len(set(names)) < len(names):
        raise told.error("two recipients of one name", "a name for each")
    return made


def _link(told: Table) -> str:
    link = told.text("link", "").rstrip("/")
    if link and (urlsplit(link).scheme not in {"http", "https"} or not link.isprintable()):
        raise told.error(f"link = {link!r}", "the address of the dashboard, https://…")
    return link


def _recipient(
    told: Table, book: Book, smtp: Smtp | None, webhooks: dict[str, Webhook]
) -> Recipient:
    zone_name = told.text("time_zone", "WIB")
    made = Recipient(
        _printable(told, "name"),
        _printable(told, "role"),
        frozenset(
            told.member("regions", it, {EVERYWHERE, *book.places}) for it in told.texts("regions")
        ),
        frozenset(
            told.member("severities", it, SEVERITIES)
            for it in told.texts("severities", list(SEVERITIES))
        ),
        told.flag("hears_of_tepat", False),
        told.flag("hears_of_ends", True),
        told.choice("language", LANGUAGES, "id"),
        zone_name,
        _quiet(told, zone_name),
        timedelta(minutes=told.number("pace_minutes", DEFAULT_PACE_MINUTES, 0, 1440)),
        tuple(_channel(it, smtp, webhooks) for it in told.tables("channels")),
    )
    told.end()
    if not made.channels:
        raise told.error("no channels", 'channels = [{ mail = "nama@kpu.go.id" }]')
    return made


def _printable(told: Table, name: str) -> str:
    text = told.text(name)
    if not text.isprintable():
        raise told.error(f"{name} = {text!r}", "a text of one line")
    return text


def _quiet(told: Table, zone_name: str) -> Quiet:
    zone = quiet.zone(zone_name)
    if zone is None:
        raise told.error(
            f"time_zone = {zone_name!r}", f"{', '.join(OFFSETS)} or a name such as Europe/Berlin"
        )
    hours = told.texts("quiet_hours", ["00:00", "00:00"])
    try:
        start, end = (time.fromisoformat(it) for it in hours)
    except ValueError:
        raise told.error(f"quiet_hours = {list(hours)}", '["22:00", "05:00"]') from None
    return Quiet(start.replace(tzinfo=None), end.replace(tzinfo=None), zone)


def _channel(told: Table, smtp: Smtp | None, webhooks: dict[str, Webhook]) -> Channel:
    if told.has("mail"):
        to = servers.address(told, "mail", told.text("mail"))
        if smtp is None:
            raise told.error("a mail address, but no table [smtp]", "[smtp] with a host")
        told.end()
        return Channel("mail", "smtp", to)
    target = told.choice("webhook", webhooks)
    to = told.text("to", "")
    told.end()
    return Channel("webhook", target, to)
