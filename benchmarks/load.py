"""What do N people find who choose something every few seconds? Latencies and errors of a crowd.

A visitor here has no browser: it speaks the server's protocol, and holds each answer against what
the board says. What browsers cost is left out, and they would cost most on one machine.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

import httpx
from websockets.exceptions import WebSocketException

SEED: Final = 7
PAUSE_S: Final = (3.0, 7.0)
# Between the arrivals of two visitors: a crowd that arrives in one instant measures something else.
ARRIVAL_S: Final = 0.05
# Nobody waits longer for a page: whoever does has not been served.
PATIENCE_S: Final = 15.0


class Wrong(Exception):
    """An answer holds other numbers than the board, or an error in their place."""


FAILURES: Final = (Wrong, TimeoutError, WebSocketException, httpx.HTTPError, OSError)


class Visitor(Protocol):
    """One open tab."""

    async def choose(self, choice: str) -> None:
        """Choose that one and wait for the whole answer; Wrong when it is not that."""

    async def close(self) -> None: ...


Arrive = Callable[[], Coroutine[Any, Any, Visitor]]


@dataclass
class Found:
    """What the visitors saw, in milliseconds."""

    filter_ms: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def median_ms(self) -> float:
        return statistics.median(self.filter_ms) if self.filter_ms else PATIENCE_S * 1000

    @property
    def p95_ms(self) -> float:
        """19 of 20 wait no longer; who got no right answer counts as one who waited in vain."""
        waits = sorted(self.filter_ms) + [PATIENCE_S * 1000] * len(self.errors)
        return waits[round(0.95 * (len(waits) - 1))] if waits else PATIENCE_S * 1000


class Crowd:
    """Visitors who stay while several things are measured."""

    def __init__(self, arrive: Arrive, choices: list[str]) -> None:
        self._arrive = arrive
        self._choices = choices
        self._visitors: list[Visitor] = []
        self._absent: list[str] = []

    async def grow(self, count: int) -> None:
        """Until that many have come, one after the other; who is not let in in time stays away."""
        arriving = []
        for _one in range(count - len(self._visitors) - len(self._absent)):
            arriving.append(asyncio.create_task(asyncio.wait_for(self._arrive(), PATIENCE_S)))
            await asyncio.sleep(ARRIVAL_S)
        for came in await asyncio.gather(*(_or_why(one) for one in arriving)):
            if isinstance(came, str):
                self._absent.append(came)
            else:
                self._visitors.append(came)

    async def work(self, seconds: float) -> Found:
        """Everybody makes a choice every few seconds."""
        until = time.monotonic() + seconds
        return await self.work_while(lambda: time.monotonic() < until)

    async def work_while(self, is_on: Callable[[], bool]) -> Found:
        """The same for as long as something lasts."""
        found = Found(errors=[f"did not come in: {why}" for why in self._absent])
        turns = (self._turns(v, number, is_on, found) for number, v in enumerate(self._visitors))
        await asyncio.gather(*turns)
        return found

    async def _turns(
        self, visitor: Visitor, number: int, is_on: Callable[[], bool], found: Found
    ) -> None:
        dice = random.Random(SEED + number)
        await asyncio.sleep(dice.uniform(0, PAUSE_S[1]))
        while is_on():
            await _turn(visitor, dice.choice(self._choices), found)
            await asyncio.sleep(dice.uniform(*PAUSE_S))

    async def leave(self) -> None:
        await asyncio.gather(*(visitor.close() for visitor in self._visitors))
        self._visitors, self._absent = [], []


async def _or_why(arriving: asyncio.Task[Visitor]) -> Visitor | str:
    try:
        return await arriving
    except FAILURES as error:
        return f"{type(error).__name__}: {error}"


async def _turn(visitor: Visitor, choice: str, found: Found) -> None:
    began = time.perf_counter()
    try:
        async with asyncio.timeout(PATIENCE_S):
            await visitor.choose(choice)
    except FAILURES as error:
        found.errors.append(f"{type(error).__name__}: {error}")
        return
    found.filter_ms.append((time.perf_counter() - began) * 1000)
