"""Are open pages told of a new board, all of them, and nobody else?"""

from __future__ import annotations

import asyncio
import json
import shutil
import threading
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Final

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from websockets import Origin
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from data_pipeline import troubles
from data_pipeline.settings import Settings
from pages.api import ROUTES
from pages.api.newest import LOOK_S, watch
from pages.api.short_links import ShortLinks
from tests.ui import boards

PATIENCE_S: Final = 5.0


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The routes on a port of their own, behind the middleware of app.py."""
    middleware = [Middleware(ShortLinks), Middleware(GZipMiddleware, minimum_size=1000)]
    app = Starlette(routes=ROUTES, middleware=middleware)
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", ws="websockets-sansio")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"ws://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/api/newest"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def pointer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The pointer of a board that this test may publish over."""
    (tmp_path / "boards").mkdir()
    shutil.copy(boards.empty() / "boards" / "current.json", tmp_path / "boards")
    monkeypatch.setenv("TEPAT_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(watch, "_logged_at", float("-inf"))
    return tmp_path / "boards" / "current.json"


def publish(pointer: Path, version: int) -> None:
    facts = json.loads(pointer.read_text()) | {"version": version}
    fresh = pointer.with_suffix(".new")
    fresh.write_text(json.dumps(facts))
    fresh.replace(pointer)


def run(asked: Coroutine[Any, Any, None]) -> None:
    with ThreadPoolExecutor() as elsewhere:  # a browser test may have left its loop in this thread
        elsewhere.submit(asyncio.run, asked).result()


async def heard(socket: ClientConnection) -> int:
    told = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE_S))
    assert set(told) == {"version", "spread_ms"}
    return int(told["version"])


async def nobody_listens() -> None:
    limit = time.monotonic() + PATIENCE_S
    while watch.listener_count or watch._looking:
        assert time.monotonic() < limit
        await asyncio.sleep(0.01)


def test_a_page_is_told_at_once_and_then_of_each_new_board(address: str, pointer: Path) -> None:
    async def listen() -> None:
        async with connect(address) as socket:
            assert await heard(socket) == 1
            await socket.send("what is said is not listened to")
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(socket.recv(), 3 * LOOK_S)
            for version in (2, 3):
                publish(pointer, version)
                assert await heard(socket) == version

    run(listen())


def test_fifty_pages_all_hear_and_are_forgotten_when_they_go(address: str, pointer: Path) -> None:
    async def listen() -> None:
        async with AsyncExitStack() as lines:
            pages = [await lines.enter_async_context(connect(address)) for _ in range(50)]
            assert {await heard(page) for page in pages} == {1}
            assert watch.listener_count == 50
            for page in pages[:10]:
                page.transport.abort()
            publish(pointer, 2)
            assert {await heard(page) for page in pages[10:]} == {2}
        await nobody_listens()

    run(listen())


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("localhost", "https://elsewhere.example"),
        ("localhost", "null"),
        ("localhost", "http://["),
        ("tepat.example", "https://tepat.example"),  # a demonstration is for this machine only
    ],
)
def test_other_sites_and_other_names_are_refused(
    address: str, pointer: Path, host: str, origin: str
) -> None:
    async def listen() -> None:
        port = int(address.split(":")[2].split("/")[0])
        there = f"ws://{host}:{port}/api/newest"
        with pytest.raises(InvalidStatus, match="403"):
            async with connect(there, host="127.0.0.1", port=port, origin=Origin(origin)):
                pass

    run(listen())


def test_the_port_of_an_origin_does_not_matter(address: str, pointer: Path) -> None:
    async def listen() -> None:
        async with connect(address, origin=Origin("https://127.0.0.1:8443")) as socket:
            assert await heard(socket) == 1

    run(listen())


def test_a_pointer_that_cannot_be_read_ends_the_lines_and_is_logged_once(
    address: str, pointer: Path
) -> None:
    async def listen() -> None:
        async with connect(address) as first, connect(address) as second:
            assert [await heard(first), await heard(second)] == [1, 1]
            pointer.write_text("{")
            for socket in (first, second):
                with pytest.raises(ConnectionClosed, match="1011"):
                    await heard(socket)
        with pytest.raises(ConnectionClosed, match="1011"):
            async with connect(address) as third:
                await heard(third)
        await nobody_listens()

    run(listen())
    log = troubles.path_of(Settings(pointer.parent.parent)).read_text()
    assert log.count("newest board") == 1
    assert "JSONDecodeError" in log
