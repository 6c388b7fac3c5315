"""Does the alerts page say who was told, what failed and who answers, and give no address away?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline import audit_log, catalog
from data_pipeline.access import demo
from data_pipeline.alerts import acknowledgements, people, views
from data_pipeline.alerts.outbox import Outbox, Outcome
from data_pipeline.queries import Scope
from data_pipeline.text import LANGUAGES, say
from tests.alerts import directories
from tests.alerts.directories import hook, recipient
from tests.alerts.servers import free_port
from tests.alerts.station import NOON, Station, on_copy
from tests.ui import boards

SCRIPT = "analysis/alerts.py"
SECRET = "TEPAT_TEST_TOKEN"
PEOPLE = (
    recipient("Kota", role="region", regions=["35.78"], quiet_hours=["11:00", "20:00"])
    + recipient("Jatim", regions=["35", "91"])
    + recipient("Pusat", role="national", channels=[{"webhook": "gateway", "to": "62811"}])
)


@pytest.fixture
def station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Station:
    """Mail that nobody takes, a person in quiet hours, and one region's alert escalated."""
    monkeypatch.setenv(SECRET, "rahasia")
    made = on_copy(tmp_path / "data")
    made.recipients(
        'escalation = ["region", "province", "national"]\n'
        + directories.smtp(free_port())
        + hook(f"http://127.0.0.1:{free_port()}", token_env=SECRET)
        + PEOPLE
    )
    desk = made.desk()
    for minutes in (0, 10, 240):
        made.clock.pass_(minutes=minutes)
        made.alive()
        desk.turn()
    monkeypatch.setattr("data_pipeline.clock.wall_now", made.clock)
    monkeypatch.delenv(SECRET)  # the page serves without the secrets of the process that sends
    return made


def column(page: AppTest, table: int, name: str, language: str = "en") -> list[Any]:
    return list(page.dataframe[table].value[catalog.column(name).label(language)])


