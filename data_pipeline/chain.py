"""Has a line been changed since it was written? Each line holds the hash of the one before it.

One JSON object a line, append only; ledger and audit log are such files.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from data_pipeline import durable
from data_pipeline.errors import TepatError

GENESIS: Final = "0" * 64

Facts = dict[str, Any]
Make = Callable[[Facts | None], list[Facts]]


class ChainBroken(TepatError):
    """A line that is not what was written."""

    def __init__(self, path: Path, line_number: int, found: str, expected: str) -> None:
        super().__init__(
            f"{path.name}, line {line_number}: {found}; expected {expected}. "
            "It was changed outside Tepat: restore it from a backup and start again."
        )
        self.line_number, self.found, self.expected = line_number, found, expected


@dataclass(frozen=True)
class Chain:
    """The manner of one kind of file: the key under which a line holds its own hash, and the error
    that says a line was changed."""

    hash_name: str
    broken: type[ChainBroken]

    def append(self, path: Path, make: Make, after: Facts | None = None) -> list[Facts]:
        """The lines that `make` makes of the last one, linked, on disk when this returns.

        An empty file continues `after`, the last line of the file before it.
        """
        durable.make_directory(path.parent)
        is_new = not path.exists()
        with path.open("ab+") as file:
            hold(file)
            durable.cut_torn_line(file)
            lines = list(self._linked(self._last(path, file) or after, make))
            file.write(b"".join(canonical(line) + durable.NEWLINE for line in lines))
            file.flush()
            durable.sync(file.fileno())
        if is_new:
            durable.sync_directory(path.parent)
        return lines

    def last(self, path: Path) -> Facts | None:
        """The last whole line, without verifying those before it; None when there is none."""
        if not path.exists():
            return None
        with path.open("rb") as file:
            return self._last(path, file)

    def verified(self, path: Path, after: Facts | None = None) -> Iterator[Facts]:
        """Every line in order; raises `broken` at the first changed one.

        A last line without its end was never acknowledged and is left out.
        """
        last = after
        for number, line in enumerate(whole_lines(path), start=1):
            last = self.checked(path, number, line, last)
            yield last

    def link(self, last: Facts | None, facts: Facts) -> Facts:
        """The facts as the line that follows `last`."""
        line = facts | {
            "sequence": last["sequence"] + 1 if last else 1,
            "previous_hash": last[self.hash_name] if last else GENESIS,
        }
        return line | {self.hash_name: self._hash(line)}

    def parsed(self, path: Path, number: int, line: bytes) -> Facts:
        """One line as facts, unverified; raises `broken` when it is no line of such a file."""
        try:
            facts: Facts = json.loads(line)
            missing = {"sequence", "previous_hash", self.hash_name} - facts.keys()
        except (ValueError, AttributeError) as error:
            raise self.broken(path, number, f"no line of it ({error})", "a JSON object") from error
        if missing:
            raise self.broken(path, number, f"a line without {', '.join(sorted(missing))}", "them")
        return facts

    def _linked(self, last: Facts | None, make: Make) -> Iterator[Facts]:
        for facts in make(last):
            last = self.link(last, facts)
            yield last

    def _hash(self, facts: Facts) -> str:
        return hashlib.sha256(canonical(facts | {self.hash_name: ""})).hexdigest()

    def checked(self, path: Path, number: int, line: bytes, last: Facts | None) -> Facts:
        """One line as facts; raises `broken` when it does not follow `last` or was changed."""
        facts = self.parsed(path, number, line)
        sequence = last["sequence"] + 1 if last else 1
        previous = last[self.hash_name] if last else GENESIS
        if facts["sequence"] != sequence:
            raise self.broken(path, number, f"sequence {facts['sequence']}", f"sequence {sequence}")
        if facts["previous_hash"] != previous:
            raise self.broken(path, number, "a line that does not follow", f"previous {previous}")
        if line != canonical(facts) or facts[self.hash_name] != self._hash(facts):
            raise self.broken(path, number, "a changed line", f"hash {facts[self.hash_name]}")
        return facts

    def _last(self, path: Path, file: BinaryIO) -> Facts | None:
        end = durable.line_start(file, file.seek(0, os.SEEK_END))
        if end == 0:
            return None
        start = durable.line_start(file, end - 1)
        file.seek(start)
        return self.parsed(path, 0, file.read(end - 1 - start))


def canonical(facts: Facts) -> bytes:
    """The one way a line is written, so that its hash can be computed again."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def whole_lines(path: Path) -> list[bytes]:
    return path.read_bytes().split(durable.NEWLINE)[:-1]


def hold(file: BinaryIO) -> None:
    """Keep other processes out until the file is closed; where Windows needs it, lock.py does."""
    if os.name != "nt":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
