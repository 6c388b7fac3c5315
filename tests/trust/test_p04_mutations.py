"""P4: does any spoilt file crash the reader or lose a row, whatever was done to it?"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from hypothesis import given, seed, settings
from hypothesis import strategies as st

from data_pipeline import parsing, references
from data_pipeline.contract.reading import Reading
from data_pipeline.text import LANGUAGES
from tests.trust import figures
from tests.trust.mutations import KINDS, Mutant
from tests.unit.contract.kit import STANDARD

SEED = 4
A_CHILD = 10  # one mutant of each kind is read by each child process
LEAST = 10_000
CHILDREN = figures.form(fast=20, full=1000)
NOW = datetime(2024, 1, 8, 3)

batches = st.tuples(*(kind() for kind in KINDS))


def test_every_row_of_every_mutant_is_accounted_for() -> None:
    read: list[str] = []
    crashed = True
    try:
        spoil(read)
        crashed = False
    finally:
        told = f"{len(read)} mutated files, {int(crashed)} crashes or lost rows, {counted(read)}"
        holds = not crashed and len(read) >= LEAST
        figures.record("P4", told, holds=holds, seed=SEED, subject="mutations")
    assert len(KINDS) == A_CHILD
    assert len(read) >= CHILDREN * A_CHILD
    assert set(read) == {"accepted", "partly", "refused"}


def spoil(read: list[str]) -> None:
    """Every example is one child process with one mutant of each kind; outcomes go to `read`."""

    @seed(SEED)
    @settings(max_examples=CHILDREN, deadline=None, database=None)
    @given(batches)
    def survive(mutants: tuple[Mutant, ...]) -> None:
        for mutant, reading in zip(mutants, readings(mutants), strict=True):
            account(mutant, reading)
            read.append(reading.outcome)

    survive()


def readings(mutants: Sequence[Mutant]) -> list[Reading]:
    """What the child says of each; it raises ChildDied when one of them ended it."""
    with tempfile.TemporaryDirectory(prefix="tepat-fuzz-") as folder:
        jobs = []
        for number, mutant in enumerate(mutants):
            path = Path(folder) / str(number)
            path.write_bytes(mutant.data)
            jobs.append(parsing.Job(path, mutant.file_name, STANDARD, NOW))
        return parsing.read(jobs, references.registers_of("pemilu_2024"))


def account(mutant: Mutant, reading: Reading) -> None:
    """Rows in = loaded + refused; no line twice, none in both; each refused one with its reason."""
    refused = set(reading.refused["line_number"].to_pylist())
    loaded = reading.rows["line_number"].to_pylist() if reading.loaded_count else []
    assert len(set(loaded)) == len(loaded) == reading.loaded_count
    assert len(refused) == reading.refused_count
    assert not refused & set(loaded)
    assert all(line >= 1 for line in refused)
    assert all(reading.refused["reason_code"].to_pylist())
    assert (reading.row_count == 0) == (reading.refusal is not None)
    if reading.refusal:
        assert all(reading.refusal.sentence(language) for language in LANGUAGES)
    elif mutant.row_count is not None:
        assert reading.row_count == mutant.row_count


def counted(read: Sequence[str]) -> str:
    words = ("accepted", "partly", "refused")
    return ", ".join(f"{read.count(word)} {word}" for word in words)
