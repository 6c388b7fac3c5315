"""A mail server and a gateway to send to: real sockets of this machine that count what arrives."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

OK = "250 accepted"
HANG_UP = "hang up"


@dataclass
class MailServer:
    """What arrived, and what it shall answer next: a status line, or hang up without one."""

    port: int
    mails: list[tuple[str, EmailMessage]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    logins: list[tuple[str, str]] = field(default_factory=list)
    delay_seconds: float = 0.0

    async def handle_DATA(  # noqa: N802 - the name aiosmtpd looks for
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        answer = self.answers.pop(0) if self.answers else OK
        if answer in {OK, HANG_UP}:
            mail = message_from_bytes(envelope.content, policy=policy.default)
            self.mails.append((envelope.rcpt_tos[0], mail))
            self.raw.append(envelope.content)
        time.sleep(self.delay_seconds)
        if answer == HANG_UP:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return answer

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        told = data.login.decode(), data.password.decode()
        self.logins.append(told)
        return AuthResult(success=told == ("tepat", "rahasia"), handled=False)

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for recipient, mail in self.mails if recipient == address]


@contextmanager
def mail_server(tls: SSLContext | None = None, port: int = 0) -> Iterator[MailServer]:
    """Listening until the block ends; with `tls` it insists on STARTTLS and on signing in."""
    server = MailServer(port or free_port())
    options: dict[str, Any] = {"tls_context": tls, "authenticator": server.authenticate}
    secured = options | {"require_starttls": True, "auth_required": True} if tls else {}
    controller = Controller(server, hostname="127.0.0.1", port=server.port, **secured)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


@dataclass
class Gateway:
    """What was posted, and the statuses it shall answer next; 0 hangs up without an answer."""

    port: int
    posts: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    delay_seconds: float = 0.0
    location: str = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def keys(self) -> list[str]:
        return [headers["Idempotency-Key"] for _, headers, _ in self.posts]


@contextmanager
def gateway(tls: SSLContext | None = None) -> Iterator[Gateway]:
    """Listening until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    made = Gateway(server.server_port)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.posts.append((self.path, dict(self.headers), json.loads(body)))
            time.sleep(made.delay_seconds)
            status = made.statuses.pop(0) if made.statuses else 200
            if status == 0:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(status)
            if made.location:
                self.send_header("Location", made.location)
            self.send_header("Retry-After", "600")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server.RequestHandlerClass = Handler
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that was killed
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
