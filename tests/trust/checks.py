"""How many checks of each promise passed? Counted for a full run, beside the figures tests record.

A module tests/trust/test_pNN_*.py is about PNN; another says which promises it is about in PROVES.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import pytest

from tests.trust import figures

PROMISE: Final = "promise"
NUMBERED: Final = re.compile(r"test_p(\d\d)_")
_found: Final[dict[tuple[str, str], Counter[str]]] = {}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test carries the promises it is about into its report."""
    for item in items:
        for promise in _promises(item):
            item.user_properties.append((PROMISE, promise))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """One outcome a check; what fails before or after its call has failed too."""
    if report.passed and report.when != "call":
        return
    module = report.nodeid.partition("::")[0].rpartition("/")[2].removesuffix(".py")
    for name, promise in report.user_properties:
        if name == PROMISE:
            _found.setdefault((str(promise), module), Counter())[report.outcome] += 1


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Part of a module proves nothing of the whole."""
    options = session.config.option
    if options.keyword or options.markexpr or any("::" in word for word in session.config.args):
        return
    for (promise, module), outcomes in _found.items():
        told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
        holds = outcomes["passed"] > 0 and not outcomes["failed"]
        figures.record(promise, told, holds=holds, subject=f"{module} checks")


def _promises(item: pytest.Item) -> tuple[str, ...]:
    numbered = NUMBERED.match(item.path.name)
    if numbered and item.path.parent.name == "trust":
        return (f"P{int(numbered[1])}",)
    module = item.getparent(pytest.Module)
    found: tuple[str, ...] = getattr(module.obj, "PROVES", ()) if module else ()
    return found
