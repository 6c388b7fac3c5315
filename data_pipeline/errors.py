"""What can go wrong, told with the facts: what came, what was expected, what to do."""

from __future__ import annotations


class TepatError(Exception):
    """Every error this project raises on purpose; the message is fit to show to a user."""


class SettingError(TepatError):
    """A setting has a value Tepat cannot run with."""

    def __init__(self, name: str, value: object, expected: str) -> None:
        super().__init__(f"{name} is {value!r}; expected {expected}. Set it and start again.")
        self.name, self.value, self.expected = name, value, expected


class UnknownName(TepatError):
    """A name that is not in a closed list, with the names that are."""

    def __init__(self, kind: str, name: str, known: list[str]) -> None:
        super().__init__(f"No {kind} called {name!r}. Known: {', '.join(sorted(known)) or 'none'}.")
        self.kind, self.name_received, self.known = kind, name, known
