"""How does a briefing reach a phone on a weak line? One file without scripts, at most 200 kB."""

from __future__ import annotations

from typing import Final

from data_pipeline.briefing.document import Document
from data_pipeline.briefing.html import page

__all__ = ["MOST_BYTES", "write"]

MOST_BYTES: Final = 200_000
# Rows of a table or a picture, most first: as many as the file has room for.
ROWS: Final = (60, 40, 25, 15, 8, 4, 0)


def write(document: Document) -> bytes:
    """The document as HTML: everything inside, nothing asked from the network."""
    for rows in ROWS:
        made = page.made(document, rows).encode("utf-8")
        if len(made) <= MOST_BYTES:
            return made
    return page.made(page.sentences_only(document), 0).encode("utf-8")
