"""Who looks, in which language, at what? A figure is made for one reader from one board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypedDict

import pandas as pd

from data_pipeline import cells, formats, text
from data_pipeline.figures import naming
from data_pipeline.figures.chart import Table
from data_pipeline.queries import Scope

# The name of a function of data_pipeline.queries and its arguments without the board.
Ask = Callable[..., pd.DataFrame]


class Words(TypedDict):
    """What is said about a chart: its answer, its question, how to read it, what it looks like."""

    code: str
    title: str
    question: str
    alt: str
    note: str


@dataclass(frozen=True)
class Reader:
    """What a figure is made from: the answers of a board, a language, a moment and provinces."""

    ask: Ask
    language: str
    scope: Scope

    def rows(self, question: str, *args: object) -> pd.DataFrame:
        """An answer in the reader's language: a pair x_id and x_en becomes one column x."""
        return naming.localised(self.language, self.ask(question, *args))

    def scoped(self, question: str, *args: object) -> pd.DataFrame:
        """An answer within the reader's scope."""
        return self.rows(question, self.scope, *args)

    def say(self, key: str, **facts: object) -> str:
        """A sentence of locales/<language>/figures.toml."""
        return text.say(self.language, f"figures.{key}", **facts)

    def number(self, value: float | None) -> str:
        return formats.number(self.language, value)

    def ratio(self, value: float | None) -> str:
        return formats.ratio(self.language, value)

    def cell(self, value: object, column: str) -> str:
        """One value as a table shows it."""
        return cells.cell(self.language, value, column)

    def label(self, column: str) -> str:
        return cells.label(self.language, column)

    def counted(self, count: float, thing: str) -> str:
        """'1 region' or '12 regions'; the things are figures.things.<thing>.{one,many}."""
        form = formats.form(self.language, count)
        return f"{self.number(count)} {self.say(f'things.{thing}.{form}')}"

    def words(self, code: str, title: str, **facts: object) -> Words:
        """The words of a chart; `facts` fill in its note."""
        return Words(
            code=code,
            title=title,
            question=self.say(f"{code}.question"),
            alt=f"{title}. {self.say(f'{code}.alt')}",
            note=self.say(f"{code}.note", **facts),
        )

    def table(
        self,
        code: str,
        frame: pd.DataFrame,
        columns: Sequence[str],
        *,
        title: str,
        shown: int = 200,
        note: str = "",
        empty: str = "",
    ) -> Table:
        """A table with the words of its code.

        `empty` says why there is no row, where that depends on what is known.
        """
        empty = empty or self.say(f"table.{code}.empty")
        cut = self.say("shown", shown=self.number(shown), rows=self.number(len(frame)))
        notes = [note, cut if len(frame) > shown else ""]
        return Table(
            code=code,
            title=title if len(frame) else empty.rstrip("."),
            question=self.say(f"table.{code}.question"),
            alt=f"{title}. {self.say(f'table.{code}.alt')}",
            frame=frame,
            columns=tuple(columns),
            shown=shown,
            note=" ".join(part for part in notes if part),
            empty=empty,
        )
