"""Is a ratio missed by more than a fifth, or a part unmeasured? `python -m benchmarks.check`"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Final

from benchmarks import parts, results
from benchmarks.figure import Figure
from benchmarks.goals import RATIO, goal_of
from benchmarks.results import Result

TOLERANCE: Final = 0.2


def troubles(newest: Mapping[str, Result | None]) -> list[str]:
    """One line for each part without figures and each ratio missed by more than the tolerance."""
    empty = [f"{part}: no figures" for part, it in newest.items() if not (it and it.figures)]
    return empty + [line for part, it in newest.items() if it for line in _missed(part, it.figures)]


def _missed(part: str, figures: Iterable[Figure]) -> list[str]:
    lines = []
    for figure in figures:
        goal = goal_of(figure)
        if goal and goal.unit == RATIO and goal.missed_by(figure.median) > TOLERANCE:
            lines.append(f"{part}: {figure.name} is {figure.median:.2f}, must be {goal.must}")
    return lines


def main() -> int:
    found = troubles({part: results.load(part) for part in parts.PARTS})
    print("\n".join(found) or "Every part has figures and every ratio goal is within a fifth.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
