"""Does work that crashes, hangs or swallows memory stay harmless?"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from data_pipeline import child
from data_pipeline.child import ChildDied, ChildInterrupted, Limits


def test_a_crash_is_told_by_its_signal(tmp_path: Path) -> None:
    with pytest.raises(ChildDied, match="SIGABRT"):
        child.run(os.abort, workspace=tmp_path)


def test_an_unexpected_error_leaves_its_trace(tmp_path: Path) -> None:
    with pytest.raises(ChildDied) as caught:
        child.run(os.listdir, "/no/such/place", workspace=tmp_path)
    assert "FileNotFoundError" in caught.value.trace


def test_sleeping_on_is_ended_by_the_clock(tmp_path: Path) -> None:
    begin = time.monotonic()
    with pytest.raises(ChildDied, match=r"no answer in 0\.5 seconds"):
        child.run(time.sleep, 60, workspace=tmp_path, limits=Limits(wall_seconds=0.5))
    assert time.monotonic() - begin < 5


def test_spinning_is_ended_by_the_processor_limit(tmp_path: Path) -> None:
    with pytest.raises(ChildDied, match=r"SIG(XCPU|KILL)"):
        child.run(sum, range(10**12), workspace=tmp_path, limits=Limits(cpu_seconds=1))


def test_memory_is_limited(tmp_path: Path) -> None:
    with pytest.raises(ChildDied) as caught:
        child.run(bytes, 1 << 30, workspace=tmp_path, limits=Limits(memory_bytes=256 << 20))
    assert "MemoryError" in caught.value.trace


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_from_outside_is_no_verdict(tmp_path: Path, stop: signal.Signals) -> None:
    with pytest.raises(ChildInterrupted):
        child.run(_end_by, stop, workspace=tmp_path)


def _end_by(stop: signal.Signals) -> None:
    signal.signal(stop, signal.SIG_DFL)
    os.kill(os.getpid(), stop)
