"""What may a section of a briefing ask, and in which words does it answer?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Final

import pandas as pd

from data_pipeline import formats, text
from data_pipeline.briefing.document import Block, Number, Paragraph, Section
from data_pipeline.figures import declared
from data_pipeline.figures.chart import Chart, Table
from data_pipeline.figures.facts import Facts, as_at, facts_of
from data_pipeline.figures.reader import Ask
from data_pipeline.headline import stations
from data_pipeline.queries import Scope

WIB: Final = timedelta(hours=7)


@dataclass(frozen=True)
class View:
    """One reader's view of one board: language, moment, provinces and, for a sheet, the region."""

    source: Ask
    language: str
    scope: Scope
    region_code: str = ""
    rows_shown: int = 200
    answers: dict[tuple[object, ...], pd.DataFrame] = field(default_factory=dict, repr=False)

    def ask(self, question: str, *args: object) -> pd.DataFrame:
        """The answer of `queries.<question>`; a document asks many things twice, the board once."""
        key = (question, *args)
        if key not in self.answers:
            self.answers[key] = self.source(question, *args)
        return self.answers[key].copy(deep=False)

    def scoped(self, question: str, *args: object) -> pd.DataFrame:
        """The answer within the provinces and at the moment of this view."""
        return self.ask(question, self.scope, *args)

    def chart(self, code: str, **choices: Any) -> Chart:
        return declared.chart(code, self.ask, self.language, self.scope, **choices)

    def table(
        self, code: str, *, columns: tuple[str, ...] = (), is_whole: bool = False, **choices: Any
    ) -> Table:
        """A table as long as this briefing wants it, or whole; the workbook holds every row.

        `columns`: those a slide has room for, where the page shows more.
        """
        made = declared.table(code, self.ask, self.language, self.scope, **choices)
        if columns:
            made = replace(made, columns=columns)
        return made if is_whole else shortened(made, self.rows_shown, self.language)

    def say(self, key: str, **facts: object) -> str:
        """The sentence briefing.<key>."""
        return text.say(self.language, f"briefing.{key}", **facts)

    def number(self, value: float | None, *, decimals: int = 0) -> str:
        return formats.number(self.language, value, decimals=decimals)

    def stations(self, value: float | None) -> str:
        """Polling stations, rounded up; a dash when unknown."""
        return stations(self.language, value)

    def ratio(self, value: float | None) -> str:
        return formats.ratio(self.language, value)

    def day(self, value: date | None) -> str:
        return formats.day(self.language, value)

    def counted(self, count: float, thing: str) -> str:
        """'1 region' or '12 regions'; the things are figures.things.<thing>."""
        form = formats.form(self.language, count)
        return f"{self.number(count)} {text.say(self.language, f'figures.things.{thing}.{form}')}"

    def named(self, row: Any, stem: str) -> str:
        """`<stem>_id` or `<stem>_en` of a row."""
        return str(row[f"{stem}_{self.language}"])

    @cached_property
    def meta(self) -> pd.Series:
        return self.ask("meta").iloc[0]

    @cached_property
    def overview(self) -> pd.Series:
        """Units per status, polling stations not ready, next decision, oldest input."""
        return self.scoped("overview_numbers").iloc[0]

    @cached_property
    def as_of(self) -> datetime:
        """The moment shown, naive UTC."""
        newest: datetime = pd.Timestamp(self.meta["as_of"]).to_pydatetime()
        return self.scope.as_of or newest

    @cached_property
    def days_before(self) -> int:
        """Days from the moment shown to the vote; negative after it."""
        return int((self.meta["voting_on"] - (self.as_of + WIB).date()).days)

    @cached_property
    def countdown(self) -> str:
        """'H-37', 'hari-H' or 'H+3'."""
        days = self.days_before
        kind = "before" if days > 0 else "after" if days < 0 else "day"
        return self.say(f"countdown.{kind}", n=self.number(abs(days)))

    @cached_property
    def place(self) -> str:
        """What the view is of, in words: a region, provinces, or the whole country."""
        if self.region_code:
            return self.region_name
        if not self.scope.province_codes:
            return self.say("everywhere")
        names = self.ask("provinces").set_index("province_code")["name"]
        return ", ".join(str(names.get(code, code)) for code in self.scope.province_codes)

    @cached_property
    def region(self) -> pd.Series:
        """The region of the sheet, as the register has it."""
        regions = self.ask("regions")
        return regions[regions["region_code"] == self.region_code].iloc[0]

    @property
    def region_name(self) -> str:
        return str(self.region["name"])

    @cached_property
    def facts(self) -> Facts:
        """Where the numbers come from, at the moment and in the place shown."""
        return facts_of(as_at(self.meta, self._inputs()), self.language, self.place)

    def _inputs(self) -> pd.Series:
        """The oldest and the newest input of what is shown; the moment also where nothing is."""
        row, ends = self.overview, {"oldest_input_at": "", "newest_input_at": ""}
        if self.region_code:
            statuses = self.scoped("region_status").set_index("region_code")
            row = statuses.loc[self.region_code]
            ends = {"oldest_input_at": "reported_at", "newest_input_at": "last_reported_at"}
        told = {name: row[column or name] for name, column in ends.items()}
        return pd.Series(told | {"as_of": pd.Timestamp(self.as_of)})

    def figure(
        self, key: str, value: str, *, status: str = "", basis: str = "", **facts: object
    ) -> Number:
        """A number with its label (numbers.<key>) and what it is out of (numbers.<basis>)."""
        under = self.say(f"numbers.{basis}", **facts) if basis else ""
        return Number(self.say(f"numbers.{key}"), value, under, status)

    def section(
        self,
        code: str,
        lead: str,
        *blocks: Block,
        terms: Iterable[str] = (),
        title: str = "title",
    ) -> Section:
        """A section with its title from sections.<code>.<title> and its terms defined in the notes.

        A picture without rows is left out: the lead has already said that there is nothing.
        """
        return Section(
            code=code,
            title=self.say(f"sections.{code}.{title}"),
            lead=lead,
            blocks=tuple(block for block in blocks if _has_content(block)),
            notes=tuple(self.say(f"terms.{term}") for term in terms),
        )

    def lead(self, code: str, case: str = "lead", **facts: object) -> str:
        return self.say(f"sections.{code}.{case}", **facts)


def shortened(table: Table, rows: int, language: str) -> Table:
    """The table with fewer rows to print; how many are left out is said by what prints it."""
    total, before = len(table.frame), table.shown
    told = {"shown": formats.number(language, before), "rows": formats.number(language, total)}
    note = table.note.replace(text.say(language, "figures.shown", **told), "").strip()
    return replace(table, shown=min(rows, before), note=note)


def _has_content(block: Block) -> bool:
    if isinstance(block, Chart):
        return not block.is_empty
    if isinstance(block, Table):
        return not block.frame.empty
    return not isinstance(block, Paragraph) or bool(block.text)
