"""Which board is published? Told to every open page over a websocket, as soon as it changes.

Open and without a word of the data, as /api/health is; but only pages of this site may listen.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final
from urllib.parse import urlsplit

from starlette.websockets import WebSocket, WebSocketDisconnect

from data_pipeline import troubles
from data_pipeline.access import mode
from pages import cached, measured

LOOK_S: Final = 0.03
# Browsers come back every few seconds: a pointer that stays unreadable is not logged each time.
LOG_AGAIN_S: Final = 60.0
NOT_TO_BE_TOLD: Final = 1011


class Watch:
    """Looks at what is published while anybody listens; one for all sockets of this process.

    `version` is None while the pointer cannot be read.
    """

    def __init__(self) -> None:
        self.version: int | None = None
        self.listener_count = 0
        self._looking: asyncio.Task[None] | None = None
        self._logged_at = float("-inf")

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Within this block `version` is what is published, and `change` may be waited for."""
        self.listener_count += 1
        try:
            self.version = self._read()
            yield
        finally:
            self.listener_count -= 1
            if self._looking and not self.listener_count:
                self._looking.cancel()
                self._looking = None

    def change(self) -> asyncio.Task[None]:
        """Ends once `version` has changed; the same for all who wait, so never cancel it."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_on(self.version))
        return self._looking

    async def _look_on(self, known: int | None) -> None:
        while self.version == known:
            await asyncio.sleep(LOOK_S)
            self.version = self._read()

    def _read(self) -> int | None:
        try:
            return cached.on_show().version
        except (OSError, ValueError, TypeError, AttributeError) as error:
            self._log(error)
            return None

    def _log(self, error: Exception) -> None:
        if time.monotonic() - self._logged_at > LOG_AGAIN_S:
            self._logged_at = time.monotonic()
            with suppress(OSError):  # a full disk is told by /api/ready
                troubles.keep(cached.settings(), error, "newest board")


watch: Final = Watch()


async def newest(socket: WebSocket) -> None:
    """Sends the published version at once and whenever it changes, until the line is cut."""
    if not is_let_in(socket):
        await socket.close()
        return
    await socket.accept()
    gone = asyncio.create_task(_gone(socket))
    try:
        with watch.listening(), suppress(WebSocketDisconnect):
            await _tell_on(socket, gone)
    finally:
        gone.cancel()


def is_let_in(socket: WebSocket) -> bool:
    """No page of another site; in a demonstration, this machine only."""
    # By name alone: nginx's $host leaves out the port that a browser's origin has.
    host = _name(f"//{socket.headers.get('host', '')}")
    origin = socket.headers.get("origin")
    is_own = origin is None or (host != "" and _name(origin) == host)
    return is_own and (mode.current() != mode.DEMO or mode.is_loopback(host or "localhost"))


def _name(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


async def _gone(socket: WebSocket) -> None:
    """Ends with the line; what a browser says meanwhile is not listened to."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass


async def _tell_on(socket: WebSocket, gone: asyncio.Task[None]) -> None:
    told = None
    while watch.version is not None and not gone.done():
        if watch.version != told:
            told = watch.version
            await socket.send_json({"version": told, "spread_ms": measured.spread_ms()})
        else:
            await _either(gone, watch.change())
    if not gone.done():
        await socket.close(NOT_TO_BE_TOLD)


async def _either(gone: asyncio.Task[None], change: asyncio.Task[None]) -> None:
    """Until the line is cut or the version changes; raises what the look ended by."""
    ended, _ = await asyncio.wait({gone, change}, return_when=asyncio.FIRST_COMPLETED)
    if change in ended:
        change.result()
