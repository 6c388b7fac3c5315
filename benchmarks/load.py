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
# Between the arrivals of two visitors, and how many may be on their way in: a crowd that arrives
# in one instant, or ever more of it before a server that has fallen behind, measures another thing.
ARRIVAL_S: Final = 0.05
ARRIVING_AT_ONCE: Final = 10
PATIENCE_S: Final = 60.0
LOOK_S: Final = 0.5


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
    """What the visitors saw, in milliseconds; none of them waited longer than `patience_s`."""

    filter_ms: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    patience_s: float = PATIENCE_S

    @property
    def median_ms(self) -> float:
        return statistics.median(self.filter_ms) if self.filter_ms else self._in_vain_ms

    @property
    def p95_ms(self) -> float:
        """19 of 20 wait no longer; who got no right answer counts as one who waited in vain."""
        waits = sorted(self.filter_ms) + [self._in_vain_ms] * len(self.errors)
        return waits[round(0.95 * (len(waits) - 1))] if waits else self._in_vain_ms

    @property
    def is_at_least(self) -> bool:
        """Whether the p95 is a lower bound: that of somebody who gave up."""
        return self.p95_ms >= self._in_vain_ms

    @property
    def _in_vain_ms(self) -> float:
        return self.patience_s * 1000


class Crowd:
    """Visitors who stay while several things are measured, each with that much patience."""

    def __init__(
        self, arrive: Arrive, choices: list[str], *, patience_s: float = PATIENCE_S
    ) -> None:
        self._arrive = arrive
        self._choices = choices
        self._patience_s = patience_s
        self._visitors: list[Visitor] = []
        self._absent: list[str] = []

    async def grow(self, count: int) -> None:
        """Until that many have come, some at once; who is not let in in time stays away."""
        entrance = asyncio.Semaphore(ARRIVING_AT_ONCE)
        arriving = []
        for _one in range(count - len(self._visitors) - len(self._absent)):
            arriving.append(asyncio.create_task(self._let_in(entrance)))
            await asyncio.sleep(ARRIVAL_S)
        for came in await asyncio.gather(*arriving):
            if isinstance(came, str):
                self._absent.append(came)
            else:
                self._visitors.append(came)

    async def _let_in(self, entrance: asyncio.Semaphore) -> Visitor | str:
        """The visitor, or why there is none."""
        async with entrance:
            try:
                return await asyncio.wait_for(self._arrive(), self._patience_s)
            except FAILURES as error:
                return f"{type(error).__name__}: {error}"

    async def work(self, seconds: float) -> Found:
        """Everybody makes a choice every few seconds."""
        until = time.monotonic() + seconds
        return await self.work_while(lambda: time.monotonic() < until)

    async def work_while(self, is_on: Callable[[], bool]) -> Found:
        """The same for as long as something lasts."""
        absent = [f"did not come in: {why}" for why in self._absent]
        found = Found(errors=absent, patience_s=self._patience_s)
        turns = (self._turns(v, number, is_on, found) for number, v in enumerate(self._visitors))
        await asyncio.gather(*turns)
        return found

    async def _turns(
        self, visitor: Visitor, number: int, is_on: Callable[[], bool], found: Found
    ) -> None:
        dice = random.Random(SEED + number)
        await _pause(dice.uniform(0, PAUSE_S[1]), is_on)
        while is_on():
            await _turn(visitor, dice.choice(self._choices), found)
            await _pause(dice.uniform(*PAUSE_S), is_on)

    async def leave(self) -> None:
        await asyncio.gather(*(visitor.close() for visitor in self._visitors))
        self._visitors, self._absent = [], []


async def _pause(seconds: float, is_on: Callable[[], bool]) -> None:
    """Nobody thinks longer than it lasts."""
    until = time.monotonic() + seconds
    while is_on() and (left := until - time.monotonic()) > 0:
        await asyncio.sleep(min(left, LOOK_S))


async def _turn(visitor: Visitor, choice: str, found: Found) -> None:
    began = time.perf_counter()
    try:
        async with asyncio.timeout(found.patience_s):
            await visitor.choose(choice)
    except FAILURES as error:
        found.errors.append(f"{type(error).__name__}: {error}")
        return
    found.filter_ms.append((time.perf_counter() - began) * 1000)
