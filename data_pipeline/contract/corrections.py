"""What does a sender get back to correct: the refused lines, each with its reason?"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping

from data_pipeline.contract.reasons import header, sentence
from data_pipeline.text import say

COLUMNS = ("line", "column", "value", "reason", "explanation", "original")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\0")
NUMERIC = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")


def refused_as_csv(refused_rows: Iterable[Mapping[str, object]], language: str) -> bytes:
    """The rows of Reading.refused (or raw_refused_row) as CSV, UTF-8 with BOM for spreadsheets."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([say(language, f"reader.corrections.{column}") for column in COLUMNS])
    for row in refused_rows:
        writer.writerow([inert(cell) for cell in explained(row, language)])
    return text.getvalue().encode("utf-8-sig")


def explained(row: Mapping[str, object], language: str) -> tuple[str, ...]:
    """One refused row as the texts of COLUMNS."""
    reason, name = str(row["reason_code"]), str(row["column_name"] or "")
    return (
        str(row["line_number"]),
        header(language, name),
        str(row["value_text"] or ""),
        reason,
        sentence(language, reason, json.loads(str(row["facts_json"] or "{}"))),
        str(row["line_text"] or ""),
    )


def inert(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would take it for a formula."""
    is_formula = text.lstrip(" ").startswith(DANGEROUS) and not NUMERIC.fullmatch(text)
    return f"'{text}" if is_formula else text
