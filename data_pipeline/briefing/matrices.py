"""What stands in which cell of a heatmap, and how is it said in few signs?"""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from data_pipeline import cells, formats
from data_pipeline.figures.chart import NAME, Chart

SILENT: Final = "is_silent"

Cells = dict[tuple[str, str], dict[Any, Any]]


def matrix(chart: Chart) -> tuple[list[str], list[str], Cells]:
    """Row names, column headings, and the row of `chart.rows` behind each cell."""
    names = list(dict.fromkeys(chart.rows[NAME]))
    headings = list(dict.fromkeys(chart.rows[chart.across]))
    records = chart.rows.to_dict("records")
    return names, headings, {(row[NAME], row[chart.across]): row for row in records}


def highest(chart: Chart) -> float:
    """The value of the darkest cell; 0 when nothing is known."""
    known = pd.to_numeric(chart.rows[chart.series[0].column]).dropna()
    return float(known.max()) if len(known) else 0.0


def told(language: str, value: float, kind: str) -> str:
    """A value short enough for a cell; nothing for zero."""
    if not value:
        return ""
    if kind in ("integer", "integer_up"):
        return formats.short(language, value)
    return cells.of_format(language, value, kind)
