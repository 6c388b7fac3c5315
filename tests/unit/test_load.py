"""Are a crowd's latencies and errors counted right, and the servers' answers read as they are?"""

from __future__ import annotations

import asyncio
import json

import pytest
from streamlit.proto.Element_pb2 import Element

from benchmarks import dash_visitor, dialects, ladder, load
from benchmarks.load import Crowd, Found, Wrong


class Guest:
    """A visitor whom one province answers wrongly."""

    def __init__(self, wrong: str = "") -> None:
        self.wrong = wrong
        self.has_left = False

    async def choose(self, choice: str) -> None:
        if choice == self.wrong:
            raise Wrong(choice)

    async def close(self) -> None:
        self.has_left = True


def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.load.PAUSE_S", (0.01, 0.02))
    monkeypatch.setattr("benchmarks.load.ARRIVAL_S", 0)


def found_by(guest: Guest) -> Found:
    async def arrive() -> Guest:
        return guest

    async def visit() -> Found:
        crowd = Crowd(arrive, ["11"])
        await crowd.grow(3)
        found = await crowd.work(0.1)
        await crowd.leave()
        return found

    return asyncio.run(visit())


def test_a_right_answer_is_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)
    guest = Guest()
    found = found_by(guest)
    assert len(found.filter_ms) >= 3
    assert found.errors == []
    assert guest.has_left


def test_a_wrong_answer_is_an_error_and_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)
    found = found_by(Guest(wrong="11"))
    assert found.filter_ms == []
    assert "Wrong: 11" in found.errors
    assert found.p95_ms == 60_000


def test_who_is_not_let_in_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)

    async def arrive() -> Guest:
        raise ConnectionRefusedError("closed")

    async def visit() -> Found:
        crowd = Crowd(arrive, ["11"])
        await crowd.grow(2)
        return await crowd.work(0.01)

    assert asyncio.run(visit()).errors == ["did not come in: ConnectionRefusedError: closed"] * 2


def test_no_more_than_some_are_on_their_way_in(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)
    coming, most = 0, 0

    async def arrive() -> Guest:
        nonlocal coming, most
        coming += 1
        most = max(most, coming)
        await asyncio.sleep(0.01)
        coming -= 1
        return Guest()

    asyncio.run(Crowd(arrive, ["11"]).grow(3 * load.ARRIVING_AT_ONCE))
    assert most == load.ARRIVING_AT_ONCE


def test_who_gives_up_makes_the_p95_a_lower_bound() -> None:
    found = Found([7.0], ["late"], patience_s=15)
    assert (found.p95_ms, found.is_at_least) == (15_000, True)
    assert not Found([7.0] * 99, ["late"], patience_s=15).is_at_least


def test_a_size_holds_when_the_middle_is_in_time_and_nobody_failed() -> None:
    quick, slow = Found([100.0]), Found([800.0])
    assert ladder.holds([quick, slow])
    assert not ladder.holds([slow, slow])
    assert not ladder.holds([Found([1.0] * 99, ["wrong"]), quick])


def test_each_tab_draws_the_rows_it_was_sent_itself() -> None:
    def sent(version: int, statuses: list[str], *, again: bool = False) -> Element:
        rows = {"regions": {"province": ["11 Aceh"] * 2, "status": statuses}}
        told = {"stamp": f"{version}|now", "chosen": None, "rows": None if again else rows}
        element = Element()
        element.bidi_component.component_name = "tepat_explorer"
        element.bidi_component.json = json.dumps(told)
        return element

    early, late = dialects.explore(), dialects.explore()
    early.numbers(sent(1, ["red", "red"]))
    late.numbers(sent(2, ["red", "green"]))
    assert early.numbers(sent(1, [], again=True)) == [2, 0, 0, 0]
    assert early.version(sent(1, [], again=True)) == 1


def test_nineteen_of_twenty_wait_no_longer_than_the_p95() -> None:
    assert Found([float(n) for n in range(1, 22)]).p95_ms == 20
    assert Found([7.0]).p95_ms == 7
    assert Found([7.0], ["late"]).p95_ms == 60_000


def test_the_counts_of_a_page_are_its_four_badges() -> None:
    chips = Element()
    chips.markdown.body = (
        ":red-badge[■ Merah 1.234] :orange-badge[▲ Kuning 6] :gray-badge[◌ Tanpa data 9]"
        " :green-badge[● Hijau 479]"
    )
    board = Element()
    board.markdown.body = ":green-badge[:material/sync: Papan v15]"
    assert dialects.TEPAT.numbers(chips) == [1234, 6, 9, 479]
    assert dialects.TEPAT.numbers(board) == []


def test_outputs_are_told_as_a_browser_tells_them() -> None:
    pair = [{"id": "map", "property": "figure"}, {"id": "seen", "property": "data"}]
    assert dash_visitor.outputs("..map.figure...seen.data..") == pair
    assert dash_visitor.outputs("map.figure") == pair[0]
