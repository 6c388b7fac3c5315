"""Whose page runs now? One after another in the order they came; who asked for it comes first.

A run is work for one processor: Python lets one thread work at a time. Runs side by side take turns
at every lock and every message, and all of them end late: of fifty readers each waited 2 to 4 s for
what took 0.1 s alone.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Final

from streamlit.runtime.scriptrunner import get_script_run_ctx

# A run that takes longer, or hangs, keeps its turn no longer than this; it goes on beside the next.
# The turn ends, not the patience of those who wait: else a crowd would begin to run all at once.
LONGEST_TURN_S: Final = 1.0
# A page that follows a newer board by itself: nobody waits for it, yet it must come some time.
PATIENCE_OF_FOLLOWERS_S: Final = 10.0
LOOK_S: Final = 0.2

Heed = Callable[[], None]


@dataclass(eq=False)
class _Waiter:
    follows: bool
    came_at: float = field(default_factory=time.monotonic)
    called: threading.Event = field(default_factory=threading.Event)


class Turns:
    """One turn at a time; whoever waits to follow a board lets everybody else go first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[_Waiter] = []
        self._running: _Waiter | None = None
        self._until = 0.0

    @contextmanager
    def taken(self, *, follows: bool = False, heed: Heed = lambda: None) -> Iterator[None]:
        """Wait for the runs before this one; one that follows gives up waiting if `heed` raises."""
        ours = _Waiter(follows)
        with self._lock:
            self._waiting.append(ours)
            self._call_next()
        try:
            while not ours.called.wait(LOOK_S):
                with self._lock:
                    self._call_next()
                if follows:
                    heed()
            yield
        finally:
            self._end(ours)

    def _end(self, turn: _Waiter) -> None:
        with self._lock:
            if turn in self._waiting:
                self._waiting.remove(turn)
            if self._running is turn:
                self._running = None
            self._call_next()

    def _call_next(self) -> None:
        """Hold the lock: the next one's turn begins unless another's lasts."""
        now = time.monotonic()
        if not self._waiting or (self._running and now < self._until):
            return
        chosen = min(self._waiting, key=lambda waiter: _place(waiter, now))
        self._waiting.remove(chosen)
        self._running, self._until = chosen, now + LONGEST_TURN_S
        chosen.called.set()


def _place(waiter: _Waiter, now: float) -> tuple[bool, float]:
    is_patient = waiter.follows and now - waiter.came_at < PATIENCE_OF_FOLLOWERS_S
    return is_patient, waiter.came_at


_of_pages: Final = Turns()
taken = _of_pages.taken


def of_a_part() -> AbstractContextManager[None]:
    """A part of a page that runs by itself takes a turn; within its page's run it has one."""
    run = get_script_run_ctx(suppress_warning=True)
    return taken() if run and run.fragment_ids_this_run else nullcontext()
