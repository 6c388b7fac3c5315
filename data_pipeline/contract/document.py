"""How does the contract read to a sender? Writes docs/contract.md from the declaration.

python -m data_pipeline.contract.document
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable

from data_pipeline.contract import limits
from data_pipeline.contract.columns import Column, Feed
from data_pipeline.contract.feeds import CONTRACT_VERSION, FEEDS
from data_pipeline.contract.templates import allowed
from data_pipeline.settings import LOCALES_DIR, ROOT

PATH = ROOT / "docs" / "contract.md"

INTRODUCTION = f"""# The snapshot contract, version {CONTRACT_VERSION}

Made from `data_pipeline/contract/` by `python -m data_pipeline.contract.document`; do not edit.

A snapshot file is one table: a header, then one row per line. Tepat reads it strictly and guesses
nothing. A file that breaks the contract as a whole is refused with one reason. Otherwise every row
is either taken or refused by line, column, value and reason; the good rows of a file with bad ones
are taken. `python -m data_pipeline check FILE` tells beforehand what would happen.

## The file

- **Formats**: CSV (`,` `;` tab or `|`; .csv .tsv .txt), XLSX, Parquet. The content must be what the
  name says. Text is UTF-8, with or without BOM, or UTF-16 with BOM.
- **Limits**: {limits.FILE_BYTES:,} bytes, {limits.UNPACKED_BYTES:,} bytes unpacked,
  {limits.ROWS:,} rows, {limits.LINE_CHARACTERS:,} characters a line, {limits.COLUMNS} columns,
  {limits.ZIP_ENTRIES} parts in a workbook, one sheet with a table.
- **Header**: the names below, English or Indonesian, in any order; nothing else, nothing twice. The
  header tells which feed a file is. Columns that are not required may be left out.
- **CSV**: one physical line is one row. A cell that holds the delimiter or a quotation mark is
  enclosed in quotation marks, with those inside doubled; it never runs over the end of a line.
- **XLSX**: no macros, links to other files, merged cells or formulas without a stored value. Codes
  and texts are text cells: a code stored as a decimal number has lost its zeros and is refused.
- **Parquet**: text columns are read like CSV cells; native integers, booleans, doubles and
  timestamps are taken for their kinds. Line numbers count the rows from 1.
- **Rows without any value** (blank lines, lines of delimiters only) are no rows and not counted.

## The cells

- **Empty** means not reported, which is never zero. Spaces around a value are dropped.
- **Numbers and times** follow the *source profile* the operator sets: `standard` takes digits only
  and ISO 8601 times with an offset; `id-ID` (WIB), `id-ID-wita` and `id-ID-wit` also take 1.234 and
  31/12/2023 07:00 in that zone. An offset written in the cell always wins. Only the digits 0-9 are
  digits. XLSX date cells and Parquet timestamps without a zone need a profile that has one.
- **Times** lie between {limits.EARLIEST.year} and {limits.LATEST.year}; what has already happened
  (snapshot, departure, arrival) lies at most {limits.CLOCK_SKEW.seconds // 60} minutes ahead of our
  clock.
- **Codes** are looked up in the registers of the election; a contest area must belong to its item.
- **Texts** are kept as they are, without control characters.

## What is refused and what becomes an alarm

A row is refused only for what cannot be true of the row itself. A contradiction in what it reports
is kept, because it is news: more usable and damaged than received, more received than shipped, an
arrival before its departure, a shipment received in an unknown place, of the wrong kind or for the
wrong contest area. These raise alarms on the board.

Two rows of one file with the same key: when all quantities agree the second is refused as a repeat;
when they differ both are refused, since none can be told to be right. Between files the key, the
revision and the time decide, and a disagreement is a conflict on the board.
"""


def render() -> str:
    """The whole document."""
    parts = [INTRODUCTION, *(_feed(feed) for feed in FEEDS), _reasons()]
    return "\n".join(parts)


def _feed(feed: Feed) -> str:
    lines = [
        f"## `{feed.feed_code}`\n",
        f"{feed.title_en}. *{feed.title_id}.*\n",
        f"Key: {_names(feed.names('key'))}.",
    ]
    if feed.one_of:
        lines.append(f"At least one of {_names(feed.one_of)} is filled.")
    head = ["\n| column | kolom | required | holds | meaning | arti |", "|---|---|---|---|---|---|"]
    return "\n".join([*lines, *head, *(_column(column) for column in feed.columns), ""])


def _column(column: Column) -> str:
    holds = allowed(column, "en")
    if column.default:
        holds += f"; empty is `{column.default}`"
    cells = (
        f"`{column.name}`",
        f"`{column.header_id}`",
        "yes" if column.is_required else "",
        holds,
        column.description_en,
        column.description_id,
    )
    return f"| {' | '.join(cells)} |"


def _reasons() -> str:
    english, indonesian = _sentences("en"), _sentences("id")
    rows = [f"| `{code}` | {english[code]} | {indonesian[code]} |" for code in english]
    head = ["## Reasons\n", "| code | sentence | kalimat |", "|---|---|---|"]
    return "\n".join([*head, *rows, ""])


def _sentences(language: str) -> dict[str, str]:
    entries = tomllib.loads((LOCALES_DIR / language / "reader.toml").read_text(encoding="utf-8"))
    return {code: text for code, text in entries.items() if isinstance(text, str)}


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    PATH.write_text(render(), encoding="utf-8")
