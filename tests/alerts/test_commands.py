"""Can an operator set it up, try it, and see what goes on?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from data_pipeline.__main__ import guarded
from data_pipeline.alerts import acknowledgements, journal, views
from data_pipeline.alerts.acknowledgements import NoSuchAlert
from data_pipeline.queries import Scope
from tests.alerts import directories
from tests.alerts.directories import recipient
from tests.alerts.servers import MailServer, free_port, mail_server
from tests.alerts.station import NOON, Station, on_copy


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as listening:
        yield listening


@pytest.fixture
def station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Station:
    made = on_copy(tmp_path / "data")
    monkeypatch.setenv("TEPAT_DATA_DIR", str(made.settings.data_dir))
    return made


def alerts(*arguments: str) -> int:
    return guarded(["alerts", "--language", "en", *arguments])


def test_without_a_file_check_says_that_nothing_is_sent(
    station: Station, capsys: pytest.CaptureFixture[str]
) -> None:
    assert alerts("check") == 1
    assert "recipients.toml: nothing is sent" in capsys.readouterr().out


def test_check_says_who_would_be_told_what_and_leaves_no_trace(
    station: Station, mail: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    people = recipient("Timur", regions=["35"]) + recipient("Barat", regions=["32"])
    station.recipients(directories.smtp(mail.port) + people)
    before = sorted(station.settings.data_dir.rglob("*"))
    assert alerts("check") == 1
    said = capsys.readouterr().out
    assert "nobody is told when the board or the worker stands still" in said
    assert "Mind: 577 regions have no recipient." in said
    assert "Timur (province): 35; timur@logistik.test\n  now: ▲ 2 amber\n" in said
    assert "Barat (province): 32; barat@logistik.test\n  now: nothing\n" in said
    assert mail.mails == []
    assert sorted(station.settings.data_dir.rglob("*")) == before


def test_check_is_content_when_everybody_is_covered(
    station: Station, mail: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    station.recipients(directories.smtp(mail.port) + recipient(hears_of_tepat=True))
    assert alerts("check") == 0
    assert "is in order: 1 recipients" in capsys.readouterr().out


def test_a_missing_secret_is_one_clear_line(
    station: Station, capsys: pytest.CaptureFixture[str]
) -> None:
    text = directories.smtp(25, user="tepat", password_env="TEPAT_SMTP_PASSWORD")
    station.recipients(text + recipient())
    assert alerts("check") == alerts("run", "--once") == 3
    said = capsys.readouterr().err
    assert "recipients.toml, smtp: password_env names TEPAT_SMTP_PASSWORD" in said
    assert "Traceback" not in said


def test_one_test_message(
    station: Station, mail: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    station.recipients(directories.smtp(mail.port) + recipient())
    assert alerts("test", "--to", "province") == 0
    assert "jatim@logistik.test: sent — 250 accepted" in capsys.readouterr().out
    assert mail.mails[0][1]["Subject"] == "Tepat: pesan uji untuk province"
    assert alerts("test", "--to", "nobody") == 3
    assert "No recipient called 'nobody'. Known: province." in capsys.readouterr().err


def test_a_simulation_tests_no_real_address(
    station: Station, mail: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    (station.settings.data_dir / "SIMULASI").touch()
    real = recipient("Nyata", channels=[{"mail": "orang@kpu.go.id"}])
    station.recipients(directories.smtp(mail.port) + recipient() + real)
    assert alerts("test", "--to", "province") == 1
    assert "orang@kpu.go.id: HELD BACK" in capsys.readouterr().out
    assert [to for to, _ in mail.mails] == ["jatim@logistik.test"]
    assert mail.mails[0][1]["Subject"].startswith("SIMULASI · ")


def test_run_once_list_and_acknowledge(
    station: Station, mail: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    station.recipients(directories.smtp(mail.port) + recipient())
    assert alerts("list") == 0
    assert "No alert is open." in capsys.readouterr().out
    assert alerts("run", "--once") == 0
    assert len(mail.mails) == 1
    assert alerts("list") == 0
    said = capsys.readouterr().out
    assert said.count(" open ") == 4
    assert "Messages: 1 sent" in said
    alert_id = said.split()[0]
    assert alerts("acknowledge", alert_id, "--who", "Budi") == 0
    assert alerts("acknowledge", alert_id, "--who", "Ani") == 0
    assert capsys.readouterr().out.count("acknowledged by Budi") == 2
    assert alerts("list") == 0
    assert " acknowledged " in capsys.readouterr().out


@pytest.mark.parametrize("alert_id", ["../../etc/passwd", "0123456789ab-1", ""])
def test_an_alert_that_never_was_cannot_be_acknowledged(station: Station, alert_id: str) -> None:
    with pytest.raises(NoSuchAlert):
        acknowledgements.acknowledge(station.settings, alert_id, "Budi", NOON)
    assert not journal.acknowledgements_dir(station.settings).exists()


def test_pages_see_shortened_addresses_and_their_own_provinces(station: Station) -> None:
    station.recipients(directories.smtp(free_port()) + recipient())
    desk = station.desk()
    desk.turn()
    (row,) = views.outbox(station.settings, Scope()).to_dict("records")
    assert (row["state"], row["to"], row["alert_count"]) == ("failed", "ja…@logistik.test", 4)
    told = views.alerts(station.settings, "en", Scope(province_codes=("91",)))
    assert list(told["place"]) == ["Kota Jayapura, Papua"]
    assert told["sentence"].iloc[0].startswith("NO DATA (Data): a critical item")


@pytest.mark.skipif(sys.platform == "win32", reason="has no flock")
def test_a_second_process_is_refused(station: Station, capsys: pytest.CaptureFixture[str]) -> None:
    from data_pipeline import lock
    from data_pipeline.settings import Settings

    with lock.hold(Settings(journal.home(station.settings)), "the alerts process"):
        assert alerts("run", "--once") == 3
    assert "in use by the alerts process" in capsys.readouterr().err
