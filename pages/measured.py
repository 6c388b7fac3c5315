"""How long do pages take, how often do they fail, and how many readers are there? Per process."""

from __future__ import annotations

import threading
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from streamlit.runtime.scriptrunner import get_script_run_ctx

from data_pipeline.metrics import Metric, Samples, one

BUCKETS_S: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
PRESENT_SECONDS: Final = 15.0
# About what a run of a page takes of a processor.
MS_A_PAGE: Final = 80
# However many they are, none lags behind by more.
LONGEST_SPREAD_MS: Final = 8_000

_lock = threading.Lock()
_runs: Counter[tuple[str, int]] = Counter()
_seconds: Counter[str] = Counter()
_errors: Counter[str] = Counter()
_seen: dict[str, float] = {}


@contextmanager
def run(page: str) -> Iterator[None]:
    """Time one run of a page, also when it stops early or fails."""
    begin = time.perf_counter()
    try:
        yield
    except Exception:
        with _lock:
            _errors[page] += 1
        raise
    finally:
        took = time.perf_counter() - begin
        with _lock:
            _runs[page, bisect_left(BUCKETS_S, took)] += 1
            _seconds[page] += int(took * 1e6)


def present() -> None:
    """This reader's page is open now; the freshness bar says so every few seconds."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is not None:
        with _lock:
            _seen[context.session_id] = time.monotonic()


def spread_ms() -> int:
    """Within how long the open pages may run again when a new board is out, one after another."""
    with _lock:
        return min(MS_A_PAGE * max(0, _present() - 1), LONGEST_SPREAD_MS)


def metrics() -> list[Metric]:
    """What this process has measured since it started."""
    with _lock:
        return [
            Metric("tepat_page_seconds", "histogram", "Run time of a page's script.", _histogram()),
            Metric("tepat_page_errors_total", "counter", "Page runs that failed.", _failed()),
            one("tepat_sessions", "gauge", "Open pages of this process.", _present()),
        ]


def _histogram() -> Samples:
    samples: Samples = []
    for page in sorted(_seconds):
        below = 0
        for place, limit in enumerate([*BUCKETS_S, float("inf")]):
            below += _runs[page, place]
            bound = "+Inf" if limit == float("inf") else f"{limit:g}"
            samples.append(("_bucket", {"page": page, "le": bound}, below))
        samples.append(("_sum", {"page": page}, _seconds[page] / 1e6))
        samples.append(("_count", {"page": page}, below))
    return samples


def _failed() -> Samples:
    return [("", {"page": page}, count) for page, count in sorted(_errors.items())]


def _present() -> int:
    """Readers seen a moment ago; the others are forgotten."""
    limit = time.monotonic() - PRESENT_SECONDS
    for session in [session for session, seen in _seen.items() if seen < limit]:
        del _seen[session]
    return len(_seen)
