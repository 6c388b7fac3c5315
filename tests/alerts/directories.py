"""Recipients files for tests, from the shortest that works to the one a test needs."""

from __future__ import annotations

import json
from collections.abc import Mapping

from data_pipeline.alerts.recipients import Directory, load
from data_pipeline.settings import Settings
from tests.alerts.station import BOOK

PLAIN_SMTP = """
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
from = "tepat@tepat.test"
"""
PLAIN_HOOK = """
[webhooks.gateway]
url = "{url}"
"""


def smtp(port: int, **told: object) -> str:
    """The table [smtp] of a server on this machine, with lines of one's own."""
    return PLAIN_SMTP.format(port=port) + lines(told)


def hook(url: str, **told: object) -> str:
    return PLAIN_HOOK.format(url=url) + lines(told)


def recipient(name: str = "Jatim", **told: object) -> str:
    """One recipient: everywhere, by mail, told at any hour and as often as there is news."""
    facts: dict[str, object] = {
        "name": name,
        "role": "province",
        "regions": ["all"],
        "pace_minutes": 0,
        "channels": [{"mail": f"{name.lower()}@logistik.test"}],
    }
    return "[[recipients]]\n" + lines(facts | told)


def lines(told: Mapping[str, object]) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in told.items())


def read(settings: Settings, environment: Mapping[str, str] | None = None) -> Directory:
    found = load(settings, BOOK, environment or {})
    assert found is not None
    return found


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_value(it)}" for name, it in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(it) for it in value) + "]"
    return json.dumps(value, ensure_ascii=False)
