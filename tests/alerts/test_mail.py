"""Does a letter arrive as one sound mail, and is what the server said understood?"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from data_pipeline.alerts import mail
from data_pipeline.alerts.outbox import Letter, Outcome
from data_pipeline.alerts.servers import Smtp
from data_pipeline.settings import Settings
from tests.alerts import directories
from tests.alerts.servers import HANG_UP, MailServer, free_port, mail_server
from tests.alerts.station import NOON, Station

TO, KEY = "jatim@logistik.test", "ab" * 16
LETTER = Letter("SIMULASI · Tepat: ■ 161 merah, ▲ 16 kuning, ◌ 1 tanpa data", "Isi — ■\n", {})


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as listening:
        yield listening


def smtp(tmp_path: Path, port: int, text: str = "", **environment: str) -> Smtp:
    station = Station(Settings(tmp_path))
    station.recipients(text or directories.smtp(port, timeout_seconds=2))
    found = directories.read(station.settings, environment).smtp
    assert found is not None
    return found


def sent(to: Smtp, letter: Letter = LETTER) -> Outcome:
    return mail.send(to, TO, KEY, letter, NOON)


def test_a_mail_arrives_as_it_was_written(server: MailServer, tmp_path: Path) -> None:
    assert sent(smtp(tmp_path, server.port)) == Outcome("sent", "250 accepted")
    ((to, found),) = server.mails
    assert to == found["To"] == TO
    assert found["Subject"] == LETTER.subject
    assert found["From"] == "Tepat <tepat@tepat.test>"
    assert found["Message-ID"] == f"<{KEY}@tepat.test>"
    assert found["Date"].datetime.isoformat() == "2024-01-08T05:00:00+00:00"
    assert found["Auto-Submitted"] == "auto-generated"
    assert found.get_content().replace("\r\n", "\n") == LETTER.text


def test_lines_are_short_and_seven_bit(server: MailServer, tmp_path: Path) -> None:
    text = "■ " + "panjang sekali " * 200 + "\n.titik\n..\n.\nselesai\n"
    sent(smtp(tmp_path, server.port), Letter("■" * 300, text, {}))
    assert server.mails[0][1].get_content().replace("\r\n", "\n") == text
    assert server.raw[0].isascii()
    assert max(map(len, server.raw[0].split(b"\r\n"))) <= 78


@pytest.mark.parametrize(
    "name",
    [
        "Surabaya\r\nBcc: mata@jahat.test",
        "Surabaya\n\nisi palsu",
        "Surabaya\u2028Bcc: mata@jahat.test",
        "Surabaya\x00\u202eabay",
        "=?utf-8?q?a=0d=0aBcc=3A_mata=40jahat=2Etest?=",
    ],
)
def test_a_hostile_name_stays_within_the_subject(
    server: MailServer, tmp_path: Path, name: str
) -> None:
    sent(smtp(tmp_path, server.port), Letter(f"Tepat: ■ 1 merah · {name}", "Isi\n", {}))
    ((_, found),) = server.mails
    assert found["Bcc"] is None
    assert found["Subject"].startswith("Tepat: ■ 1 merah · ")
    assert found.get_content().strip() == "Isi"
    headers = server.raw[0].partition(b"\r\n\r\n")[0]
    assert headers.lower().count(b"\nbcc") == 0


@pytest.mark.parametrize(
    ("answer", "state"),
    [("451 later", "failed"), ("554 never", "given_up"), (HANG_UP, "unknown")],
)
def test_what_the_server_said_is_understood(
    server: MailServer, tmp_path: Path, answer: str, state: str
) -> None:
    server.answers = [answer]
    assert sent(smtp(tmp_path, server.port)).state == state


def test_a_server_that_is_not_there_has_sent_nothing(tmp_path: Path) -> None:
    outcome = sent(smtp(tmp_path, free_port()))
    assert outcome.state == "failed"
    assert "ConnectionRefusedError" in outcome.answer


def test_a_server_that_says_nothing_is_left_alone(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        text = directories.smtp(silent.getsockname()[1], timeout_seconds=1)
        assert sent(smtp(tmp_path, 0, text)).state == "failed"


def test_silence_after_the_text_is_unclear(tmp_path: Path) -> None:
    """It took the whole mail and never said what it did with it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        threading.Thread(target=_take_and_say_nothing, args=[listening], daemon=True).start()
        outcome = sent(smtp(tmp_path, 0, directories.smtp(port, timeout_seconds=1)))
    assert outcome.state == "unknown"


def _take_and_say_nothing(listening: socket.socket) -> None:
    connection, _ = listening.accept()
    with connection, connection.makefile("rwb") as file:
        for answer in (b"220 a\r\n", b"250 a\r\n", b"250 a\r\n", b"250 a\r\n", b"354 a\r\n"):
            file.write(answer)
            file.flush()
            file.readline()
        while file.readline() not in {b".\r\n", b""}:
            pass
        threading.Event().wait(2)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def secured(authority: trustme.CA, host: str = "127.0.0.1") -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    return context


def starttls(port: int, ca_file: Path | None) -> str:
    text = directories.smtp(port, user="tepat", password_env="PASSWORD")
    trusted = f'ca_file = "{ca_file}"\n' if ca_file else ""
    return text.replace('"none"', '"starttls"') + trusted


def test_starttls_with_a_verified_certificate_and_a_password(
    authority: trustme.CA, tmp_path: Path
) -> None:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    with mail_server(secured(authority)) as server:
        text = starttls(server.port, tmp_path / "ca.pem")
        assert sent(smtp(tmp_path, 0, text, PASSWORD="rahasia")).state == "sent"
        wrong = sent(smtp(tmp_path, 0, text, PASSWORD="salah"))
    assert wrong.state == "failed"
    assert "salah" not in wrong.answer
    assert server.logins[0] == ("tepat", "rahasia")
    assert len(server.mails) == 1


@pytest.mark.parametrize(("host", "is_trusted"), [("127.0.0.1", False), ("mail.test", True)])
def test_no_password_for_a_server_nobody_vouches_for(
    authority: trustme.CA, tmp_path: Path, host: str, is_trusted: bool
) -> None:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    with mail_server(secured(authority, host)) as server:
        text = starttls(server.port, tmp_path / "ca.pem" if is_trusted else None)
        outcome = sent(smtp(tmp_path, 0, text, PASSWORD="rahasia"))
    assert outcome.state == "failed"
    assert "CERTIFICATE_VERIFY_FAILED" in outcome.answer
    assert server.logins == []
