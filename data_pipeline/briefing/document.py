"""What does a briefing say? Sections of sentences, numbers, pictures and tables in one language.

A template makes a Document from a board; a writer makes a file from a Document. Neither knows the
other, and no writer asks the board: the same numbers stand in every file.
"""

from __future__ import annotations

from dataclasses import dataclass

from data_pipeline.figures.chart import Chart, Table
from data_pipeline.figures.facts import Facts


@dataclass(frozen=True)
class Number:
    """One figure with what it is out of: 'TPS diperkirakan belum siap', '5.113', 'dari 823.236'."""

    label: str
    value: str
    basis: str = ""
    status: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Sentences; with a status they are drawn beside its shape."""

    text: str
    status: str = ""


@dataclass(frozen=True)
class Numbers:
    """A row of figures."""

    numbers: tuple[Number, ...]


Block = Paragraph | Numbers | Chart | Table


@dataclass(frozen=True)
class Section:
    """One question and its answer: `lead` is the answer as a sentence, `notes` define the terms."""

    code: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A whole briefing for one recipient."""

    template: str
    title: str
    subtitle: str
    facts: Facts
    sections: tuple[Section, ...]
