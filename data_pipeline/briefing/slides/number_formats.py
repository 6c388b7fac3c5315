"""Which number format makes Office show a value as the pages do?

The signs in it are Office's own (point and comma change with the reader's system).
"""

from __future__ import annotations

from typing import Final

from data_pipeline.figures import sheet_values
from data_pipeline.text import say

WHOLE: Final = "#,##0"


def of(language: str, kind: str) -> str:
    """The number format of a format of the catalogue; estimates are whole, rounded up before."""
    return WHOLE if kind == "integer_up" else sheet_values.number_format(language, kind)


def axis(language: str, kind: str, highest: float) -> str:
    """The same on an axis that ends at `highest`: few signs, '200 jt' for 200.000.000."""
    if kind == "ratio":
        return "0%"
    if kind not in ("integer", "integer_up"):
        return of(language, kind)
    for unit, size, commas in (("million", 1e6, ",,"), ("thousand", 1e3, ",")):
        if highest >= 3 * size and highest >= 1e4:
            places = "0" if highest >= 8 * size else "0.0"
            word = say(language, f"shell.short.{unit}", n="").strip()
            return f'{places}{commas}"\u00a0{word}";;0'
    return WHOLE


def hiding_below(limit: float, shown: str) -> str:
    """The format, but nothing for values too small to carry their label."""
    return f'[<{limit:.6g}]"";{shown}'
