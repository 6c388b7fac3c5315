"""P4: does the fast route through a file say of every row what the slow one says, line by line?

The slow route looks at each line and each row by itself and sorts every key.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from data_pipeline import references
from data_pipeline.contract import csv_file, keys, reader
from data_pipeline.contract.reader import Reading
from data_pipeline.contract.text_lines import Lines
from tests.trust import figures
from tests.trust.corpus import CASES
from tests.trust.corpus.kit import Case
from tests.trust.mutations import Mutant, csv_bytes, csv_cells, csv_lines
from tests.unit.contract.kit import PROFILES

NOW = datetime(2024, 1, 8, 3)
EXAMPLES = figures.form(fast=200, full=10_000)
TEXTS = [case for case in CASES if case.file_name.endswith((".csv", ".tsv", ".txt"))]


def read(path: Path, file_name: str, profile: str = "standard") -> Reading:
    registers = references.registers_of("pemilu_2024")
    return reader.read(
        path, file_name=file_name, profile=PROFILES[profile], registers=registers, now=NOW
    )


@contextmanager
def slow_route() -> Iterator[None]:
    """Within: no line is plain, cells are cut by Python, keys are sorted."""

    def none_is_plain(lines: Lines, delimiter: str, width: int) -> NDArray[np.bool_]:
        return np.zeros(len(lines), np.bool_)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Lines, "plain", none_is_plain)
        patch.setattr(csv_file, "cut", csv_file.cut_by_hand)
        patch.setattr(keys, "ROOM_PER_ROW", 0)
        yield


def assert_same(path: Path, file_name: str, profile: str = "standard") -> Reading:
    fast = read(path, file_name, profile)
    with slow_route():
        slow = read(path, file_name, profile)
    assert (fast.feed_code, fast.row_count) == (slow.feed_code, slow.row_count)
    assert fast.refusal == slow.refusal
    assert fast.rows.equals(slow.rows)
    assert fast.refused.equals(slow.refused)
    return fast


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case.name)
def test_a_hostile_text_reads_the_same_both_ways(case: Case, tmp_path: Path) -> None:
    if case.profile not in PROFILES:
        pytest.skip("refused before it is read")
    path = tmp_path / "delivered"
    path.write_bytes(case.content())
    assert_same(path, case.file_name, case.profile)


def test_spoilt_texts_read_the_same_both_ways(tmp_path: Path) -> None:
    path, outcomes = tmp_path / "delivered", set()

    @seed(4)
    @settings(max_examples=EXAMPLES, deadline=None, database=None)
    @given(st.one_of(csv_bytes(), csv_cells(), csv_lines()))
    def compare(mutant: Mutant) -> None:
        path.write_bytes(mutant.data)
        outcomes.add(assert_same(path, mutant.file_name).outcome)

    compare()
    assert outcomes == {"accepted", "partly", "refused"}
