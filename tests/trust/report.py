"""Which promises hold, by which figure? Writes docs/trust.md: python -m tests.trust.report"""

from __future__ import annotations

from data_pipeline.settings import ROOT
from tests.trust.figures import Figure, Promise, latest, promises

PATH = ROOT / "docs" / "trust.md"
INTRODUCTION = """# What Tepat promises, and what was measured

Made by `make trust` from the figures of its last full run; do not edit. Each promise is one file
`tests/trust/test_pNN_*.py`; `make test` runs its fast form, `make trust` the form that reaches the
goal. `make trust-mutants` plants faults in a copy of the source and shows that the tests find them.

| # | promise | goal | figure | date | seed | holds |
|---|---|---|---|---|---|---|
"""
UNMEASURED = "no full run yet"


def render(figures: dict[str, list[Figure]]) -> str:
    """The whole document."""
    return INTRODUCTION + "".join(
        _row(promise, figures.get(number, [])) for number, promise in promises().items()
    )


def _row(promise: Promise, figures: list[Figure]) -> str:
    cells = (
        promise.number,
        promise.promise,
        promise.goal,
        "; ".join(_told(figure) for figure in figures) or UNMEASURED,
        max((figure.measured_on for figure in figures), default=""),
        ", ".join(sorted({str(figure.seed) for figure in figures if figure.seed is not None})),
        _verdict(figures),
    )
    return f"| {' | '.join(cells)} |\n"


def _told(figure: Figure) -> str:
    return f"{figure.subject}: {figure.figure}" if figure.subject else figure.figure


def _verdict(figures: list[Figure]) -> str:
    if not figures:
        return "not shown"
    return "yes" if all(figure.holds for figure in figures) else "**no**"


if __name__ == "__main__":
    PATH.write_text(render(latest()), encoding="utf-8")
