"""Files made to swallow time or memory: how large do they become when somebody reads them?"""

from __future__ import annotations

import io
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq

from tests.trust.corpus import workbook as xlsx
from tests.trust.corpus.kit import AT, HEADER, NAMES, STOCK

UNPACKED = 95_000_000  # just below what is refused by its directory
FILE = 19_900_000


def book(filler: str) -> bytes:
    """A good table followed by as much of the filler as may be unpacked."""
    rows = xlsx.rows(NAMES, (AT, "35.78", "tinta", 1, 1, "x"))
    return xlsx.zipped(xlsx.parts(xlsx.sheet(rows + filler * (UNPACKED // len(filler)))))


def shared_texts() -> bytes:
    """A sheet that nobody needs to read, and texts that everybody reads first."""
    content = xlsx.parts(xlsx.sheet(xlsx.rows(NAMES)))
    text = "<si><t/></si>"
    opening = f'<sst xmlns="{xlsx.MAIN}">'
    content["xl/sharedStrings.xml"] = f"{opening}{text * (UNPACKED // len(text))}</sst>".encode()
    relations = "xl/_rels/workbook.xml.rels"
    more = xlsx.relation("rId98", "sharedStrings", "sharedStrings.xml").encode()
    content[relations] = content[relations].replace(b"</Rel", more + b"</Rel")
    override = xlsx.override("/xl/sharedStrings.xml", "sharedStrings").encode()
    content[xlsx.TYPES] = content[xlsx.TYPES].replace(b"</Types>", override + b"</Types>")
    return xlsx.zipped(content)


def long_text_repeated() -> bytes:
    """One text of a megabyte, stored once and meant 150,000 times."""
    count = 150_000
    places = pa.array([0] * count)
    columns = {name: pa.array([value]).take(places) for name, value in STOCK.items()}
    text = pa.DictionaryArray.from_arrays(places.cast(pa.int32()), pa.array(["x" * 1_000_000]))
    file = io.BytesIO()
    pq.write_table(pa.table({**columns, "source_name": text}), file)
    return file.getvalue()


def all_wrong() -> bytes:
    """200,000 rows of which no cell is right."""
    rows = (f"x{n},x{n},x{n},x{n},x{n},{'y' * 40}\n" for n in range(200_000))
    return f"{HEADER}\n{''.join(rows)}".encode()


def quotes() -> bytes:
    """Lines of nothing but quotation marks, which a careless pattern tries in every way."""
    line = '"' * 60_001 + "\n"
    return (f"{HEADER}\n" + line * (FILE // len(line))).encode()


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "rows without cells": ("a.xlsx", lambda: book("<row/>")),
    "cells without values": ("a.xlsx", lambda: book(f"<row>{'<c/>' * 5000}</row>")),
    "elements in elements": ("a.xlsx", lambda: book("<a>" * 3000 + "</a>" * 3000)),
    "shared texts": ("a.xlsx", shared_texts),
    "a long text repeated": ("a.parquet", long_text_repeated),
    "200,000 wrong rows": ("a.csv", all_wrong),
    "quotation marks": ("a.csv", quotes),
}
