"""Which board do pages turn to, when boards come faster than pages can follow?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from data_pipeline.board import Pointer
from pages import cached, measured

FIRST = Pointer(1, "board-1.duckdb", "2024-01-08T03:00:00", "a", 1, "s")


class Site:
    """What is published, when it is, and how long the open pages need to follow."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.newest, self.now, self.spread_ms = cached.NOTHING, 1000.0, 5000
        monkeypatch.setattr(cached, "_shown", {})
        monkeypatch.setattr(cached, "published", lambda: self.newest)
        monkeypatch.setattr("pages.cached.time.monotonic", lambda: self.now)
        monkeypatch.setattr(measured, "spread_ms", lambda: self.spread_ms)

    def publish(self, version: int) -> None:
        self.newest = replace(FIRST, version=version)

    @property
    def shown(self) -> int:
        return cached.on_show().version


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Site:
    return Site(monkeypatch)


def test_the_first_board_and_one_after_a_rest_are_shown_at_once(site: Site) -> None:
    assert site.shown == 0
    site.publish(1)
    assert site.shown == 1
    site.now += 60
    site.publish(2)
    assert site.shown == 2


def test_in_a_burst_pages_turn_to_the_newest_once_they_have_followed_the_last(site: Site) -> None:
    site.publish(1)
    assert site.shown == 1
    for version in (2, 3, 4):
        site.now += 1.5
        site.publish(version)
        assert site.shown == 1
    site.now += 0.5
    assert site.shown == 4


def test_one_reader_need_not_wait(site: Site) -> None:
    site.spread_ms = 0
    for version in (1, 2, 3):
        site.publish(version)
        assert site.shown == version


def test_pages_never_lag_behind_longer_than_boards_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(measured, "_present", lambda: 100_000)
    assert measured.spread_ms() == measured.LONGEST_SPREAD_MS