def open_page(
    monkeypatch: pytest.MonkeyPatch, station: Station, language: str = "en", **query: str
) -> AppTest:
    page = boards.open_page(monkeypatch, SCRIPT, station.settings.data_dir, language, **query)
    assert not page.exception
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_recipients_it_says_how_to_set_them_up_and_what_would_be_told(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    page = boards.open_page(monkeypatch, SCRIPT, boards.troubled(), language)
    assert not page.exception
    told = boards.words(page)
    assert say(language, "alerts.page.setup.title") in told
    assert say(language, "alerts.rule.wrong_dapil") in told
    assert "password_env" in page.code[0].value
    assert not page.metric
    guide = say(language, "alerts.page.setup.guide")
    assert guide in [button.proto.label for button in page.get("download_button")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_shows_alerts_letters_and_people(
    monkeypatch: pytest.MonkeyPatch, station: Station, language: str
) -> None:
    page = open_page(monkeypatch, station, language)
    told = boards.words(page)
    assert say(language, "alerts.page.setup.title") not in told
    open_alerts, letters, _recipients = page.dataframe
    assert len(open_alerts.value) == 6
    assert set(column(page, 0, "alert_state", language)) == {say(language, "alerts.state.open")}
    failed = say(language, "alerts.message_state.failed")
    assert failed in column(page, 1, "message_state", language)
    assert len(letters.value) >= 2
    assert column(page, 2, "recipient_role", language) == ["region", "province", "national"]
    assert all(boards.alts(page))


def test_addresses_and_secrets_are_not_given_away(
    monkeypatch: pytest.MonkeyPatch, station: Station
) -> None:
    page = open_page(monkeypatch, station)
    told = boards.words(page) + "".join(table.value.to_string() for table in page.dataframe)
    assert "ja…@logistik.test" in told
    for hidden in ("jatim@logistik.test", "kota@logistik.test", "62811", "rahasia"):
        assert hidden not in told


def test_quiet_hours_say_how_much_waits_until_when(
    monkeypatch: pytest.MonkeyPatch, station: Station
) -> None:
    page = open_page(monkeypatch, station)
    assert column(page, 2, "quiet_hours") == ["11:00–20:00 WIB", "—", "—"]
    assert column(page, 2, "held_count") == [2, 0, 0]
    assert column(page, 2, "held_until")[0] == "8 Jan 2024 20:00 WIB"


def test_an_escalation_is_counted_and_names_the_role_called(
    monkeypatch: pytest.MonkeyPatch, station: Station
) -> None:
    page = open_page(monkeypatch, station)
    escalated = [told for told in column(page, 0, "told_roles") if "↑" in told]
    assert set(escalated) == {"province · ↑ national"}
    counts = {metric.label: metric.value for metric in page.metric}
    assert counts[say("en", "alerts.page.number.escalated")] == str(len(escalated))


def test_an_acknowledged_alert_is_no_longer_unanswered(
    monkeypatch: pytest.MonkeyPatch, station: Station
) -> None:
    (first, *_) = views.alerts(station.settings, "en", Scope())["alert_id"]
    acknowledgements.acknowledge(station.settings, first, "Budi", NOON)
    page = open_page(monkeypatch, station)
    counts = {metric.label: metric.value for metric in page.metric}
    assert counts[say("en", "alerts.page.number.open")] == "5"
    assert counts[say("en", "alerts.page.number.acknowledged")] == "1"
    assert column(page, 0, "acknowledged_by").count("Budi") == 1


def test_a_letter_refused_for_good_says_why(
    monkeypatch: pytest.MonkeyPatch, station: Station
) -> None:
    outbox = Outbox(station.settings)
    outbox.settle(outbox.messages()[0], Outcome("given_up", "550 no such user"), station.clock.at)
    page = open_page(monkeypatch, station)
    assert "550 no such user" in column(page, 1, "server_answer")
    counts = {metric.label: metric.value for metric in page.metric}
    assert counts[say("en", "alerts.page.number.lost")] == "1"


def test_a_province_sees_its_own_alerts_letters_and_people(
    monkeypatch: pytest.MonkeyPatch, station: Station
) -> None:
    page = open_page(monkeypatch, station, prov="35 Jawa Timur")
    assert {place.split(",")[0] for place in column(page, 0, "alert_place")} == {"Kota Surabaya"}
    assert len(views.outbox(station.settings, Scope(province_codes=("11",)))) == 0
    directory = people.directory(station.settings)
    assert directory is not None
    bali = people.people(station.settings, directory, Scope(None, ("51",)), NOON, NOON)
    assert list(bali["recipient"]) == ["Pusat"]


def test_a_slip_in_the_file_is_named(monkeypatch: pytest.MonkeyPatch, station: Station) -> None:
    station.recipients(recipient(regions=["99.99"]))
    page = open_page(monkeypatch, station)
    assert "regions" in page.error[0].value
    assert len(page.error[0].value) < 400


def test_answering_from_the_page_is_kept_and_logged_by_the_name_of_the_role(
    monkeypatch: pytest.MonkeyPatch, station: Station
) -> None:
    def chosen() -> None:
        from pages.cached import Scope
        from pages.components import alert_parts

        alert_parts.draw_chosen(alert_parts.alerts(Scope()).frame.iloc[0])

    monkeypatch.setenv("TEPAT_DATA_DIR", str(station.settings.data_dir))
    # The card stands without the menu here, and a link leads to a page of the menu.
    monkeypatch.setattr("pages.components.filters.open_region", lambda region_code: None)
    (first, *_) = views.alerts(station.settings, "en", Scope())["alert_id"]
    card = AppTest.from_function(chosen)
    card.session_state["lang"] = "en"
    card.run()
    assert not acknowledgements.of_all(station.settings)
    card.button[0].click().run()
    assert acknowledgements.of_all(station.settings)[first].who == demo.principal(demo.DEFAULT).name
    logged = [it.facts for it in audit_log.entries(station.settings) if it.kind == "action"]
    assert [facts["alert"] for facts in logged] == [first]
