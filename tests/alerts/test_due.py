"""Who is told, when, and who next when nobody answers?"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data_pipeline.alerts import due, quiet
from data_pipeline.alerts.book import Rule
from data_pipeline.alerts.candidates import NOWHERE, Key
from data_pipeline.alerts.episode import Episode
from data_pipeline.alerts.quiet import Quiet
from data_pipeline.alerts.recipients import Directory
from data_pipeline.settings import Settings
from tests.alerts import directories
from tests.alerts.directories import recipient
from tests.alerts.station import NOON, SURABAYA, Station, rule

ROLES = 'escalation = ["region", "province", "national"]\n' + directories.smtp(25)


def episode(**told: object) -> Episode:
    facts: dict[str, object] = {
        "alert_id": "0123456789ab-1",
        "key": Key("region_red", SURABAYA, NOWHERE, NOWHERE, "J.short"),
        "province_code": "35",
        "severity": "red",
        "row": {},
        "as_of": NOON,
        "seen_at": NOON,
        "opened_at": NOON,
    }
    return Episode(**facts | told)  # type: ignore[arg-type]


def directory(tmp_path: Path, *people: str) -> Directory:
    station = Station(Settings(tmp_path))
    station.recipients(ROLES + "".join(people))
    return directories.read(station.settings)


def told(
    found: Directory,
    hours: float,
    it: Episode | None = None,
    by: Rule | None = None,
    days_before: int = 37,
    answered_at: datetime | None = None,
) -> list[str]:
    """'<name> <what>' of everybody who is to be told by then."""
    at = NOON + timedelta(hours=hours)
    every = due.of_episode(it or episode(), by or rule(), found, days_before, answered_at, at)
    return [f"{it.recipient.name} {it.notice.what}" for it in every if it.release_at <= at]


CITY = recipient("Kota", role="region", regions=[SURABAYA])
PROVINCE = recipient("Provinsi", role="province", regions=["35"])
NATION = recipient("Pusat", role="national")
OBSERVER = recipient("Pengamat", role="observer")


def test_role_after_role_until_somebody_answers(tmp_path: Path) -> None:
    found = directory(tmp_path, NATION, PROVINCE, CITY)
    assert told(found, 0) == ["Kota opened"]
    assert told(found, 1.9) == ["Kota opened"]
    assert told(found, 2) == ["Kota opened", "Provinsi escalated"]
    assert told(found, 4) == ["Kota opened", "Provinsi escalated", "Pusat escalated"]
    answered_at = NOON + timedelta(hours=3)
    assert told(found, 99, answered_at=answered_at) == ["Kota opened", "Provinsi escalated"]


def test_a_role_nobody_holds_is_skipped(tmp_path: Path) -> None:
    found = directory(tmp_path, NATION, CITY.replace(SURABAYA, "35.77"))
    assert told(found, 0) == ["Pusat opened"]


def test_a_role_outside_the_order_is_told_at_once_and_calls_nobody(tmp_path: Path) -> None:
    found = directory(tmp_path, OBSERVER, CITY, NATION)
    assert told(found, 0) == ["Kota opened", "Pengamat opened"]
    assert told(directory(tmp_path, OBSERVER), 99) == ["Pengamat opened"]


def test_a_rule_may_call_nobody_else(tmp_path: Path) -> None:
    assert told(directory(tmp_path, CITY, NATION), 99, by=rule(escalate_minutes=None)) == [
        "Kota opened"
    ]


def test_a_province_never_hears_of_another(tmp_path: Path) -> None:
    banten = episode(key=Key("region_red", "36.74", "-", "-", "J.short"), province_code="36")
    assert told(directory(tmp_path, CITY, PROVINCE), 99, banten) == []


def test_only_the_colours_asked_for(tmp_path: Path) -> None:
    found = directory(tmp_path, recipient(severities=["red"]))
    assert told(found, 0) == ["Jatim opened"]
    assert told(found, 0, episode(severity="amber")) == []


def test_tepat_itself_concerns_who_looks_after_it(tmp_path: Path) -> None:
    found = directory(tmp_path, NATION, recipient("Operator", regions=["11"], hears_of_tepat=True))
    still = episode(
        key=Key("board_old", NOWHERE, NOWHERE, NOWHERE, "board_old"), province_code=NOWHERE
    )
    assert told(found, 0, still, rule(looks_at="board")) == ["Operator opened"]


NIGHT: dict[str, Any] = {"quiet_hours": ["22:00", "05:00"], "time_zone": "WIT"}
LATE = episode(opened_at=datetime(2024, 1, 8, 13, 30))  # 22.30 in Jayapura


def test_quiet_hours_hold_back_until_they_end(tmp_path: Path) -> None:
    found = directory(tmp_path, recipient(**NIGHT))
    assert told(found, 8.5, LATE) == []
    assert told(found, 14.99, LATE) == []  # 04.59 in Jayapura is 19.59 UTC
    assert told(found, 15, LATE) == ["Jatim opened"]


def test_patience_begins_when_the_night_is_over(tmp_path: Path) -> None:
    sleeper = recipient("Kota", role="region", regions=[SURABAYA], **NIGHT)
    found = directory(tmp_path, sleeper, NATION)
    assert told(found, 16.9, LATE) == ["Kota opened"]
    assert told(found, 17, LATE) == ["Kota opened", "Pusat escalated"]


def test_close_to_the_vote_nothing_waits_for_the_morning(tmp_path: Path) -> None:
    found = directory(tmp_path, recipient(**NIGHT))
    assert told(found, 8.5, LATE, days_before=4) == []
    assert told(found, 8.5, LATE, days_before=3) == ["Jatim opened"]


def test_what_went_away_in_the_night_is_not_told_in_the_morning(tmp_path: Path) -> None:
    found = directory(tmp_path, recipient(**NIGHT))
    assert told(found, 15, episode(opened_at=LATE.opened_at, gone_at=NOON)) == []


def test_an_end_is_told_once_the_region_is_rid_of_alerts(tmp_path: Path) -> None:
    found = directory(tmp_path, recipient(), recipient("Pusat", hears_of_ends=False))
    assert told(found, 1, episode(resolved_at=NOON)) == ["Jatim ended"]
    assert told(found, 1, episode(resolved_at=NOON, is_replaced=True)) == []
    assert told(found, 49, episode(resolved_at=NOON)) == []


@pytest.mark.parametrize(
    ("start", "end", "at", "released"),
    [
        ("22:00", "05:00", "2024-01-08 14:59", "2024-01-08 14:59"),  # 21.59 WIB
        ("22:00", "05:00", "2024-01-08 15:00", "2024-01-08 22:00"),
        ("22:00", "05:00", "2024-01-08 21:59", "2024-01-08 22:00"),
        ("22:00", "05:00", "2024-01-08 22:00", "2024-01-08 22:00"),
        ("12:00", "13:00", "2024-01-08 05:30", "2024-01-08 06:00"),
        ("00:00", "00:00", "2024-01-08 17:00", "2024-01-08 17:00"),
    ],
)
def test_quiet_hours_at_their_edges(start: str, end: str, at: str, released: str) -> None:
    wib = quiet.zone("WIB")
    assert wib is not None
    parse = datetime.fromisoformat
    hours = Quiet(parse(f"2024-01-01 {start}").time(), parse(f"2024-01-01 {end}").time(), wib)
    assert hours.release(parse(at)) == parse(released)


@pytest.mark.parametrize("name", ["", "Mars", "../etc/passwd", "Europe", "WIBB"])
def test_a_zone_that_is_none(name: str) -> None:
    assert quiet.zone(name) is None
