"""How is a file people write read, so that a slip of the pen is named and never guessed away?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from data_pipeline.errors import TepatError


class RecipientsError(TepatError):
    """recipients.toml says something Tepat will not act on."""

    def __init__(self, path: Path, place: str, found: str, expected: str) -> None:
        where = f"{path.name}, {place}" if place else path.name
        super().__init__(f"{where}: {found}; expected {expected}. See docs/alerts.md.")
        self.place, self.found, self.expected = place, found, expected


class Table:
    """One table of the file; each value is asked for by name, and `end` refuses the others."""

    def __init__(self, path: Path, place: str, values: object) -> None:
        self.path, self.place = path, place
        if not isinstance(values, dict):
            raise self.error(f"{values!r}", "a table")
        self._values: dict[str, Any] = dict(values)
        self._asked: set[str] = set()

    def text(self, name: str, default: str | None = None) -> str:
        value = self._take(name, default)
        if not isinstance(value, str) or (value == "" and default != ""):
            raise self.error(f"{name} = {value!r}", "a text")
        return value

    def choice(self, name: str, known: Iterable[str], default: str | None = None) -> str:
        value = self.text(name, default)
        return self.member(name, value, known)

    def member(self, name: str, value: str, known: Iterable[str]) -> str:
        listed = list(known)
        if value not in listed:
            raise self.error(f"{name} = {value!r}", f"one of {', '.join(sorted(listed))}")
        return value

    def flag(self, name: str, default: bool) -> bool:
        value = self._take(name, default)
        if not isinstance(value, bool):
            raise self.error(f"{name} = {value!r}", "true or false")
        return value

    def number(self, name: str, default: float | None, least: float, most: float) -> float:
        value = self._take(name, default)
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not is_number or not least <= value <= most:
            raise self.error(f"{name} = {value!r}", f"a number from {least:g} to {most:g}")
        return float(value)

    def texts(self, name: str, default: list[str] | None = None) -> tuple[str, ...]:
        value = self._take(name, default)
        if not isinstance(value, list) or not all(isinstance(it, str) and it for it in value):
            raise self.error(f"{name} = {value!r}", "a list of texts")
        return tuple(value)

    def tables(self, name: str) -> list[Table]:
        """The tables of a list, each knowing its place."""
        value = self._take(name, [])
        if not isinstance(value, list):
            raise self.error(f"{name} = {value!r}", f"a list of tables [[{name}]]")
        place = f"{self.place}.{name}" if self.place else name
        return [Table(self.path, f"{place}[{n}]", it) for n, it in enumerate(value, start=1)]

    def table(self, name: str) -> Table | None:
        """The table of that name; None when the file has none."""
        self._asked.add(name)
        place = f"{self.place}.{name}" if self.place else name
        return Table(self.path, place, self._values[name]) if name in self._values else None

    def children(self) -> dict[str, Table]:
        """Every table in here by its name, for tables people name themselves."""
        self._asked |= self._values.keys()
        return {
            name: Table(self.path, f"{self.place}.{name}", value)
            for name, value in self._values.items()
        }

    def raw(self, name: str) -> Any:
        """Whatever stands there; None when nothing does."""
        return self._take(name, None) if name in self._values else None

    def has(self, name: str) -> bool:
        return name in self._values

    def end(self) -> None:
        """Raises when something was written that nobody asked for."""
        unknown = sorted(self._values.keys() - self._asked)
        if unknown:
            raise self.error(f"{unknown[0]!r} is not known here", ", ".join(sorted(self._asked)))

    def error(self, found: str, expected: str) -> RecipientsError:
        return RecipientsError(self.path, self.place, found, expected)

    def _take(self, name: str, default: object) -> Any:
        self._asked.add(name)
        if name not in self._values and default is None:
            raise self.error(f"{name} is missing", f"{name} = …")
        return self._values.get(name, default)
