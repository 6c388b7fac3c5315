"""Does the nginx sample work as it stands: pages under its policy, headers, blocked machinery?"""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
import trustme
from websockets import Origin
from websockets.sync.client import connect

from data_pipeline.settings import ROOT
from tests.e2e import look

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.e2e.server import Server

SAMPLE: Final = ROOT / "deploy" / "nginx.conf"
NAME: Final = "localhost"
BINARY: Final = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
HEADERS: Final = {
    "strict-transport-security": "max-age=63072000",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "content-security-policy": "frame-ancestors 'none'",
}
PAGES: Final = ("", "map", "shortages", "region?region=35.78+Kota+Surabaya", "wallboard")

pytestmark = pytest.mark.skipif(BINARY is None, reason="nginx is not installed")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def proxy(
    server: Server, authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The sample with this machine's ports, name and certificate, and nothing else changed."""
    folder = tmp_path_factory.mktemp("nginx")
    certificate = authority.issue_cert(NAME)
    certificate.private_key_pem.write_to_path(folder / "key.pem")
    for pem in certificate.cert_chain_pems:
        pem.write_to_path(folder / "chain.pem", append=True)
    port, plain = free_port(), free_port()
    write(folder, server.port, port, plain)
    assert BINARY is not None
    process = subprocess.Popen([BINARY, "-p", str(folder), "-c", str(folder / "main.conf")])
    try:
        wait(port)
        yield f"https://{NAME}:{port}"
    finally:
        process.terminate()
        process.wait(20)


def write(folder: Path, dashboard: int, port: int, plain: int) -> None:
    """The sample inside the frame that a distribution's nginx.conf gives it."""
    changes = {
        "127.0.0.1:8501": f"127.0.0.1:{dashboard}",
        "listen 443 ssl http2": f"listen 127.0.0.1:{port} ssl http2",
        "listen 80": f"listen 127.0.0.1:{plain}",
        "tepat.example.go.id": NAME,
        "/etc/ssl/tepat/fullchain.pem": str(folder / "chain.pem"),
        "/etc/ssl/tepat/privkey.pem": str(folder / "key.pem"),
    }
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if "listen [::]" not in line)
    for told, here in changes.items():
        assert told in text
        text = text.replace(told, here)
    frame = f"""daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u;
    scgi_temp_path {folder}/s;
{text}
}}
"""
    (folder / "main.conf").write_text(frame, encoding="utf-8")


def wait(port: int) -> None:
    limit = time.monotonic() + 20
    while time.monotonic() < limit:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("nginx did not start")


def answer(
    authority: trustme.CA, address: str, body: bytes | None = None
) -> tuple[int, dict[str, str]]:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    try:
        with urllib.request.urlopen(address, body, timeout=60, context=context) as told:
            return told.status, {name.lower(): value for name, value in told.headers.items()}
    except urllib.error.HTTPError as error:
        return error.code, {name.lower(): value for name, value in error.headers.items()}


def test_every_answer_carries_the_headers(proxy: str, authority: trustme.CA) -> None:
    for path in ("/", "/api/health", "/nowhere"):
        _, headers = answer(authority, proxy + path)
        for name, value in HEADERS.items():
            assert value in headers[name], (path, name)


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/script-health-check", "/api/ready"])
def test_the_machinery_is_not_to_be_seen(proxy: str, authority: trustme.CA, path: str) -> None:
    assert answer(authority, proxy + path)[0] == 404


def test_a_page_is_told_of_the_board_through_it(proxy: str, authority: trustme.CA) -> None:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    address = proxy.replace("https://", "wss://") + "/api/newest"
    with connect(address, ssl=context, origin=Origin(proxy)) as line:
        assert set(json.loads(line.recv(timeout=10))) == {"version", "spread_ms"}


def test_a_body_above_the_limit_is_refused(proxy: str, authority: trustme.CA) -> None:
    assert answer(authority, proxy + "/_stcore/upload_file/a/b", b"x" * 27_000_000)[0] == 413


def test_pages_work_under_the_policy(proxy: str, browser: Browser, server: Server) -> None:
    """Drawn over the real websocket, with no word from the browser about a refused source."""
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 1440, "height": 900})
    context.set_default_timeout(look.PATIENCE_MS)
    opened = context.new_page()
    told: list[str] = []
    opened.on("console", lambda message: told.append(message.text))
    for path in PAGES:
        opened.goto(f"{proxy}/{path}")
        look.settle(opened)
        opened.wait_for_timeout(1500)
        assert look.errors(opened) == [], server.log_end()
    with opened.expect_download() as download:
        opened.goto(f"{proxy}/shortages")
        look.settle(opened)
        opened.locator('[data-testid="stMain"] [data-testid="stPopover"] button').first.click()
        opened.locator('[data-testid="stPopoverBody"] [data-testid="stDownloadButton"] button').nth(
            2
        ).click()
    assert download.value.suggested_filename.endswith(".csv")
    context.close()
    assert {text for text in told if "Content Security Policy" in text} == set()
