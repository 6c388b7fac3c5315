"""When are two briefings the same numbers?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from data_pipeline.briefing import fingerprint
from data_pipeline.briefing.document import Block, Document, Numbers
from data_pipeline.figures.chart import Chart, Table
from tests.unit.briefing import worlds


def changed(document: Document, change: Callable[[Block], Block]) -> Document:
    """The document with every block changed."""
    sections = [
        replace(section, blocks=tuple(change(block) for block in section.blocks))
        for section in document.sections
    ]
    return replace(document, sections=tuple(sections))


def reversed_rows(block: Block) -> Block:
    if isinstance(block, Table):
        return replace(block, frame=block.frame.iloc[::-1])
    return replace(block, data=block.data.iloc[::-1]) if isinstance(block, Chart) else block


def one_more(block: Block) -> Block:
    if isinstance(block, Table) and "short_pcs" in block.frame:
        return replace(block, frame=block.frame.assign(short_pcs=block.frame["short_pcs"] + 1))
    return block


def one_station_more(block: Block) -> Block:
    if not isinstance(block, Numbers):
        return block
    return Numbers(tuple(replace(number, value=f"{number.value}1") for number in block.numbers))


def test_the_same_board_gives_the_same_fingerprint() -> None:
    made = worlds.document("national")
    worlds.document.cache_clear()
    assert fingerprint.of(made) == fingerprint.of(worlds.document("national"))


def test_neither_wording_nor_the_order_of_equals_matters() -> None:
    made = worlds.document("national")
    other = changed(made, reversed_rows)
    reworded = [replace(section, lead="Otherwise said.") for section in other.sections]
    other = replace(other, title="Another title", sections=tuple(reworded))
    assert fingerprint.of(other) == fingerprint.of(made)


@pytest.mark.parametrize("change", [one_more, one_station_more])
def test_one_number_more_is_another_fingerprint(change: Callable[[Block], Block]) -> None:
    made = worlds.document("national")
    assert fingerprint.of(changed(made, change)) != fingerprint.of(made)


def test_another_board_is_another_fingerprint() -> None:
    made = worlds.document("national")
    later = replace(made, facts=replace(made.facts, ledger_head="f" * 64))
    assert fingerprint.of(later) != fingerprint.of(made)
