"""How does a letter become one mail, and what did the server say to it?

The dialogue is spoken step by step, because what matters is how far it came: before the text was
handed over nothing has been sent; after it, an answer that never came leaves it unclear.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
from datetime import UTC, datetime
from email.charset import QP, Charset
from email.header import Header
from email.message import Message
from email.policy import compat32
from email.utils import format_datetime, formataddr
from functools import partial
from typing import Any

from data_pipeline.alerts.outbox import Letter, Outcome
from data_pipeline.alerts.plain import of_error, one_line
from data_pipeline.alerts.servers import Smtp

OK = 250
GO_AHEAD = 354
PERMANENT = 500
END = b".\r\n"
# Of the standard library's two kinds of messages this older one folds long subjects without losing
# the space between two encoded words.
FORM = compat32.clone(linesep="\r\n")
QUOTED = Charset("utf-8")
QUOTED.body_encoding = QP
LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)


def send(server: Smtp, to: str, message_id: str, letter: Letter, at: datetime) -> Outcome:
    """One attempt; an answer that never came is `unknown`."""
    mail = composed(server, to, message_id, letter, at)
    try:
        connection = _connected(server)
    except (OSError, smtplib.SMTPException) as error:
        return Outcome("failed", of_error(error))
    try:
        return _hand_over(connection, server.sender, to, mail)
    finally:
        with contextlib.suppress(
            OSError
        ):  # it was handed over, or it was not: the farewell is idle
            connection.quit()


def composed(server: Smtp, to: str, message_id: str, letter: Letter, at: datetime) -> bytes:
    """The mail in bytes, its lines ending as SMTP wants them."""
    mail: Message[Any, Any] = Message()
    mail.set_payload(letter.text, QUOTED)
    mail["From"] = formataddr((server.sender_name, server.sender))
    mail["To"] = to
    mail["Subject"] = Header(one_line(letter.subject), "utf-8", header_name="Subject")
    mail["Date"] = format_datetime(at.replace(tzinfo=UTC))
    mail["Message-ID"] = f"<{message_id}@{server.domain}>"
    mail["Auto-Submitted"] = "auto-generated"  # nobody's absence note shall answer it
    return mail.as_bytes(policy=FORM)


def _connected(server: Smtp) -> smtplib.SMTP:
    """Ready for a mail: encrypted against a verified certificate, and signed in."""
    open_connection = (
        partial(smtplib.SMTP_SSL, context=server.trust.context)
        if server.security == "ssl"
        else smtplib.SMTP
    )
    connection = open_connection(
        server.host, server.port, local_hostname=server.domain, timeout=server.timeout_seconds
    )
    try:
        if server.security == "starttls":
            connection.starttls(context=server.trust.context)
        if server.user:
            connection.login(server.user, server.password)
    except (OSError, smtplib.SMTPException):
        connection.close()
        raise
    return connection


def _hand_over(connection: smtplib.SMTP, sender: str, to: str, mail: bytes) -> Outcome:
    try:
        connection.ehlo_or_helo_if_needed()
        for expected, command in (
            (OK, f"MAIL FROM:<{sender}>"),
            (OK, f"RCPT TO:<{to}>"),
            (GO_AHEAD, "DATA"),
        ):
            code, answer = connection.docmd(command)
            if code != expected:
                return _refused(code, answer)
    except (OSError, smtplib.SMTPException) as error:
        return Outcome("failed", of_error(error))
    try:
        connection.send(LEADING_DOT.sub(b"..", mail) + END)
        code, answer = connection.getreply()
    except (OSError, smtplib.SMTPException) as error:
        return Outcome("unknown", of_error(error))
    return Outcome("sent", _line(code, answer)) if code == OK else _refused(code, answer)


def _refused(code: int, answer: bytes) -> Outcome:
    """5xx is meant for good; anything else may go better later."""
    return Outcome("given_up" if code >= PERMANENT else "failed", _line(code, answer))


def _line(code: int, answer: bytes) -> str:
    return one_line(f"{code} {answer.decode('utf-8', 'replace')}")
