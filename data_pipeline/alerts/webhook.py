"""How does a letter become one POST to a gateway, and what did the gateway say to it?

Redirects are not followed: a letter goes to the host the file names and to no other.
"""

from __future__ import annotations

import http.client
import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from data_pipeline.alerts.journal import Facts
from data_pipeline.alerts.outbox import Letter, Outcome
from data_pipeline.alerts.plain import of_error, one_line
from data_pipeline.alerts.servers import Webhook

# The gateway did not take it, or somebody can put right why: another attempt may go better.
RETRIED = {401, 403, 404, 407, 408, 425, 429, 503}
LONGEST_WAIT = timedelta(hours=1)


def send(hook: Webhook, to: str, message_id: str, letter: Letter) -> Outcome:
    """One attempt; an answer that never came, or leaves open what was done, is `unknown`."""
    body = json.dumps(payload(hook, to, message_id, letter), ensure_ascii=False).encode()
    connection = _connection(hook)
    try:
        try:
            connection.connect()
        except (OSError, http.client.HTTPException) as error:
            return Outcome("failed", of_error(error))
        return _posted(connection, hook, message_id, body)
    finally:
        connection.close()


def payload(hook: Webhook, to: str, message_id: str, letter: Letter) -> Facts:
    """Everything, or the gateway's own form with its places filled in."""
    told: Facts = {
        "message_id": message_id,
        "to": to,
        "subject": letter.subject,
        "text": letter.text,
    }
    if hook.body is None:
        return told | letter.facts
    filled: Facts = _filled(hook.body, told)
    return filled


def _filled(form: Any, told: Facts) -> Any:
    """Places such as {text} within a text; what was filled in is not looked at again."""
    if isinstance(form, dict):
        return {name: _filled(value, told) for name, value in form.items()}
    if isinstance(form, list):
        return [_filled(value, told) for value in form]
    if not isinstance(form, str):
        return form
    head, brace, rest = form.partition("{")
    name, end, tail = rest.partition("}")
    if brace and end and name in told:
        return head + told[name] + _filled(tail, told)
    return head + brace + (_filled(rest, told) if brace else "")


def _connection(hook: Webhook) -> http.client.HTTPConnection:
    parts = urlsplit(hook.url)
    if parts.scheme == "https":
        return http.client.HTTPSConnection(
            hook.host, parts.port, timeout=hook.timeout_seconds, context=hook.trust.context
        )
    return http.client.HTTPConnection(hook.host, parts.port, timeout=hook.timeout_seconds)


def _posted(
    connection: http.client.HTTPConnection, hook: Webhook, message_id: str, body: bytes
) -> Outcome:
    parts = urlsplit(hook.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", path, body, _headers(hook, message_id))
        answer = connection.getresponse()
    except (OSError, http.client.HTTPException) as error:
        return _unclear(hook, of_error(error))
    return _outcome(hook, answer)


def _headers(hook: Webhook, message_id: str) -> dict[str, str]:
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": message_id,
        "User-Agent": "Tepat",
    }
    return headers | ({"Authorization": f"Bearer {hook.token}"} if hook.token else {})


def _outcome(hook: Webhook, answer: http.client.HTTPResponse) -> Outcome:
    line = one_line(f"{answer.status} {answer.reason}")
    if 200 <= answer.status < 300:
        return Outcome("sent", line)
    if answer.status in RETRIED:
        return Outcome("failed", line, _wait(answer))
    if answer.status >= 500:
        return _unclear(hook, line)
    return Outcome("given_up", line)


def _unclear(hook: Webhook, line: str) -> Outcome:
    """It may have been passed on: only a gateway that knows the key may be asked again."""
    return Outcome("failed" if hook.is_deduplicating else "unknown", line)


def _wait(answer: http.client.HTTPResponse) -> timedelta:
    """Retry-After in seconds, within reason."""
    asked = answer.getheader("Retry-After", "")
    seconds = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
    return min(timedelta(seconds=seconds), LONGEST_WAIT)
