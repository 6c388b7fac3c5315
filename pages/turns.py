"""Whose page runs now? One after another, each from end to end.

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

_turn = threading.Lock()


@contextmanager
def taken() -> Iterator[None]:
    """Wait for the runs before this one, but not for ever."""
    is_ours = _turn.acquire(timeout=PATIENCE_S)
    try:
        yield
    finally:
        if is_ours:
            _turn.release()
