"""Does every planted fault still fit the source it is planted in?"""

from __future__ import annotations

import pytest

from data_pipeline.settings import ROOT
from tests.trust.mutants import MUTANTS, Edit

EDITS = [edit for mutant in MUTANTS for edit in mutant.edits]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.path)
def test_a_fault_fits(edit: Edit) -> None:
    assert (ROOT / edit.path).read_text(encoding="utf-8").count(edit.old) == 1


def test_the_tests_that_must_fail_are_there() -> None:
    named = [test.split("::")[0] for mutant in MUTANTS for test in mutant.tests]
    files = {name for name in named if name.startswith("tests/")}
    assert all((ROOT / name).exists() for name in files)
    assert len(files) >= 6
