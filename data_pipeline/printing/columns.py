"""How wide is each column of a printed table, and what stands in it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from data_pipeline import catalog, cells
from data_pipeline.figures.chart import Table
from data_pipeline.printing import letters
from data_pipeline.printing.letters import NO_BREAK

WIDEST_WORD_MM: Final = 34.0
WIDEST_MM: Final = 150.0
PAD_MM: Final = 1.3
# A column of words is not made narrower than this as long as its words are wider.
COMFORT_MM: Final = 22.0
MOST_COMFORT_MM: Final = 56.0
COMFORT_SHARE: Final = 0.14


# So many rows saying the same word for word are one sentence.
CONSTANT_FROM: Final = 5


@dataclass(frozen=True)
class Column:
    """One column as text: its head, its cells, and the status of each cell where it says one."""

    name: str
    head: str
    texts: tuple[str, ...]
    statuses: tuple[str, ...]
    is_number: bool
    is_wordy: bool


def of_table(language: str, table: Table, most_rows: int) -> list[Column]:
    """The columns of the first rows, in words."""
    frame = table.frame.head(min(table.shown, most_rows))
    made = []
    for name in table.columns:
        kind = catalog.column(name).format
        texts = tuple(letters.printable(text) for text in cells.texts(language, frame, name))
        statuses = tuple(map(str, frame[name])) if kind == "status" else ()
        head = letters.printable(cells.label(language, name))
        made.append(Column(name, head, texts, statuses, kind in cells.NUMERIC, kind == "text"))
    return made


def without_constant(columns: Sequence[Column]) -> tuple[list[Column], list[str]]:
    """The columns that tell rows apart, and the others as sentences: 'Daftar pemilih: DPT.'"""
    constant = [column for column in columns if column.is_wordy and _is_constant(column)]
    varied = [column for column in columns if column not in constant]
    return varied, [f"{column.head}: {column.texts[0]}." for column in constant]


def _is_constant(column: Column) -> bool:
    return len(column.texts) >= CONSTANT_FROM and len(set(column.texts)) == 1


def leading(columns: Sequence[Column], across_mm: float, size_pt: float) -> list[Column]:
    """The first columns that stand side by side without breaking words; they matter most."""
    taken, used = 0, 0.0
    for column in columns:
        used += _needed(column, size_pt)
        if used > across_mm and taken:
            break
        taken += 1
    return list(columns[:taken])


def widths_mm(columns: Sequence[Column], across_mm: float, size_pt: float) -> list[float]:
    """The width of each column: long sentences give way first, words are broken last."""
    wanted = [_natural(column, size_pt) for column in columns]
    needed = [_needed(column, size_pt) for column in columns]
    spare = across_mm - sum(needed)
    if spare <= 0:
        return [width * across_mm / sum(needed) for width in needed]
    wishes = [max(0.0, wish - need) for wish, need in zip(wanted, needed, strict=True)]
    share = min(1.0, spare / (sum(wishes) or 1.0))
    widths = [need + wish * share for need, wish in zip(needed, wishes, strict=True)]
    return [width * across_mm / sum(widths) for width in widths]


def _natural(column: Column, size_pt: float) -> float:
    lines = [line for text in column.texts for line in text.split("\n")]
    widest = max((letters.width_mm(line, size_pt) for line in lines), default=0.0)
    return min(WIDEST_MM, max(widest, _head_mm(column, size_pt))) + 2 * PAD_MM + 0.6


def _head_mm(column: Column, size_pt: float) -> float:
    """A head may stand on two lines."""
    whole = letters.width_mm(column.head, size_pt, is_bold=True)
    return max(whole / 2 * 1.15, _word_mm([column.head], size_pt, is_bold=True))


def _needed(column: Column, size_pt: float) -> float:
    """The width under which the column would be hard to read."""
    head = _word_mm([column.head], size_pt, is_bold=True)
    if column.is_wordy:
        widest = max((letters.width_mm(text, size_pt) for text in column.texts), default=0.0)
        body = max(_word_mm(column.texts, size_pt), _comfort(widest))
    else:
        body = _word_mm([text.replace(" ", NO_BREAK) for text in column.texts], size_pt)
    most = MOST_COMFORT_MM if column.is_wordy else WIDEST_WORD_MM
    return min(most, max(head, body)) + 2 * PAD_MM + 0.6


def _comfort(widest_mm: float) -> float:
    """Short names stay on a line; a sentence of half a metre takes no more than ten lines."""
    if widest_mm <= COMFORT_MM:
        return widest_mm
    return min(MOST_COMFORT_MM, COMFORT_MM + (widest_mm - COMFORT_MM) * COMFORT_SHARE)


def _word_mm(texts: Sequence[str], size_pt: float, *, is_bold: bool = False) -> float:
    words = {word for text in texts for word in text.replace("\n", " ").split(" ")}
    return max((letters.width_mm(word, size_pt, is_bold=is_bold) for word in words), default=0.0)
