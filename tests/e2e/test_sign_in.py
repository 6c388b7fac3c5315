"""P17, P18 with a real provider: in, wrong role, disabled, out, old cookie, provider away."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from data_pipeline.access import people, refused
from data_pipeline.access.principal import Identity
from data_pipeline.settings import Settings
from data_pipeline.text import say
from tests.e2e import look
from tests.e2e.server import ROOT, end, environment

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.e2e.world import World

PROVES = ("P17", "P18")
PATIENCE_S = 60.0
SECRETS = """[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "{secret}"
client_id = "tepat"
client_secret = "test"
server_metadata_url = "{issuer}/.well-known/openid-configuration"
"""


@dataclass(frozen=True)
class Office:
    """A dashboard behind a provider of its own."""

    settings: Settings
    url: str
    issuer: str
    provider: subprocess.Popen[bytes]

    def identity(self, subject: str) -> Identity:
        return Identity(self.issuer, subject)


@pytest.fixture
def office(world: World, tmp_path: Path) -> Iterator[Office]:
    data_dir = tmp_path / "data"
    shutil.copytree(world.data_dir, data_dir)
    port, provider_port = free_port(), free_port()
    issuer = f"http://localhost:{provider_port}"
    settings = Settings(data_dir)
    for subject, role in (("ana", "analyst"), ("boss", "admin"), ("op", "operator")):
        people.grant(settings, Identity(issuer, subject), subject.title(), role, by="test")
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(SECRETS.format(port=port, issuer=issuer, secret="s" * 40), encoding="utf-8")
    secrets.chmod(0o600)
    told = {"TEPAT_ACCESS": "oidc", "STREAMLIT_SECRETS_FILES": str(secrets)}
    provider = ["-W", "ignore", "-m", "oidc_provider_mock", "--port", str(provider_port)]
    command = ["-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command += ["--server.headless", "true", "--secrets.files", str(secrets)]
    with (
        running(provider, {}, f"{issuer}/.well-known/openid-configuration", tmp_path) as process,
        running(
            command,
            environment(data_dir) | told,
            f"http://localhost:{port}/_stcore/health",
            tmp_path,
        ),
    ):
        yield Office(settings, f"http://localhost:{port}", issuer, process)


@contextmanager
def running(
    arguments: list[str], more: dict[str, str], answers: str, home: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A Python process that answers at that address, ended when the block is left."""
    with (home / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**os.environ, **more},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        wait(answers, home)
        yield process
    finally:
        end(process)


def wait(address: str, home: Path) -> None:
    limit = time.monotonic() + PATIENCE_S
    while time.monotonic() < limit:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError((home / "log.txt").read_text("utf-8", "replace")[-3000:])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def heading(page: Page, code: str) -> None:
    page.get_by_role("heading", name=say("en", f"shell.pages.{code}.title"), exact=True).wait_for()


def refusal(page: Page, code: str, **facts: str) -> None:
    """The reason stands there, and nothing else does."""
    told = say("en", f"access.refused.{code}", **facts).replace("**", "")
    page.get_by_text(told).wait_for()
    assert page.locator('[data-testid="stDataFrame"], [data-testid="stMetric"]').count() == 0
    assert page.locator('[data-testid="stTopNavLink"]').count() == 0


def sign_in(page: Page, office: Office, subject: str) -> None:
    page.goto(f"{office.url}/?lang=en")
    page.get_by_role("button", name=say("en", "access.sign_in"), exact=True).click()
    page.locator('input[name="sub"]').fill(subject)
    page.locator('button, input[type="submit"]').first.click()
    page.wait_for_url(f"{office.url}/**")
    page.goto(f"{office.url}/?lang=en")


def test_from_signing_in_to_the_provider_being_away(office: Office, browser: Browser) -> None:
    with look.page(browser) as page:
        page.goto(f"{office.url}/?lang=en&as=commissioner")
        refusal(page, refused.SIGNED_OUT)
        sign_in(page, office, "ana")
        heading(page, "overview")
        cookies = [(it["name"], it["value"]) for it in page.context.cookies()]
        tab = page.context.new_page()
        tab.goto(f"{office.url}/shortages?lang=en")
        heading(tab, "shortages")

        page.goto(f"{office.url}/people?lang=en")  # a deep link to what the role does not open
        page.get_by_text("This page is not for the role").wait_for()
        assert look.errors(page) == []

        page.get_by_role("button", name=say("en", "access.sign_out"), exact=True).click()
        refusal(tab, refused.ENDED, name="Ana")  # the other tab, within seconds, by itself
        for name, value in cookies:  # a thief's copy
            page.context.add_cookies([{"name": name, "value": value, "url": office.url}])
        page.goto(f"{office.url}/?lang=en")
        refusal(page, refused.ENDED, name="Ana")

        page.context.clear_cookies()
        time.sleep(1.1)  # a session of the very second of signing out has ended too
        sign_in(page, office, "ana")
        heading(page, "overview")
        people.disable(office.settings, office.identity("ana"), by="test")
        refusal(page, refused.DISABLED, name="Ana")

    with look.page(browser) as page:
        sign_in(page, office, "stranger")
        page.get_by_text(f"issuer: {office.issuer}").wait_for()
        assert page.locator('[data-testid="stTopNavLink"]').count() == 0

    with look.page(browser) as inside, look.page(browser) as outside:
        sign_in(inside, office, "boss")
        end(office.provider)
        inside.goto(f"{office.url}/people?lang=en")  # who is in stays in
        heading(inside, "people")
        outside.goto(f"{office.url}/?lang=en&as=commissioner")
        refusal(outside, refused.SIGNED_OUT)
        outside.get_by_role("button", name=say("en", "access.sign_in"), exact=True).click()
        outside.get_by_text(say("en", "access.provider_away")).wait_for()
        refusal(outside, refused.SIGNED_OUT)  # nobody new, and no way round
