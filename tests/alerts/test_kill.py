"""Does kill -9 at a random moment ever send a letter twice, or lose one without a trace?"""

from __future__ import annotations

import random
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from data_pipeline.alerts import desk
from data_pipeline.alerts.outbox import Outbox
from tests.alerts import directories, killed
from tests.alerts.directories import hook, recipient
from tests.alerts.servers import Gateway, MailServer, gateway, mail_server
from tests.alerts.station import Station, on_copy
from tests.trust import figures

PEOPLE_A_ROUND = 4
SECONDS_A_LETTER = 0.01


def people(number: int) -> str:
    """Every round somebody new has to be told, by mail and by webhook."""
    return "".join(
        recipient(
            f"P{n}", channels=[{"mail": f"p{n}@a.test"}, {"webhook": "gateway", "to": str(n)}]
        )
        for n in range(number)
    )


def rounds(folder: Path, kills: int, mail: MailServer, there: Gateway) -> tuple[Station, int]:
    station = on_copy(folder)
    servers = directories.smtp(mail.port) + hook(there.url)
    chance, alive = random.Random(kills), 0
    mail.delay_seconds = there.delay_seconds = SECONDS_A_LETTER
    for number in range(1, kills + 1):
        station.recipients(servers + people(number * PEOPLE_A_ROUND))
        wanted = arrivals(mail, there) + chance.randint(1, 2 * PEOPLE_A_ROUND - 2)
        has_come = partial(lambda count: arrivals(mail, there) >= count, wanted)
        alive += killed.run_and_kill(folder, has_come, chance.uniform(0, 2 * SECONDS_A_LETTER))
    desk.run(station.settings, station.stop, is_once=True)
    return station, alive


def arrivals(mail: MailServer, there: Gateway) -> int:
    """Letters that a server has in its hands, answered or not yet."""
    return len(mail.mails) + len(there.posts)


@pytest.mark.parametrize("kills", figures.form(fast=[6], full=[150]), ids=str)
def test_no_letter_is_ever_sent_twice(tmp_path: Path, kills: int) -> None:
    with mail_server() as mail, gateway() as there:
        station, alive = rounds(tmp_path / "data", kills, mail, there)
    assert alive == kills
    arrived = Counter(there.keys)
    arrived.update(str(it["Message-ID"]).strip("<>").partition("@")[0] for _, it in mail.mails)
    assert [key for key, times in arrived.items() if times > 1] == []
    messages = Outbox(station.settings).messages()
    told = Counter((it.channel.key, notice) for it in messages for notice in it.notices)
    assert set(told.values()) == {1}
    assert {it.state for it in messages} == {"sent", "unknown"}  # the kills did hit something
    assert {it.message_id for it in messages if it.state == "sent"} <= arrived.keys()
    assert arrived.keys() <= {it.message_id for it in messages}
    heard = {it.channel.key for it in messages}
    assert len(heard) == 2 * kills * PEOPLE_A_ROUND
