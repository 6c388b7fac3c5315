"""What does a picture show? Rows, series and marks, ready to be drawn by any renderer.

Everything in here is already chosen, ordered, worded in one language and free of drawing
libraries: Plotly on the page, matplotlib on paper and PowerPoint's own charts draw the same rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

import pandas as pd

Kind = Literal["bars", "stacked", "heatmap", "curves", "dots", "bullets", "map"]
Tone = Literal["red", "amber", "grey", "green", "ink", "soft"]
Line = Literal["solid", "dashed", "dotted"]

NAME = "name"
STATUS = "status"


@dataclass(frozen=True)
class Series:
    """One column of the rows as it is drawn: what it is called, its tone, its line or shading."""

    column: str
    label: str
    tone: Tone = "ink"
    line: Line = "solid"
    is_faint: bool = False


@dataclass(frozen=True)
class Mark:
    """A named line across the picture: a moment, a day, or a value (the whole need = 1.0)."""

    at: datetime | date | float
    label: str


@dataclass(frozen=True)
class Chart:
    """One picture. `rows` are drawn first on top; `data` is what stands behind it, in full.

    rows: column `name` (row label, lines parted by a newline) for every kind but curves and map;
    column `status` (red, amber, grey, green) when each row has its own colour.
      bars      one series, a bar a row
      stacked   a segment a series and row, in that order; `tick` = the need
      heatmap   `across` = column of the cell's heading, one series = its value;
                column `is_silent` True = no data there (◌), never a zero
      curves    `across` = column of moments (naive UTC), a line a series
      dots      one series on a line of values, zero drawn; `tick` = the limit of each row,
                `spread` = columns between which most of the row lies, drawn as a faint line
      bullets   one series as bar, `tick` = what it is measured against
      map       region_code, name, status, region_level, lat, lon: regencies and overseas posts
    `data` with `columns` (names of the catalogue) is what table twin, CSV and XLSX hold.
    """

    code: str
    kind: Kind
    title: str
    question: str
    alt: str
    rows: pd.DataFrame
    series: tuple[Series, ...]
    data: pd.DataFrame
    columns: tuple[str, ...]
    value_format: str = "integer"
    across: str = ""
    tick: Series | None = None
    spread: tuple[str, str] | None = None
    marks: tuple[Mark, ...] = ()
    note: str = ""
    voting_on: date | None = field(default=None)  # curves: the axis counts down to it

    @property
    def is_empty(self) -> bool:
        """True when there is nothing to draw; a page then says so in words."""
        return bool(self.rows.empty)


@dataclass(frozen=True)
class Table:
    """Rows to read: `columns` are names of the catalogue, `frame` holds them, worst first.

    What `cells.TOLD` tells from a whole row is told by whoever shows that row: `cells.texts`.

    `shown` rows are printed, the files hold every row; `note` says how many there are.
    """

    code: str
    title: str
    question: str
    alt: str
    frame: pd.DataFrame
    columns: tuple[str, ...]
    shown: int = 200
    note: str = ""
    empty: str = ""
