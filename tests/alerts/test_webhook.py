"""Does a gateway get what docs/alerts.md promises, and is its answer understood?"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import trustme

from data_pipeline.alerts import webhook
from data_pipeline.alerts.outbox import Letter, Outcome
from data_pipeline.alerts.servers import Webhook
from data_pipeline.settings import Settings
from tests.alerts import directories
from tests.alerts.servers import Gateway, free_port, gateway
from tests.alerts.station import Station

KEY = "cd" * 16
LETTER = Letter("Tepat: ■ 1 merah", "Isi {to} — ■\n", {"schema": "tepat.alerts/1", "counts": {}})
TELEGRAM = {"chat_id": "{to}", "text": "{text}", "silent": False, "n": [1, "{subject}!"]}


@pytest.fixture
def there() -> Iterator[Gateway]:
    with gateway() as listening:
        yield listening


def hook(tmp_path: Path, url: str, **told: object) -> Webhook:
    station = Station(Settings(tmp_path))
    station.recipients(directories.hook(url, timeout_seconds=2, **told))
    return directories.read(station.settings, {"TOKEN": "kunci"}).webhooks["gateway"]


def posted(to: Webhook) -> Outcome:
    return webhook.send(to, "-100123", KEY, LETTER)


def test_everything_is_told_with_a_key_against_repetition(there: Gateway, tmp_path: Path) -> None:
    to = hook(tmp_path, f"{there.url}/alerts?desk=1", token_env="TOKEN")
    assert posted(to) == Outcome("sent", "200 OK")
    ((path, headers, body),) = there.posts
    assert path == "/alerts?desk=1"
    assert headers["Idempotency-Key"] == KEY
    assert headers["Authorization"] == "Bearer kunci"
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert body == {
        "message_id": KEY,
        "to": "-100123",
        "subject": LETTER.subject,
        "text": LETTER.text,
        "schema": "tepat.alerts/1",
        "counts": {},
    }


def test_a_gateway_may_have_a_form_of_its_own(there: Gateway, tmp_path: Path) -> None:
    to = hook(tmp_path, f"{there.url}/bot{{token}}/send", token_env="TOKEN", body=TELEGRAM)
    posted(to)
    ((path, headers, body),) = there.posts
    assert path == "/botkunci/send"
    assert "Authorization" not in headers
    assert body == {
        "chat_id": "-100123",
        "text": LETTER.text,  # what looks like a place within the text is not filled in
        "silent": False,
        "n": [1, f"{LETTER.subject}!"],
    }


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (204, "sent"),
        (301, "given_up"),
        (400, "given_up"),
        (401, "failed"),
        (404, "failed"),
        (429, "failed"),
        (500, "unknown"),
        (502, "unknown"),
        (503, "failed"),
        (0, "unknown"),
    ],
)
def test_what_the_gateway_said_is_understood(
    there: Gateway, tmp_path: Path, status: int, state: str
) -> None:
    there.statuses = [status]
    assert posted(hook(tmp_path, there.url)).state == state


@pytest.mark.parametrize("status", [500, 502, 0])
def test_one_that_knows_the_key_may_be_asked_again(
    there: Gateway, tmp_path: Path, status: int
) -> None:
    there.statuses = [status]
    assert posted(hook(tmp_path, there.url, deduplicates=True)).state == "failed"


def test_a_busy_gateway_says_how_long_to_wait(there: Gateway, tmp_path: Path) -> None:
    there.statuses = [429]
    assert posted(hook(tmp_path, there.url)).wait == timedelta(minutes=10)


def test_a_redirect_is_not_followed(there: Gateway, tmp_path: Path) -> None:
    with gateway() as elsewhere:
        there.location, there.statuses = elsewhere.url, [307]
        assert posted(hook(tmp_path, there.url)).state == "given_up"
    assert elsewhere.posts == []


def test_a_gateway_that_is_not_there_was_told_nothing(tmp_path: Path) -> None:
    assert posted(hook(tmp_path, f"http://127.0.0.1:{free_port()}/")).state == "failed"


def test_a_slow_gateway_is_unclear(there: Gateway, tmp_path: Path) -> None:
    there.delay_seconds = 1.5
    to = hook(tmp_path, there.url)
    object.__setattr__(to, "timeout_seconds", 0.3)
    assert posted(to).state == "unknown"


@pytest.mark.parametrize(("has_ca", "state"), [(True, "sent"), (False, "failed")])
def test_https_only_to_a_host_somebody_vouches_for(
    tmp_path: Path, has_ca: bool, state: str
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    told = {"ca_file": str(tmp_path / "ca.pem")} if has_ca else {}
    with gateway(context) as there:
        url = there.url.replace("http:", "https:")
        assert posted(hook(tmp_path, url, **told)).state == state
        assert len(there.posts) == has_ca
