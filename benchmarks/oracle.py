"""What must every page show of each province? Asked of the board's own tables, past all pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from benchmarks import world

PATH: Final = Path(__file__).with_name("oracle.sql")
ABROAD: Final = "99"


@dataclass(frozen=True)
class Truth:
    """One province: regions in red, amber, grey and green, ballots short, regions in all."""

    province_code: str
    province: str
    numbers: tuple[int, ...]

    @property
    def label(self) -> str:
        """As Tepat's filter writes it: '11 Aceh'."""
        return f"{self.province_code} {self.province}"

    @property
    def counts(self) -> tuple[int, ...]:
        """The four colours."""
        return self.numbers[:4]


@dataclass(frozen=True)
class Answers:
    """What one board says of the 38 provinces, in the order of their codes, and of the posts."""

    provinces: tuple[Truth, ...]
    abroad: Truth

    @property
    def nation(self) -> tuple[int, ...]:
        """The 514 regencies together, as the peers show them."""
        return _sum(*self.provinces)

    @property
    def with_posts(self) -> tuple[int, ...]:
        """Regencies and posts abroad, as Tepat shows them where no province is chosen."""
        return _sum(*self.provinces, self.abroad)


def answers(home: Path) -> Answers:
    """Of the board on show."""
    path = home / "boards" / world.pointer(home).file
    with duckdb.connect(path, read_only=True) as connection:
        rows = connection.execute(PATH.read_text(encoding="utf-8")).fetchall()
    truths = [Truth(code, name, tuple(numbers)) for code, name, *numbers in rows]
    provinces = tuple(it for it in truths if it.province_code != ABROAD)
    return Answers(provinces, next(it for it in truths if it.province_code == ABROAD))


def _sum(*truths: Truth) -> tuple[int, ...]:
    return tuple(sum(numbers) for numbers in zip(*(it.numbers for it in truths), strict=True))
