"""Is every slip in recipients.toml named, and does no secret ever show?"""

from __future__ import annotations

from pathlib import Path

import pytest

from data_pipeline.alerts import recipients
from data_pipeline.alerts.strict import RecipientsError
from data_pipeline.settings import ROOT, Settings
from tests.alerts import directories
from tests.alerts.directories import hook, recipient, smtp
from tests.alerts.station import BOOK, Station

URL = "https://gateway.example.go.id/hook"


@pytest.fixture
def station(tmp_path: Path) -> Station:
    return Station(Settings(tmp_path))


def refusal(station: Station, text: str, **environment: str) -> str:
    station.recipients(text)
    with pytest.raises(RecipientsError) as caught:
        directories.read(station.settings, environment)
    return str(caught.value)


def test_without_a_file_there_is_nobody(station: Station) -> None:
    assert recipients.load(station.settings, BOOK, {}) is None


def test_the_example_of_the_documentation_is_in_order(station: Station) -> None:
    text = (ROOT / "docs" / "alerts.md").read_text(encoding="utf-8")
    example = text.partition("```toml\n")[2].partition("```")[0]
    station.recipients(example)
    secrets = {
        "TEPAT_SMTP_PASSWORD": "a",
        "TEPAT_TELEGRAM_TOKEN": "1:b",
        "TEPAT_WHATSAPP_TOKEN": "c",
    }
    found = directories.read(station.settings, secrets)
    assert {it.role for it in found.recipients} >= {"province", "national"}
    assert found.webhooks["telegram"].url.endswith("/bot1:b/sendMessage")
    assert not found.allows_simulation


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("colour = 1", "'colour' is not known here"),
        ("= 1", "expected TOML"),
        (smtp(25) + recipient(regions=["77"]), "recipients[1]: regions = '77'"),
        (smtp(25) + recipient(regions=[]) + "quiet = 1\n", "'quiet' is not known here"),
        (smtp(25) + recipient(severities=["rot"]), "severities = 'rot'"),
        (smtp(25) + recipient(quiet_hours=["22"]), "quiet_hours"),
        (smtp(25) + recipient(quiet_hours=["22:00", "25:00"]), "quiet_hours"),
        (smtp(25) + recipient(time_zone="Jakarta"), "time_zone = 'Jakarta'"),
        (smtp(25) + recipient(language="fr"), "language = 'fr'"),
        (smtp(25) + recipient(pace_minutes=-1), "pace_minutes = -1"),
        (smtp(25) + recipient(name="a\nBcc: b"), "a text of one line"),
        (smtp(25) + recipient() + recipient(), "two recipients of one name"),
        (recipient(), "no table [smtp]"),
        (smtp(25) + recipient(channels=[]), "no channels"),
        (smtp(25) + recipient(channels=[{"webhook": "nowhere"}]), "webhook = 'nowhere'"),
        (smtp(25) + recipient(channels=[{"mail": "a@b.test, c@d.test"}]), "one mail address"),
        (smtp(25) + recipient(channels=[{"mail": "a@b.test\nBcc: c@d.test"}]), "one mail address"),
        (smtp(25) + recipient(channels=[{"mail": "a@b.test", "to": "x"}]), "'to' is not known"),
        (smtp(25).replace("127.0.0.1", "mail.example.go.id"), "starttls or ssl"),
        (smtp(25, ca_file="/nowhere.pem"), "ca_file"),
        (hook("http://gateway.example.go.id/"), "https beyond this machine"),
        (hook("ftp://127.0.0.1/"), "a url that is not one"),
        (hook("http://127.0.0.1:99999/"), "a url that is not one"),
        (hook("https://user:pass@gateway.example.go.id/"), "with no user in it"),
        (hook(URL + "/{token}"), "token_env"),
        (hook(URL, body="text"), "body = 'text'"),
        ('link = "javascript:alert(1)"', "https://…"),
    ],
)
def test_a_slip_is_named(station: Station, text: str, named: str) -> None:
    assert named in refusal(station, text)


def test_a_secret_that_is_not_set_is_named_by_its_variable(station: Station) -> None:
    text = smtp(25, user="tepat", password_env="TEPAT_SMTP_PASSWORD")
    assert "names TEPAT_SMTP_PASSWORD, which is not set" in refusal(station, text)
    assert "letter beyond ASCII" in refusal(station, text, TEPAT_SMTP_PASSWORD="geheim\n")


def test_a_secret_written_into_the_file_is_not_repeated(station: Station) -> None:
    said = refusal(station, smtp(25, user="tepat", password_env="Hunter-2!"))
    assert "password_env is no name of a variable" in said
    assert "Hunter" not in said
    assert "123:abc" not in refusal(station, hook("http://api.example.org/bot123:abc/send"))


def test_no_secret_is_part_of_what_is_printed(station: Station) -> None:
    station.recipients(
        smtp(25, user="tepat", password_env="PASSWORD")
        + hook(URL + "/{token}", token_env="TOKEN")
        + recipient()
    )
    found = directories.read(station.settings, {"PASSWORD": "rahasia", "TOKEN": "kunci"})
    assert found.smtp is not None
    assert found.smtp.password == "rahasia"
    assert "rahasia" not in repr(found)
    assert "kunci" not in repr(found)
