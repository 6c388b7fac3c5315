"""Who saw, took, sent or changed what, and when? data/audit/<month>.jsonl, chained and append only.

No data values, and of a person nothing but the key of the principal. One chain runs through all
months; pages, worker and commands write to it at the same time.
"""

from __future__ import annotations

import atexit
import logging
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from data_pipeline import chain, clock, durable, lock
from data_pipeline.chain import Chain, ChainBroken
from data_pipeline.errors import UnknownName
from data_pipeline.settings import Settings

KINDS: Final = (
    "view",
    "export",
    "upload",
    "delivery",
    "refusal",
    "action",
    "override",
    "sign_in",
    "sign_out",
    "role_change",
    "verification",
    "gap",
)
# Views may wait for their fsync, but nothing overtakes them; all else is on disk before the answer.
MAY_WAIT: Final = frozenset({"view"})
FLUSH_SECONDS: Final = 0.5
MOST_WAITING: Final = 100_000
LONGEST_TEXT: Final = 200
# Quotes inside a text are escaped, so this is the line's own time and not somebody's words.
AT: Final = re.compile(rb'"at":"([^"]+)"')

Fact = str | int | float | bool | None | tuple[str, ...]

log = logging.getLogger(__name__)


class AuditLogBroken(ChainBroken):
    """A line of the audit log that is not what was written."""


CHAIN: Final = Chain("audit_hash", AuditLogBroken)


@dataclass(frozen=True)
class Entry:
    """One line: `who` is the key of a principal, `at` ISO 8601 UTC by this machine's clock."""

    at: str
    who: str
    kind: str
    facts: dict[str, Any]
    sequence: int = 0
    audit_hash: str = ""


def record(settings: Settings, who: str, kind: str, **facts: Fact) -> None:
    """Write down what somebody did; only a view may still be on its way when this returns.

    Raises UnknownName for a kind, and OSError when nothing could be written: then do not answer.
    """
    if kind not in KINDS:
        raise UnknownName("kind of audit entry", kind, list(KINDS))
    told = {name: _kept(value) for name, value in facts.items() if value not in (None, "", ())}
    line = {"at": _now(), "who": who[:LONGEST_TEXT], "kind": kind, "facts": told}
    _book(settings.data_dir).add(line, may_wait=kind in MAY_WAIT)


def flush(settings: Settings) -> None:
    """Put every view that still waits on disk."""
    _book(settings.data_dir).flush()


def entries(
    settings: Settings, since: datetime = datetime.min, until: datetime = datetime.max
) -> Iterator[Entry]:
    """What was written from `since` to before `until` (naive UTC), oldest first, unverified."""
    first, end = _text(since), _text(until)
    for path in months(settings):
        if first[:7] <= path.stem <= end[:7]:
            for line in chain.whole_lines(path):
                written_at = AT.search(line)
                if written_at and first <= written_at[1].decode() < end:
                    yield _entry(CHAIN.parsed(path, 0, line))


def verified(settings: Settings) -> Iterator[Entry]:
    """Every line in order; raises AuditLogBroken at the first changed, missing or added one."""
    last: chain.Facts | None = None
    for path in months(settings):
        for line in CHAIN.verified(path, after=last):
            yield _entry(last := line)


def head(settings: Settings) -> Entry | None:
    """The last line, without verifying those before it."""
    last = _last(months(settings))
    return _entry(last) if last else None


def months(settings: Settings) -> list[Path]:
    """The files of the log, oldest first."""
    return sorted(_home(settings.data_dir).glob("????-??.jsonl"))


@dataclass
class _Book:
    """What this process still has to write; the order of `add` is the order on disk."""

    home: Path
    waiting: list[chain.Facts] = field(default_factory=list)
    lost: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    wake: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None

    def add(self, line: chain.Facts, *, may_wait: bool) -> None:
        with self.lock:
            self.waiting.append(line)
            if not may_wait:
                self._write_or_withdraw()
                return
            if len(self.waiting) > MOST_WAITING:
                del self.waiting[0]
                self.lost += 1
            if self.thread is None:
                self.thread = threading.Thread(target=self._run, name="audit log", daemon=True)
                self.thread.start()
        self.wake.set()

    def flush(self) -> None:
        with self.lock:
            self._write()

    def _write_or_withdraw(self) -> None:
        """What could not be written was not done: the caller does not answer."""
        try:
            self._write()
        except OSError:
            self.waiting.pop()
            raise

    def _write(self) -> None:
        if not self.waiting:
            return
        gap = [{"at": _now(), "who": "system", "kind": "gap", "facts": {"lines": self.lost}}]
        lines = (gap if self.lost else []) + self.waiting
        durable.make_directory(self.home)
        with lock.waited(self.home / ".lock"):
            found = sorted(self.home.glob("????-??.jsonl"))
            # A clock set back must not open an earlier month behind a later one.
            month = max([f"{_now()[:7]}.jsonl", *(path.name for path in found)])
            CHAIN.append(self.home / month, lambda last: lines, after=_last(found))
        self.waiting, self.lost = [], 0

    def _run(self) -> None:
        while True:
            self.wake.wait()
            self.wake.clear()
            time.sleep(FLUSH_SECONDS)
            try:
                self.flush()
            except (OSError, ChainBroken):
                log.exception("The audit log could not be written; the views wait in memory")


@cache
def _book(data_dir: Path) -> _Book:
    book = _Book(_home(data_dir))
    atexit.register(_flush_at_end, book)
    return book


def _flush_at_end(book: _Book) -> None:
    if book.home.is_dir():
        book.flush()


def _home(data_dir: Path) -> Path:
    return data_dir / "audit"


def _last(paths: list[Path]) -> chain.Facts | None:
    """A file may be empty where a crash came between its name and its first line."""
    return next((line for path in reversed(paths) if (line := CHAIN.last(path))), None)


def _entry(facts: chain.Facts) -> Entry:
    names = ("at", "who", "kind", "facts", "sequence", "audit_hash")
    return Entry(**{name: facts[name] for name in names})


def _kept(value: Fact) -> Fact | list[str]:
    if isinstance(value, str):
        return value[:LONGEST_TEXT]
    return [part[:LONGEST_TEXT] for part in value] if isinstance(value, tuple) else value


def _now() -> str:
    return _text(clock.wall_now())


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds") + "Z"
