"""Are these the same numbers? One sha256 over everything a briefing counts, whatever it looks like.

Sentences and layout are left out: a better wording is not another number. Rows are sorted, because
equals may come in any order, and numbers are rounded where a sum depends on the order of adding.
"""

from __future__ import annotations

import hashlib
import json
import numbers
from collections.abc import Iterator
from typing import Any, Final

from data_pipeline.briefing.document import Block, Document, Numbers
from data_pipeline.figures.chart import Chart, Table
from data_pipeline.formats import is_missing

DIGITS: Final = ".10g"


def of(document: Document) -> str:
    """sha256 in lower-case hex over the canonical numbers of a briefing."""
    digest = hashlib.sha256()
    for line in canonical(document):
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()


def canonical(document: Document) -> Iterator[str]:
    """One line for the origin, one for each section, one for each number and row."""
    facts = document.facts
    origin = [facts.as_of.isoformat(), facts.version, facts.rules_version, facts.ledger_head]
    yield json.dumps([document.template, facts.scope, *origin], ensure_ascii=False)
    for section in document.sections:
        yield f"# {section.code}"
        for block in section.blocks:
            yield from _lines(block)


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Numbers):
        for number in block.numbers:
            yield json.dumps([number.status, number.value, number.basis], ensure_ascii=False)
    elif isinstance(block, Chart):
        yield from _rows(block.code, block.data, block.columns)
    elif isinstance(block, Table):
        yield from _rows(block.code, block.frame, block.columns)


def _rows(code: str, frame: Any, columns: tuple[str, ...]) -> Iterator[str]:
    counted = [name for name in columns if name in frame and name not in ("reason", "way_out")]
    yield f"## {code} {' '.join(counted)}"
    values = frame[counted].itertuples(index=False, name=None)
    yield from sorted(json.dumps([_value(it) for it in row], ensure_ascii=False) for row in values)


def _value(value: Any) -> str:
    if is_missing(value):
        return ""
    if isinstance(value, numbers.Real):
        return format(value, DIGITS)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
