"""How does a foreign text stay legible and inert in a file? Cleaned and shortened, never dropped.

Names come from strangers' files. XML, spreadsheets and UTF-8 each refuse some characters; here
they become signs that all of them take.
"""

from __future__ import annotations

import re
from typing import Final

SPACES: Final = re.compile(r"[\t\r\v\f\x85\u2028\u2029]")
# Marks that turn the reading direction of what follows: a name must not rewrite its neighbour.
TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Control characters, halves of surrogate pairs, and the code points XML forbids.
FORBIDDEN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
REPLACEMENT: Final = "\ufffd"
ELLIPSIS: Final = "…"
# A spreadsheet takes a cell that begins with one of these for a formula; the wide forms as well.
FORMULA_SIGNS: Final = tuple("=+-@|%＝＋－＠")
NUMBER: Final = re.compile(r"[+-]?[0-9][0-9.,]*( ?%)?|-")
LONGEST_CELL: Final = 32_000  # a cell of a spreadsheet ends at 32,767


def legible(text: object, longest: int = LONGEST_CELL) -> str:
    """The text with every character that a file refuses replaced; line ends stay."""
    cleaned = str(text).replace("\r\n", "\n")
    for pattern, sign in ((SPACES, " "), (TURNS, ""), (FORBIDDEN, REPLACEMENT)):
        cleaned = pattern.sub(sign, cleaned)
    return shortened(cleaned, longest)


def one_line(text: object, longest: int = LONGEST_CELL) -> str:
    """The same on one line: what stood on lines below follows after a comma."""
    lines = (line.strip() for line in legible(text).split("\n"))
    return shortened(", ".join(line for line in lines if line), longest)


def inert(told: str) -> str:
    """The text with an apostrophe in front where a spreadsheet could run it as a formula.

    In a workbook a text is no formula, but saved as CSV and opened again it would be.
    """
    is_formula = told.lstrip().startswith(FORMULA_SIGNS) and not NUMBER.fullmatch(told)
    return f"'{told}" if is_formula else told


def shortened(text: str, longest: int) -> str:
    """At most `longest` characters, cut between words where there are any."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    word_end = kept.rfind(" ")
    return (kept[:word_end] if word_end > longest * 0.6 else kept).rstrip(" ,;:.") + ELLIPSIS
