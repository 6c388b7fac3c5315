"""How does an open page hear of a newer board? As pages/components/following.py does it."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, Final

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

LONGEST_WAIT_S: Final = 10.0


class Follower:
    """Listens until it is closed and hands over each version it hears, with the seconds in which
    pages may run; counts how often the line was cut or did not come about."""

    def __init__(self, url: str, heard: Callable[[int, float], Coroutine[Any, Any, None]]) -> None:
        self._address = url.replace("http://", "ws://").rstrip("/") + "/api/newest"
        self._heard = heard
        self._failures = 0
        self.cut_count = 0
        self._listening = asyncio.create_task(self._listen_on())

    def close(self) -> None:
        self._listening.cancel()

    async def _listen_on(self) -> None:
        while True:
            with suppress(OSError, TimeoutError, WebSocketException):
                await self._listen()
            self.cut_count += 1
            self._failures += 1
            longest_s = min(2.0**self._failures, LONGEST_WAIT_S)
            await asyncio.sleep(longest_s * (1 + random.random()) / 2)

    async def _listen(self) -> None:
        # A browser sends no pings.
        async with connect(self._address, ping_interval=None, compression=None) as socket:
            async for message in socket:
                self._failures = 0
                told = json.loads(message)
                await self._heard(int(told["version"]), int(told["spread_ms"]) / 1000)
