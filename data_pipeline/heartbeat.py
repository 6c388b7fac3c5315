"""Is the worker alive, what is it doing, what went wrong last? data/worker.json, every second."""

from __future__ import annotations

import json
import logging
import os
import threading
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from data_pipeline import clock, durable, troubles
from data_pipeline.errors import TepatError
from data_pipeline.settings import Settings

State = Literal["starting", "idle", "ingesting", "publishing", "failing", "stopped"]
BEAT_SECONDS = 1.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Trouble:
    """The latest error: what the user is told, and the number under which the log has the rest."""

    reference: str
    at: str
    sentence: str
    subject: str


@dataclass(frozen=True)
class Beat:
    """What data/worker.json says. Times are real UTC with a Z, also in a simulation."""

    pid: int
    at: str
    state: State
    since: str
    last_error: Trouble | None = None


class Heartbeat:
    """Writes the beat from a thread of its own, so that a long file does not look like death."""

    def __init__(self, settings: Settings) -> None:
        self._path = path_of(settings)
        self._beat = Beat(os.getpid(), _now(), "starting", _now())
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def __enter__(self) -> Heartbeat:
        self._write()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.join()
        self.say("stopped")

    def say(self, state: State) -> None:
        """From now on the worker is in that state."""
        self._change(state=state, since=_now())

    def rest(self, *, is_failing: bool) -> None:
        """Nothing to do just now; what failed stays on show until it has been done."""
        state: State = "failing" if is_failing else "idle"
        if self._beat.state != state:
            self.say(state)
        if not is_failing and self._beat.last_error:
            self._change(last_error=None)

    def trouble(self, error: Exception, subject: str) -> Trouble:
        """Log an error in full under a new reference number and show its sentence."""
        reference = troubles.reference()
        log.error("%s %s", reference, subject, exc_info=error)
        found = Trouble(reference, _now(), _sentence(error), subject)
        self._change(last_error=found)
        return found

    def _change(self, **changes: Any) -> None:
        with self._lock:
            self._beat = replace(self._beat, **changes)
        self._write()

    def _run(self) -> None:
        while not self._stop.wait(BEAT_SECONDS):
            self._write()

    def _write(self) -> None:
        with self._lock:
            self._beat = replace(self._beat, at=_now())
            text = json.dumps(asdict(self._beat), ensure_ascii=False)
            try:
                _replace(self._path, text)
            except OSError:  # a full disk must not stop the worker: a missing beat is the message
                log.warning("No heartbeat could be written to %s", self._path, exc_info=True)


def path_of(settings: Settings) -> Path:
    return settings.data_dir / "worker.json"


def read(settings: Settings) -> Beat | None:
    """The latest beat, or None when no worker ever ran here."""
    try:
        facts = json.loads(path_of(settings).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    trouble = facts.pop("last_error")
    return Beat(**facts, last_error=Trouble(**trouble) if trouble else None)


def _replace(path: Path, text: str) -> None:
    """A whole new file at once, but without the disk's confirmation: it is stale in a second."""
    temporary = durable.temporary_beside(path)
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def _sentence(error: Exception) -> str:
    first = str(error).strip().splitlines() or [""]
    return str(error) if isinstance(error, TepatError) else f"{type(error).__name__}: {first[0]}"


def _now() -> str:
    return clock.wall_now().isoformat(timespec="milliseconds") + "Z"
