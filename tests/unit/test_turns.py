"""Do pages run one after another, who asked first of all, and does a run that hangs stop nobody?"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from pages import turns
from pages.turns import Turns

WAIT_S = 0.05
LONG_S = 20.0


def in_order_of_coming(of_pages: Turns, kinds: list[tuple[str, bool]]) -> list[str]:
    """The names in the order they ran; all came, one after another, while another's turn lasted."""
    order: list[str] = []
    running = threading.Semaphore(1)

    def run(name: str, follows: bool) -> None:
        with of_pages.taken(follows=follows):
            assert running.acquire(blocking=False), "two ran at once"
            order.append(name)
            time.sleep(WAIT_S / 5)
            running.release()

    with ThreadPoolExecutor(len(kinds)) as people:
        with of_pages.taken():
            waiting: list[Future[None]] = []
            for name, follows in kinds:
                waiting.append(people.submit(run, name, follows))
                until(lambda: len(of_pages._waiting) == len(waiting))
        for one in waiting:
            one.result(LONG_S)
    return order


def until(is_so: Callable[[], bool]) -> None:
    limit = time.monotonic() + LONG_S
    while not is_so():
        assert time.monotonic() < limit
        time.sleep(0.001)


def test_one_after_another_in_the_order_they_came_and_followers_last() -> None:
    came = [("follower", True), *((f"asker {number}", False) for number in range(20))]
    assert in_order_of_coming(Turns(), came) == [name for name, _ in (*came[1:], came[0])]


def test_a_follower_waits_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE_OF_FOLLOWERS_S", 0.0)
    came = [("follower", True), ("asker", False)]
    assert in_order_of_coming(Turns(), came) == ["follower", "asker"]


def test_who_is_asked_for_something_else_no_longer_waits_to_follow() -> None:
    of_pages, begun = Turns(), []

    def asked_for_something_else() -> None:
        raise InterruptedError

    with of_pages.taken():
        with (
            pytest.raises(InterruptedError),
            of_pages.taken(follows=True, heed=asked_for_something_else),
        ):
            begun.append("follower")
        assert of_pages._waiting == []
    with of_pages.taken(follows=True, heed=asked_for_something_else):
        begun.append("nobody is before it")
    assert begun == ["nobody is before it"]


def test_a_run_that_fails_gives_its_turn_back() -> None:
    of_pages = Turns()
    with pytest.raises(ValueError, match="page"), of_pages.taken():
        raise ValueError("page")
    began = time.monotonic()
    with of_pages.taken():
        assert time.monotonic() - began < turns.LONGEST_TURN_S / 2


def test_a_run_that_hangs_ends_its_turn_and_takes_no_other_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "LONGEST_TURN_S", WAIT_S)
    of_pages = Turns()
    with of_pages.taken(), of_pages.taken():
        first_of_two = of_pages._running
    assert of_pages._running is None
    assert first_of_two is not None
    with of_pages.taken():
        assert of_pages._running


def test_a_crowd_that_waits_longer_than_a_turn_lasts_still_runs_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "LONGEST_TURN_S", WAIT_S * 4)
    came = [(f"asker {number}", False) for number in range(60)]  # 60 x 10 ms: three turns' length
    assert in_order_of_coming(Turns(), came) == [name for name, _ in came]


@pytest.mark.parametrize(("fragments", "takes_one"), [([], False), (["explore"], True)])
def test_a_part_takes_a_turn_of_its_own_only_where_it_runs_by_itself(
    monkeypatch: pytest.MonkeyPatch, fragments: list[str], takes_one: bool
) -> None:
    of_pages = Turns()
    monkeypatch.setattr(turns, "taken", of_pages.taken)
    run = SimpleNamespace(fragment_ids_this_run=fragments)
    monkeypatch.setattr(turns, "get_script_run_ctx", lambda **_told: run)
    with turns.of_a_part():
        assert (of_pages._running is not None) is takes_one
    assert of_pages._running is None
