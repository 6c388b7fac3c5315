"""What does the worker do all day? Take in what lies in the inbox, publish, and say so.

One process per data directory. An error in a file or a publish is logged, shown in the heartbeat
and tried again; it never stops the worker.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import duckdb
import watchfiles

from data_pipeline import (
    carry,
    child,
    clock,
    durable,
    inbox,
    ingest,
    lock,
    logs,
    publish,
    recovery,
    references,
)
from data_pipeline.heartbeat import Heartbeat
from data_pipeline.inbox import Waiting
from data_pipeline.settings import Settings

LOOK_MILLISECONDS = 500  # how often to look even when the system reports no change
RETRY_SECONDS = 5.0
COPY_AFTER_SECONDS = 1.0  # before that every open page draws the new board
BATCH_SECONDS = 5.0  # a steady stream of files must not keep the board from being published

log = logging.getLogger(__name__)

T = TypeVar("T")


def run(settings: Settings, stop: threading.Event, parent: int | None = None) -> None:
    """Work until `stop` is set or the parent process is gone; raises AlreadyRunning at once."""
    with lock.hold(settings, "the worker"), Heartbeat(settings) as heartbeat:
        child.warm_up()
        references.registers_of(settings.election_code)  # while the child's server imports
        durable.make_directory(settings.inbox_dir)
        worker = Worker(settings, heartbeat, stop)
        worker.turn()
        for _ in _looks(settings.inbox_dir, stop):
            if parent is not None and os.getppid() != parent:
                log.info("Process %s, which started this worker, has ended", parent)
                break
            worker.turn()
        worker.close()


def stop_on_signal() -> threading.Event:
    """An event that SIGTERM and Ctrl+C set; call it in the main thread."""
    stop = threading.Event()
    for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda number, frame: stop.set())
    return stop


def log_to_file(settings: Settings) -> None:
    """Everything to data/worker.log (kept small) and to the terminal."""
    durable.make_directory(settings.data_dir)
    logging.basicConfig(
        level=logging.INFO, handlers=logs.handlers(settings.data_dir / "worker.log")
    )
    logging.getLogger("watchfiles").setLevel(logging.WARNING)


class Worker:
    """The open warehouse, and what is still to be done with it."""

    def __init__(self, settings: Settings, heartbeat: Heartbeat, stop: threading.Event) -> None:
        self._settings = settings
        self._heartbeat = heartbeat
        self._stop = stop
        self._warehouse: duckdb.DuckDBPyConnection | None = None
        self._retry_at: dict[str, float] = {}
        self._publish_at = time.monotonic() + settings.tick_seconds
        self._copy_at = 0.0
        self._clock_seen = _modified_ns(settings.clock_path)
        self._is_unpublished = not publish.is_current(settings, clock.now(settings))

    def turn(self) -> None:
        """Take in what waits, then publish once if anything is new or silence has to age."""
        if self._attempt("open the database", self._open):
            self._take_in()
            if self._is_publish_due():
                self._attempt("publish", self._publish)
            elif time.monotonic() >= self._copy_at:
                self._attempt("copy the board", partial(carry.prepared, self._settings))
        self._heartbeat.rest(is_failing=bool(self._retry_at))

    def close(self) -> None:
        """Let go of the database in good order."""
        if self._warehouse is not None:
            self._warehouse.close()
        self._warehouse = None

    def _open(self) -> duckdb.DuckDBPyConnection:
        if self._warehouse is None:
            self._warehouse, found = recovery.start(self._settings)
            if not found.is_empty:
                log.warning("Put right at start: %s", found)
        return self._warehouse

    def _take_in(self) -> None:
        end = time.monotonic() + BATCH_SECONDS
        while not self._stop.is_set() and time.monotonic() < end:
            found = self._attempt("look into the inbox", self._next)
            if not isinstance(found, Waiting):
                return
            self._attempt(_subject(found), partial(self._deliver, found))

    def _next(self) -> Waiting | bool:
        ready = (found for found in inbox.waiting(self._settings) if self._may_try(_subject(found)))
        return next(ready, True)

    def _deliver(self, found: Waiting) -> bool:
        self._heartbeat.say("ingesting")
        taken = inbox.take(self._settings, found)
        receipt = ingest.deliver(
            self._settings,
            taken.path,
            file_name=taken.file_name,
            profile_code=taken.profile_code,
            sender=taken.sender,
            warehouse=self._open(),
        )
        inbox.remove(taken)
        self._is_unpublished |= receipt.duplicate_of is None
        log.info("#%s %s %s", receipt.sequence, receipt.outcome, receipt.delivery_sha256)
        return True

    def _is_publish_due(self) -> bool:
        clock_now = _modified_ns(self._settings.clock_path)
        is_moved = clock_now != self._clock_seen
        return self._is_unpublished or is_moved or time.monotonic() >= self._publish_at

    def _publish(self) -> bool:
        self._heartbeat.say("publishing")
        self._clock_seen = _modified_ns(self._settings.clock_path)
        with self._open().cursor() as cursor:
            pointer = publish.publish(cursor, self._settings, as_of=clock.now(self._settings))
        self._is_unpublished = False
        self._publish_at = time.monotonic() + self._settings.tick_seconds
        self._copy_at = time.monotonic() + COPY_AFTER_SECONDS
        log.info("Published board %s as of %s", pointer.version, pointer.as_of)
        return True

    def _attempt(self, subject: str, action: Callable[[], T]) -> T | None:
        """What the action gives; None when it failed now or has to wait after a failure."""
        if not self._may_try(subject):
            return None
        try:
            outcome = action()
        except Exception as error:  # noqa: BLE001  the worker goes on and says so
            self._retry_at[subject] = time.monotonic() + RETRY_SECONDS
            self._heartbeat.trouble(error, subject)
            self.close()  # the next use compares database and ledger again
            return None
        self._retry_at.pop(subject, None)
        return outcome

    def _may_try(self, subject: str) -> bool:
        return time.monotonic() >= self._retry_at.get(subject, 0.0)


def _looks(inbox_dir: Path, stop: threading.Event) -> Iterator[object]:
    """A turn's worth of time each: at once when the inbox changes, else twice a second."""
    try:
        yield from watchfiles.watch(
            inbox_dir,
            watch_filter=None,
            debounce=200,
            step=20,
            stop_event=stop,
            rust_timeout=LOOK_MILLISECONDS,
            yield_on_timeout=True,
        )
    except OSError:  # the system's watches are used up, or this disk has none
        log.warning("%s cannot be watched; looking twice a second", inbox_dir, exc_info=True)
        while not stop.wait(LOOK_MILLISECONDS / 1000):
            yield None


def _subject(found: Waiting) -> str:
    return f"take in {found.profile_code}/{found.path.name}"


def _modified_ns(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
