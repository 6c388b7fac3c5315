"""What can be said of one column, and of one feed, in the snapshot contract?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Kind = Literal["time", "count", "code", "text", "choice", "flag", "degrees"]
Role = Literal["key", "fact", "note"]
Register = Literal["region", "destination", "item", "dapil", "none"]


@dataclass(frozen=True)
class Column:
    """One column of a feed: its names, what a cell may hold, and how to explain it.

    `role`: keys tell rows apart; facts are what two rows with one key may disagree on; notes are
    remarks whose difference is no conflict. `unit` is 'pcs', 'degrees' or '' when there is none.
    `is_example_refused`: a row that still holds the template's example here was never filled in.
    """

    name: str
    header_id: str
    kind: Kind
    description_id: str
    description_en: str
    example: str = ""
    unit: str = ""
    role: Role = "fact"
    is_required: bool = False
    default: str = ""
    lowest: float = 0
    highest: float = 10_000_000_000
    longest: int = 200
    may_be_future: bool = False
    is_example_refused: bool = False
    register: Register = "none"
    choices: tuple[tuple[str, str], ...] = ()

    def header(self, language: str) -> str:
        """The header a sender writes in that language."""
        return self.header_id if language == "id" else self.name

    def description(self, language: str) -> str:
        return self.description_id if language == "id" else self.description_en


@dataclass(frozen=True)
class Feed:
    """One kind of snapshot file: its raw table and its columns in order.

    `one_of`: a row must fill at least one of these. `pairs`: both of a pair are filled or neither.
    `needs`: (column, value, other) = a row with that value must fill the other column.
    `spans`: (from, to, hours) = the second moment lies after the first, at most that many hours.
    """

    feed_code: str
    table_name: str
    title_id: str
    title_en: str
    columns: tuple[Column, ...]
    one_of: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    needs: tuple[tuple[str, str, str], ...] = ()
    spans: tuple[tuple[str, str, int], ...] = ()

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def by_header(self) -> dict[str, Column]:
        """Every header a sender may write, English or Indonesian."""
        return {column.header_id: column for column in self.columns} | self.by_name

    @cached_property
    def required(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.is_required)

    def names(self, role: Role) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.role == role)

    def title(self, language: str) -> str:
        return self.title_id if language == "id" else self.title_en
