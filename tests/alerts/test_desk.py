"""From a published board to what lies in a mailbox: told once, in time, and to nobody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from data_pipeline.alerts import acknowledgements, beat, journal, views
from data_pipeline.alerts.strict import RecipientsError
from data_pipeline.queries import Scope
from tests.alerts import directories
from tests.alerts.directories import hook, recipient
from tests.alerts.servers import Gateway, MailServer, free_port, gateway, mail_server
from tests.alerts.station import SURABAYA, Station, on_copy, published
from tests.sql.conftest import World

JATIM = "jatim@logistik.test"
WEBHOOK = [{"webhook": "gateway", "to": "-1"}]


@pytest.fixture
def station(tmp_path: Path) -> Station:
    return on_copy(tmp_path / "data")


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as listening:
        yield listening


@pytest.fixture
def there() -> Iterator[Gateway]:
    with gateway() as listening:
        yield listening


def turns(station: Station, *minutes: float) -> None:
    """One process; a turn after each of these minutes, the worker alive at all of them."""
    desk = station.desk()
    for passed in minutes:
        station.clock.pass_(minutes=passed)
        station.alive()
        desk.turn()


def by_mail(station: Station, mail: MailServer, *people: str, head: str = "") -> None:
    station.recipients(head + directories.smtp(mail.port) + "".join(people or [recipient()]))


def test_one_letter_with_counts_before_details(station: Station, mail: MailServer) -> None:
    by_mail(station, mail, recipient(hears_of_tepat=True))
    turns(station, 0, 10, 0, 1, 30)
    silent, wrong = mail.to(JATIM)
    assert silent["Subject"].startswith("Tepat: ◌ 4 tanpa data · terburuk ")
    assert wrong["Subject"] == "Tepat: ▲ 2 kuning · terburuk Kota Surabaya, Jawa Timur"
    text = wrong.get_content()
    for told in (
        "2 peringatan baru: ▲ 2 kuning.",
        "▲ KUNING (Sasaran) — Kota Surabaya, Jawa Timur",
        "Kiriman SJ-1 berisi surat suara dapil lain: 500 lembar; diharapkan Jawa Timur, ditemukan",
        "Terbuka 2 jam.",
        "Ditutup bila dapil yang benar diterima dan yang tertukar ditarik.",
        "Keputusan jatuh tempo 9 Jan 2024.",
        "Keadaan per 8 Jan 2024 10.00 WIB · papan v",
        "aturan pemilu-2024.1",
    ):
        assert told in text
    assert "SIMULASI" not in text


def test_the_letter_is_in_the_reader_s_language_and_zone(
    station: Station, mail: MailServer
) -> None:
    link = 'link = "https://tepat.example.go.id/"\n'
    by_mail(station, mail, recipient(language="en", time_zone="WIT"), head=link)
    turns(station, 0, 10)
    text = mail.to(JATIM)[1].get_content()
    assert "▲ AMBER (Destination) — Kota Surabaya, Jawa Timur" in text
    assert "As of 8 Jan 2024 12:00 WIT" in text
    assert "https://tepat.example.go.id/region?region=35.78%20Kota%20Surabaya&lang=en" in text


def test_a_restart_tells_nothing_again(station: Station, mail: MailServer) -> None:
    by_mail(station, mail)
    for _ in range(3):
        turns(station, 0, 10, 1)
    assert len(mail.mails) == 2


def test_several_alerts_within_the_pace_are_one_letter(station: Station, mail: MailServer) -> None:
    by_mail(station, mail, recipient(pace_minutes=15))
    turns(station, 0, 10)
    assert len(mail.mails) == 1
    turns(station, 5)
    assert len(mail.mails) == 2


def test_nobody_hears_of_a_region_that_is_not_theirs(station: Station, mail: MailServer) -> None:
    people = [recipient(f"P{code}", regions=[code]) for code in ("35", "36", "91", "35.77")]
    by_mail(station, mail, *people)
    turns(station, 0, 10)
    assert {to for to, _ in mail.mails} == {"p35@logistik.test", "p91@logistik.test"}
    assert all("Jayapura" not in it.get_content() for it in mail.to("p35@logistik.test"))
    assert all("Surabaya" not in it.get_content() for it in mail.to("p91@logistik.test"))


def test_one_address_in_two_roles_is_told_once(station: Station, mail: MailServer) -> None:
    same = [{"mail": JATIM}]
    by_mail(station, mail, recipient("A", channels=same), recipient("B", channels=same))
    turns(station, 0, 10)
    assert len(mail.mails) == 2  # silence at once, red after ten minutes; not four


def test_silence_of_the_regions_is_told(station: Station, mail: MailServer) -> None:
    by_mail(station, mail)
    turns(station, 0)
    text = mail.to(JATIM)[0].get_content()
    assert "4 peringatan baru: ◌ 4 tanpa data." in text
    assert "TANPA DATA (Data) — Kota Jayapura, Papua" in text


def still(station: Station, minutes: int) -> None:
    """The worker gives no sign for so long."""
    desk = station.desk()
    for _ in range(minutes):
        station.clock.pass_(minutes=1)
        desk.turn()


def test_silence_of_tepat_itself_is_told_ends_and_rearms(
    station: Station, mail: MailServer
) -> None:
    by_mail(station, mail, recipient(regions=["11"], hears_of_tepat=True))
    turns(station, 0)
    still(station, 30)
    told = [it.get_content() for it in mail.to(JATIM)]
    assert len(told) == 2
    assert "Pemroses data tidak memberi tanda hidup" in told[0]
    assert "Papan terakhir" in told[1]
    turns(station, 1, 15)
    assert mail.to(JATIM)[2]["Subject"] == "Tepat: 2 peringatan selesai"
    still(station, 12)
    assert "Pemroses data tidak memberi tanda hidup" in mail.to(JATIM)[3].get_content()


def test_without_a_board_somebody_is_told(tmp_path: Path, mail: MailServer) -> None:
    station = on_copy(tmp_path / "data")
    (station.settings.boards_dir / "current.json").unlink()
    by_mail(station, mail, recipient(hears_of_tepat=True))
    desk = station.desk()
    desk.turn()
    station.clock.pass_(minutes=5)
    desk.turn()
    assert "Tidak ada papan yang dapat dibaca" in mail.to(JATIM)[0].get_content()


def test_a_board_that_cannot_be_read_ends_no_alert(station: Station, mail: MailServer) -> None:
    by_mail(station, mail)
    turns(station, 0, 10)
    pointer = station.settings.boards_dir / "current.json"
    pointer.write_text(pointer.read_text().replace('"version"', '"versoin"'))
    desk = station.desk()
    for hours in (0, 8, 8):
        station.clock.pass_(hours=hours)
        desk.turn()
    found = views.alerts(station.settings, "id", Scope())
    assert set(found[found["region_code"] != "-"]["state"]) == {"open"}
    told = beat.read(station.settings)
    assert told is not None
    assert "TypeError" in told.trouble


def test_acknowledgement_stops_the_escalation(station: Station, there: Gateway) -> None:
    station.recipients(
        'escalation = ["region", "national"]\n'
        + hook(there.url)
        + recipient("Kota", role="region", regions=["35", "91"], channels=WEBHOOK)
        + recipient("Pusat", role="national", channels=[{"webhook": "gateway", "to": "-2"}])
    )
    turns(station, 0, 10)
    posted = [it for _, _, body in there.posts for it in body["alerts"]]
    known = {it["cause"]: it["alert_id"] for it in posted if it["region_code"] == SURABAYA}
    for alert_id in known.values():
        acknowledgements.acknowledge(station.settings, alert_id, "Budi", station.clock.at)
    turns(station, 119, 1, 180)
    escalated = [
        (body["to"], it["region_code"])
        for _, _, body in there.posts
        for it in body["alerts"]
        if it["what"] == "escalated"
    ]
    assert escalated == [("-2", "91.71")]  # silent Jayapura; nobody answered for it
    told = views.alerts(station.settings, "id", Scope(province_codes=("35",)))
    assert list(told["state"]) == ["acknowledged"] * 2
    assert list(told["acknowledged_by"]) == ["Budi"] * 2


def test_quiet_hours_hold_a_letter_until_the_morning(station: Station, mail: MailServer) -> None:
    by_mail(station, mail, recipient(quiet_hours=["11:00", "15:00"]))
    turns(station, 0, 10, 60, 109)  # noon to 14.59
    assert mail.mails == []
    turns(station, 1)
    assert [it["Subject"][:30] for it in mail.to(JATIM)] == ["Tepat: ▲ 2 kuning, ◌ 4 tanpa d"]


def test_it_is_over_when_it_has_been_gone_for_six_hours(
    station: Station, mail: MailServer, tmp_path: Path
) -> None:
    by_mail(station, mail, recipient(regions=["35"]))
    turns(station, 0, 10)
    good = healthy()
    published(station.settings.data_dir, good)
    turns(station, 1, 359)
    assert len(mail.mails) == 1
    turns(station, 2)
    assert mail.to(JATIM)[-1]["Subject"] == "Tepat: 1 peringatan selesai"
    assert "● Kota Surabaya, Jawa Timur — tertukar dapil" in mail.to(JATIM)[-1].get_content()


def healthy() -> World:
    """Surabaya has everything, two reports long."""
    world = World()
    world.as_of = datetime(2024, 1, 8, 9)
    for item, dapil, pcs in world.needs(SURABAYA):
        for at in ("2024-01-07 10:00", "2024-01-08 08:00"):
            world.complete(SURABAYA, item, dapil, pcs, at)
    return world


def test_a_board_of_an_earlier_moment_changes_nothing(station: Station, mail: MailServer) -> None:
    by_mail(station, mail, recipient(regions=["35"]))
    turns(station, 0, 10)
    past = healthy()
    past.as_of = datetime(2024, 1, 7, 9)
    published(station.settings.data_dir, past)
    turns(station, 1, 400, 400)
    assert len(mail.mails) == 1


def test_a_server_that_was_down_gets_each_letter_once(station: Station) -> None:
    port = free_port()
    station.recipients(directories.smtp(port) + recipient() + recipient("Pusat"))
    turns(station, 0, 10, 1)
    assert set(station.states()) <= {"failed", "queued"}
    assert sum(it.attempts for it in station.messages()) == 3  # one knock a turn, not one a letter
    with mail_server(port=port) as mail:
        turns(station, 2, 5, 10, 20)
    assert set(station.states()) == {"sent"}
    ids = [it["Message-ID"] for _, it in mail.mails]
    assert len(ids) == len(set(ids)) == 4


def test_a_simulation_stays_on_this_machine(station: Station, mail: MailServer) -> None:
    (station.settings.data_dir / "SIMULASI").touch()
    real = recipient("Nyata", channels=[{"mail": "orang@kpu.go.id"}])
    by_mail(station, mail, recipient(), real)
    turns(station, 0, 10)
    assert {to for to, _ in mail.mails} == {JATIM}
    for it in mail.to(JATIM):
        assert it["Subject"].startswith("SIMULASI · ")
        assert it.get_content().startswith("SIMULASI — ")
    by_mail(station, mail, real, head="allow_simulation = true\n")
    turns(station, 1)
    assert {to for to, _ in mail.mails} == {JATIM, "orang@kpu.go.id"}


def test_a_letter_already_queued_does_not_leave_once_it_is_a_simulation(station: Station) -> None:
    person = recipient(channels=[{"mail": "orang@kpu.go.id"}])
    port = free_port()
    station.recipients(directories.smtp(port) + person)
    turns(station, 0)
    (station.settings.data_dir / "SIMULASI").touch()
    with mail_server(port=port) as mail:
        turns(station, 5)
    assert mail.mails == []
    assert station.states() == ["given_up"]


def test_who_left_the_file_gets_no_letter_any_more(station: Station) -> None:
    port = free_port()
    station.recipients(directories.smtp(port) + recipient())
    turns(station, 0)
    station.recipients(directories.smtp(port) + recipient("Pusat"))
    with mail_server(port=port) as mail:
        turns(station, 5)
    assert mail.to(JATIM) == []
    assert station.states() == ["given_up", "sent"]


def test_a_slip_while_it_runs_does_not_silence_it(station: Station, mail: MailServer) -> None:
    by_mail(station, mail)
    desk = station.desk()
    station.recipients("colour = 1")
    desk.turn()
    assert len(mail.mails) == 1
    told = beat.read(station.settings)
    assert told is not None
    assert "'colour' is not known here" in told.trouble
    with pytest.raises(RecipientsError):
        station.desk()


def test_without_recipients_alerts_are_kept_and_told_when_somebody_is_there(
    station: Station, mail: MailServer
) -> None:
    turns(station, 0, 10)
    assert len(views.alerts(station.settings, "en", Scope())) == 6
    by_mail(station, mail)
    turns(station, 1)
    assert [it["Subject"][:31] for it in mail.to(JATIM)] == ["Tepat: ▲ 2 kuning, ◌ 4 tanpa da"]


def test_a_message_for_a_chat_is_cut_to_its_length(station: Station, there: Gateway) -> None:
    station.recipients(hook(there.url, text_limit=700) + recipient(channels=WEBHOOK))
    turns(station, 0)
    ((_, _, body),) = there.posts
    assert len(body["text"]) <= 700
    assert "4 peringatan baru" in body["text"]
    assert "… dan " in body["text"]
    assert len(body["alerts"]) == body["counts"]["grey"] == 4


def test_every_line_of_the_outbox_is_json_and_names_no_secret(
    station: Station, there: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOKEN", "kunci")
    station.recipients(
        hook(f"{there.url}/{{token}}", token_env="TOKEN") + recipient(channels=WEBHOOK)
    )
    turns(station, 0)
    text = journal.outbox_path(station.settings).read_text(encoding="utf-8")
    assert [json.loads(line)["state"] for line in text.splitlines()] == [
        "queued",
        "sending",
        "sent",
    ]
    written = [it.read_text() for it in journal.home(station.settings).rglob("*.json*")]
    assert all("kunci" not in it for it in written)
