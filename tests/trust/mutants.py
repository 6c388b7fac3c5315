"""Would the tests notice? `python -m tests.trust.mutants` plants one fault at a time in a copy.

Each must turn its tests red. A fault that no longer fits the source is an error, not a success.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from data_pipeline.settings import ROOT

NOT_COPIED = (".git", ".venv", "data", "build", "__pycache__", ".mypy_cache", ".hypothesis")
PASSED, FAILED = 0, 1  # what pytest answers; anything else is a run that proves nothing


@dataclass(frozen=True)
class Edit:
    """Text of one file that is replaced; it stands there exactly once."""

    path: str
    old: str
    new: str


@dataclass(frozen=True)
class Mutant:
    """A fault to plant, and the tests of which one must fail."""

    name: str
    tests: tuple[str, ...]
    edits: tuple[Edit, ...]


HOSTILE_FILE = "tests/trust/test_p04_rows.py::test_a_hostile_file_has_the_declared_outcome"
REPEATED_SEND = """    if known is not None:
        return _answer_again(settings, known)
"""
MUTANTS = (
    Mutant(
        "skip the fsync",
        ("tests/ingest/test_durable.py",),
        (Edit("data_pipeline/durable.py", "os.fsync(file_number)", "os.fstat(file_number)"),),
    ),
    Mutant(
        "drop a row",
        (f"{HOSTILE_FILE}[line ends mixed]",),
        (
            Edit(
                "data_pipeline/loading.py",
                "_of(receipt, reading.rows))",
                "_of(receipt, reading.rows.slice(1)))",
            ),
        ),
    ),
    Mutant(
        "load a duplicate twice",
        ("tests/trust/test_p06_again.py",),
        (Edit("data_pipeline/ingest.py", REPEATED_SEND, ""),),
    ),
    Mutant(
        "the last arrival wins",
        ("tests/trust/test_p07_order.py", "-k", "contradictions"),
        (
            Edit(
                "sql/staging/stg_delivery_rank.sql",
                "over (order by delivery_sha256)",
                "over (order by sequence)",
            ),
        ),
    ),
    Mutant(
        "green on no data",
        ("tests/trust/test_p09_stale.py", "-k", "troubled"),
        (
            Edit(
                "sql/marts/mart_unit_status.sql",
                "when d_status = 'grey' or j_status is null or w_status = 'grey' then 'grey'",
                "when d_status = 'grey' or j_status is null or w_status = 'grey' then 'green'",
            ),
        ),
    ),
    Mutant(
        "a view without its filter",
        ("tests/trust/test_p11_only_own_rows.py", "-k", "foreign_rows"),
        (
            Edit(
                "sql/gate/province.sql",
                "    coalesce(getvariable('granted_everywhere'), false)\n",
                "    true\n",
            ),
        ),
    ),
    Mutant(
        "SQL put together by hand",
        ("tests/trust/test_p12_no_sql_from_input.py", "-k", "puts_sql_together"),
        (
            Edit(
                "data_pipeline/board.py",
                "cursor.execute(query_text(name), parameters or None)",
                'cursor.execute(f"from ({query_text(name)})", parameters or None)',
            ),
        ),
    ),
    Mutant(
        "no escaping",
        ("tests/unit/writers/test_hostile_names.py",),
        (
            Edit(
                "data_pipeline/briefing/html/words.py",
                "return escape(one_line(text, longest), quote=True)",
                "return one_line(text, longest)",
            ),
        ),
    ),
    Mutant(
        "a chain without the line before",
        ("tests/ingest/test_recovery.py", "-k", "rewritten_line"),
        (
            Edit(
                "data_pipeline/chain.py",
                '"previous_hash": last[self.hash_name] if last else GENESIS',
                '"previous_hash": GENESIS',
            ),
            Edit(
                "data_pipeline/chain.py",
                "previous = last[self.hash_name] if last else GENESIS",
                "previous = GENESIS",
            ),
        ),
    ),
)


def plant(mutant: Mutant, tree: Path) -> None:
    """Make the edits in that tree; SystemExit when the source has moved on."""
    for edit in mutant.edits:
        path = tree / edit.path
        text = path.read_text(encoding="utf-8")
        if text.count(edit.old) != 1:
            raise SystemExit(f"{mutant.name}: {edit.path} has not exactly one {edit.old!r}")
        path.write_text(text.replace(edit.old, edit.new), encoding="utf-8")


def outcome(tests: tuple[str, ...], tree: Path) -> int:
    """What pytest answers for those tests in that tree."""
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", *tests]
    return subprocess.run(command, cwd=tree, capture_output=True, check=False).returncode


def is_caught(mutant: Mutant) -> bool:
    """Are the tests green without the fault and red with it?"""
    with tempfile.TemporaryDirectory(prefix="tepat-mutant-") as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*NOT_COPIED), symlinks=True)
        before = outcome(mutant.tests, tree)
        plant(mutant, tree)
        after = outcome(mutant.tests, tree)
    print(f"{mutant.name}: {before} without, {after} with the fault", flush=True)
    return (before, after) == (PASSED, FAILED)


if __name__ == "__main__":
    missed = [mutant.name for mutant in MUTANTS if not is_caught(mutant)]
    print(f"{len(MUTANTS) - len(missed)} of {len(MUTANTS)} faults found by their tests")
    sys.exit(f"Not found: {', '.join(missed)}" if missed else 0)
