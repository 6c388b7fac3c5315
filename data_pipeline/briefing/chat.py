"""What would one write in a chat group? The answer, the worst regions, what to decide: 2 kB."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

from data_pipeline import cells, formats
from data_pipeline.briefing.document import Document, Number, Numbers, Section
from data_pipeline.figures.chart import Table
from data_pipeline.figures.legible import one_line
from data_pipeline.house import SHAPES
from data_pipeline.text import say

MOST_BYTES: Final = 2048
MOST_REGIONS: Final = 5
MOST_DECISIONS: Final = 3
MOST_NUMBERS: Final = 6
LONGEST_REASON: Final = 110
WORST_FIRST: Final = ("red_regions", "overseas_posts", "regions", "worsened", "region_goods")
# Signs a chat reads as bold, italics or code: they would swallow the words between them.
MARKUP: Final = str.maketrans(dict.fromkeys("*_~`", ""))

Row = dict[Any, Any]


def write(document: Document) -> bytes:
    """The document as text for WhatsApp and Telegram, UTF-8, never longer than 2,048 bytes."""
    facts, language = document.facts, document.facts.language
    foot = _told(
        say(language, "writers.chat.foot", version=facts.version, rules=facts.rules_version), 90
    )
    opening = [*_opening(document), ""]
    optional = [*_numbers(document), *_regions(document), *_decisions(document), *_leads(document)]
    return _fitting(opening, optional, ["", foot]).encode("utf-8")


def _opening(document: Document) -> Iterator[str]:
    facts, language = document.facts, document.facts.language
    if facts.is_simulated:
        yield f"*{say(language, 'writers.mark')}*"
    yield f"*{_told(document.title, 100)}*"
    as_of = formats.moment(language, facts.as_of)
    yield _told(f"{one_line(facts.scope, 120)} · {as_of} · {facts.age}", 200)


def _numbers(document: Document) -> Iterator[str]:
    """The headline figures, a line each."""
    found = [
        n for s in document.sections for b in s.blocks if isinstance(b, Numbers) for n in b.numbers
    ]
    for number in found[:MOST_NUMBERS]:
        yield _number(number)


def _number(number: Number) -> str:
    sign = f"{SHAPES[number.status]} " if number.status in SHAPES else "• "
    basis = f" ({one_line(number.basis, 60)})" if number.basis else ""
    return _told(f"{sign}{one_line(number.label, 60)}: {one_line(number.value, 40)}{basis}", 170)


def _regions(document: Document) -> Iterator[str]:
    """The worst regions with their shape and why, from the first table that ranks them."""
    table = _table(document, WORST_FIRST, "status")
    if table is None:
        return
    frame = table.frame[table.frame["status"] != "green"].head(MOST_REGIONS)
    if len(frame):
        yield from ("", f"*{say(document.facts.language, 'writers.chat.worst')}*")
    reasons = _reasons(document.facts.language, table, frame)
    for row, reason in zip(frame.to_dict("records"), reasons, strict=True):
        yield _region(row, reason)


def _reasons(language: str, table: Table, frame: pd.DataFrame) -> list[str]:
    if "reason" in table.columns:
        return cells.texts(language, frame, "reason")
    return [""] * len(frame)


def _region(row: Row, reason: str) -> str:
    name = row.get("region_name") or row.get("unit_name") or row.get("item_name") or ""
    why = f": {_short(reason)}" if reason else ""
    return _told(f"{SHAPES.get(row['status'], '')} {one_line(name, 60)}{why}", 190)


def _short(reason: str) -> str:
    """The fact of a reason: without the colour before it, the comparison and the way out after."""
    fact = reason.partition(": ")[2] or reason
    return one_line(fact.partition(";")[0].partition(". ")[0], LONGEST_REASON)


def _decisions(document: Document) -> Iterator[str]:
    """What must be decided, by when."""
    table = _table(document, ("decisions",), "decide_by")
    if table is None:
        return
    language = document.facts.language
    yield from ("", f"*{say(language, 'writers.chat.decide')}*")
    for row in table.frame.head(MOST_DECISIONS).to_dict("records"):
        by = cells.cell(language, row["decide_by"], "decide_by")
        thing = row.get("item_name") or row.get("unit_name") or ""
        words = " · ".join(
            one_line(part, 60) for part in (by, row.get("region_name", ""), thing) if part
        )
        yield _told(f"→ {words}", 170)


def _leads(document: Document) -> Iterator[str]:
    """Then the answers of the sections, as many as there is room for."""
    yield ""
    for section in document.sections:
        yield _lead(section)


def _lead(section: Section) -> str:
    return _told(f"- {one_line(section.lead, 200)}", 210)


def _table(document: Document, codes: tuple[str, ...], column: str) -> Table | None:
    """The first of these tables, in the order of the codes, that has rows and the column."""
    found = {
        block.code: block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table) and column in block.frame and not block.frame.empty
    }
    return next((found[code] for code in codes if code in found), None)


def _told(text: str, longest: int = 300) -> str:
    return one_line(text, longest).translate(MARKUP)


def _fitting(opening: list[str], optional: list[str], closing: list[str]) -> str:
    """Whole lines while there is room; the first lines and the last always stand."""
    kept = list(opening)
    room = MOST_BYTES - _size([*opening, *closing])
    for line in optional:
        if _size([line]) > room:
            break
        kept.append(line)
        room -= _size([line])
    while kept and not kept[-1].strip("*"):
        kept.pop()
    return "\n".join([*kept, *closing]) + "\n"


def _size(lines: list[str]) -> int:
    """Bytes of the lines with their line ends."""
    return sum(len(line.encode("utf-8")) + 1 for line in lines)
