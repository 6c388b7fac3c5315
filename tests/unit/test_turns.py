"""Do pages run one after another, who asked first of all, and does a run that hangs stop nobody?"""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from pages import turns
from pages.turns import Turns

WAIT_S = 0.05


def test_no_two_run_at_once_and_followers_come_last() -> None:
    of_pages, order = Turns(), []
    began = threading.Event()

    def run(name: str, follows: bool) -> None:
        with of_pages.taken(follows=follows):
            began.set()
            order.append(f"{name} begins")
            time.sleep(WAIT_S)
            order.append(f"{name} ends")

    with ThreadPoolExecutor() as people:
        people.submit(run, "first", False)
        assert began.wait(5)
        people.submit(run, "follower", True)
        time.sleep(WAIT_S / 5)
        people.submit(run, "asker", False)
    names = ("first", "asker", "follower")
    assert order == [f"{name} {what}" for name in names for what in ("begins", "ends")]


def test_a_run_that_fails_gives_its_turn_back() -> None:
    of_pages = Turns()
    with pytest.raises(ValueError, match="page"), of_pages.taken():
        raise ValueError("page")
    began = time.monotonic()
    with of_pages.taken():
        assert time.monotonic() - began < turns.PATIENCE_S / 2


def test_a_run_that_hangs_holds_up_the_next_for_its_patience_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "PATIENCE_S", WAIT_S)
    of_pages = Turns()
    with of_pages.taken(), of_pages.taken():
        pass
    with of_pages.taken():
        assert of_pages._is_taken
    assert not of_pages._is_taken
