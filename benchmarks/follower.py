"""How does an open page ask for a newer board? The poll of pages/components/following.py, by HTTP.

A connection is kept open and nothing but the answer's version is read: three hundred pages ask a
thousand times a second, and who asks for them shares the machine with who answers. A page asks by
the clock, answered or not; here one question waits for the answer to the one before.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Coroutine
from typing import Any, Final
from urllib.parse import urlsplit

ASK_S: Final = 0.3
PATIENCE_S: Final = 10.0
QUESTION: Final = "GET /api/health HTTP/1.1\r\nHost: {host}\r\nCache-Control: no-store\r\n\r\n"


class Follower:
    """Asks until it is closed and hands over each version it hears; counts what went unanswered."""

    def __init__(self, url: str, heard: Callable[[int, float], Coroutine[Any, Any, None]]) -> None:
        self._place = urlsplit(url)
        self._heard = heard
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._asking = asyncio.create_task(self._ask_on())
        self.asked_count = self.unanswered_count = 0

    def close(self) -> None:
        self._asking.cancel()
        self._hang_up()

    async def _ask_on(self) -> None:
        while True:
            began = time.monotonic()
            told = await self._ask()
            if told is not None:
                await self._heard(*told)
            await asyncio.sleep(max(0.0, began + ASK_S - time.monotonic()))

    async def _ask(self) -> tuple[int, float] | None:
        """The version on show, and within how many seconds pages may ask for it; None when no
        answer came, as a page takes it: it asks again."""
        self.asked_count += 1
        try:
            async with asyncio.timeout(PATIENCE_S):
                return await self._answer()
        except (OSError, EOFError, TimeoutError):
            self.unanswered_count += 1
            self._hang_up()
            return None

    async def _answer(self) -> tuple[int, float]:
        host, port = self._place.hostname, self._place.port
        self._streams = self._streams or await asyncio.open_connection(host, port)
        reader, writer = self._streams
        writer.write(QUESTION.format(host=self._place.netloc).encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        status, *fields = head.splitlines()
        if " 200 " not in f"{status} ":
            raise ConnectionError(status)
        told = dict(field.lower().split(": ", 1) for field in fields if ": " in field)
        body = json.loads(await reader.readexactly(int(told["content-length"])))
        return int(body["version"]), int(body["spread_ms"]) / 1000

    def _hang_up(self) -> None:
        if self._streams:
            self._streams[1].close()
        self._streams = None
