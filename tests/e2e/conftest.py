"""The small world, the server and the browser that the end-to-end tests share."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, closing
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.e2e import browser as chromium
from tests.e2e import look
from tests.e2e.server import Server, serve
from tests.e2e.world import World, small_world

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.e2e.look import Theme, Window

SIZES = {"wide": look.WIDE, "phone": look.PHONE}


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A seeded national election of a few days, loaded and published once."""
    return small_world(tmp_path_factory.mktemp("world"), "--until", "2023-11-12")


@pytest.fixture(scope="session")
def server(world: World) -> Iterator[Server]:
    """A dashboard over that world, shared by the tests that do not need a fresh one."""
    with serve(world.data_dir) as running:
        yield running


@pytest.fixture
def fresh_server(world: World, tmp_path: Path) -> Iterator[Server]:
    """A dashboard nobody has opened yet, over a copy of the world."""
    copy = tmp_path / "data"
    shutil.copytree(world.data_dir, copy)
    with serve(copy) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium.launch() as launched:
        yield launched


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[Window]:
    """Opens windows of visitors who come again: one browser of each kind keeps the scripts."""
    with ExitStack() as visitors:

        @cache
        def visitor(size: str, theme: Theme) -> BrowserContext:
            return visitors.enter_context(look.visitor(browser, SIZES[size], theme))

        def opened(size: str = "wide", theme: Theme = "light") -> Page:
            return visitor(size, theme).new_page()

        yield opened


@pytest.fixture
def page(window: Window) -> Iterator[Page]:
    """A wide window."""
    with closing(window()) as opened:
        yield opened


@pytest.fixture
def phone(window: Window) -> Iterator[Page]:
    """The window of a phone."""
    with closing(window("phone")) as opened:
        yield opened
