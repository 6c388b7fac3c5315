"""How is a hostile file declared: its bytes made by a script, and what must become of it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

NOW = "2024-01-08T03:00:00Z"  # the clock every case is judged by
AT = "2024-01-08T08:00:00+07:00"

Fault = tuple[int, str, str]  # line, column ('' = the row as a whole), reason
Values = Mapping[tuple[int, str], object]  # (line, column): what must have been loaded there


@dataclass(frozen=True)
class Outcome:
    """What must become of a file; a file with a `refusal` has no rows."""

    loaded: int = 0
    faults: tuple[Fault, ...] = ()
    refusal: str = ""
    values: Values = field(default_factory=dict)

    @property
    def refused(self) -> int:
        """Rows refused; a row with several faults counts once."""
        return len({line for line, _, _ in self.faults})

    @property
    def word(self) -> str:
        if not self.loaded:
            return "refused"
        return "partly" if self.faults else "accepted"


@dataclass(frozen=True)
class Case:
    """One hostile file. `repeats` names the case whose bytes it sends again."""

    name: str
    content: Callable[[], bytes]
    outcome: Outcome
    file_name: str = "stok.csv"
    profile: str = "standard"
    repeats: str = ""


def taken(loaded: int, values: Values | None = None) -> Outcome:
    """Every row is loaded, with these values among them."""
    return Outcome(loaded, values=values or {})


def partly(loaded: int, *faults: Fault, values: Values | None = None) -> Outcome:
    """Some rows are loaded, these are refused."""
    return Outcome(loaded, faults, values=values or {})


def refused(code: str) -> Outcome:
    """The file as a whole is refused."""
    return Outcome(refusal=code)


STOCK = {
    "snapshot_at": AT,
    "region_code": "35.78",
    "item_code": "tinta",
    "received_pcs": "100",
    "usable_pcs": "90",
    "source_name": "SILOG",
}
NAMES = tuple(STOCK)
HEADER = ",".join(NAMES)
FIRST = STOCK | {"region_code": "35.77"}
LAST = STOCK | {"region_code": "35.76"}


def quoted(text: str, delimiter: str = ",") -> str:
    """A cell as a careful sender writes it."""
    if delimiter in text or '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def line(row: Mapping[str, str], delimiter: str = ",") -> str:
    return delimiter.join(quoted(cell, delimiter) for cell in row.values())


def table(*rows: Mapping[str, str], delimiter: str = ",", ending: str = "\n") -> str:
    """Rows as CSV; all have the columns of the first."""
    header = delimiter.join(rows[0])
    return ending.join([header, *(line(row, delimiter) for row in rows), ""])


def numbered(number: int) -> dict[str, str]:
    """A good row no other case sends, so that no two cases are the same bytes by chance."""
    return STOCK | {"received_pcs": str(1000 + number)}
