"""Whose page runs now? One after another, each from end to end; who has asked for it comes first.

A run is work for one processor: Python lets one thread work at a time. Runs side by side take turns
at every lock and every message, and all of them end late: of fifty readers each waited 2 to 4 s for
what took 0.1 s alone.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# A run that takes longer, or hangs, holds up the next no longer than this.
PATIENCE_S: Final = 1.0
# A page that follows a newer board by itself: nobody waits for it. No longer than this, for what
# its reader asks for meanwhile waits with it.
PATIENCE_OF_FOLLOWERS_S: Final = 2.0


class Turns:
    """One turn at a time; whoever waits to follow a board lets everybody else go first."""

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._is_taken = False
        self._asking_count = 0

    @contextmanager
    def taken(self, *, follows: bool = False) -> Iterator[None]:
        """Wait for the runs before this one, but not for ever."""
        is_ours = self._wait(follows)
        try:
            yield
        finally:
            if is_ours:
                with self._change:
                    self._is_taken = False
                    self._change.notify_all()

    def _wait(self, follows: bool) -> bool:
        """True when the turn is ours; False when waiting took too long."""
        patience_s = PATIENCE_OF_FOLLOWERS_S if follows else PATIENCE_S
        with self._change:
            self._asking_count += not follows
            is_ours = self._change.wait_for(lambda: self._is_free_for(follows), patience_s)
            self._asking_count -= not follows
            self._is_taken = self._is_taken or is_ours
            return is_ours

    def _is_free_for(self, follows: bool) -> bool:
        return not self._is_taken and not (follows and self._asking_count)


_of_pages: Final = Turns()
taken = _of_pages.taken
