"""Is everything the program imports pinned, and is everything pinned imported?"""

from __future__ import annotations

import ast
import sys
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OWN = {"app", "benchmarks", "data_pipeline", "pages", "tests", "tools"}
# Only the scripts that redraw boundaries need them; their output is in the repository.
ONLY_BY_HAND = {"shapely", "shapefile"}
# Imported by other libraries at run time: DuckDB asks for pytz, openpyxl for defusedxml, st.login
# for authlib and httpx.
IMPLICIT = {"pytz", "defusedxml", "authlib", "httpx"}


@cache
def pins(name: str) -> dict[str, str]:
    """The `name==version` lines of a requirements file; anything else in it is an error."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line and not line.startswith(("#", "-r "))]
    return {
        key.lower().replace("_", "-"): version for key, version in (p.split("==") for p in kept)
    }


@cache
def imported(*folders: str) -> set[str]:
    """Distribution names of every third-party module that app.py and these folders import."""
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    files.append(ROOT / "app.py")
    roots = {name.split(".")[0] for path in files for name in _imports(path)}
    owner = packages_distributions()
    foreign = roots - OWN - ONLY_BY_HAND - set(sys.stdlib_module_names)
    return {owner.get(root, [root])[0].lower().replace("_", "-") for root in foreign}


def _imports(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    ]
    return names + [
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module
    ]


def test_every_import_of_the_program_is_pinned() -> None:
    assert imported("data_pipeline", "pages") - pins("requirements.txt").keys() == set()


def test_every_pin_of_the_program_is_used() -> None:
    used = imported("data_pipeline", "pages") | IMPLICIT
    assert pins("requirements.txt").keys() - used == set()


def test_every_import_of_the_tests_is_pinned() -> None:
    known = pins("requirements.txt") | pins("requirements-test.txt")
    assert imported("tests", "tools") - known.keys() == set()
    assert imported("benchmarks") - (known | pins("requirements-bench.txt")).keys() == set()


def test_what_tepat_is_measured_against_is_used_there_alone() -> None:
    peers = pins("requirements-bench.txt").keys()
    assert peers - imported("benchmarks") == set()
    assert peers & imported("data_pipeline", "pages", "tests", "tools") == set()


def locked() -> dict[str, str]:
    """The pins of requirements.lock; each must have a hash."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if "--hash=sha256:" not in line] == []
    found = (line.split()[0].split("==") for line in lines)
    return {name.lower().replace("_", "-"): version for name, version in found}


def test_the_lock_holds_the_pins_and_no_address() -> None:
    assert pins("requirements.txt").items() - locked().items() == set()
    known = pins("constraints.txt")
    assert {it for it in locked().items() if known.get(it[0], it[1]) != it[1]} == set()
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-test.txt", "requirements-bench.txt"]
)
def test_the_constraints_agree_with_the_direct_pins(name: str) -> None:
    assert pins(name).items() - pins("constraints.txt").items() == set()
