"""Is a ratio missed by more than a fifth, is there an error, or is something unmeasured?

`python -m benchmarks.check`: seconds and megabytes are those of one machine and fail nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Final

from benchmarks import parts, results
from benchmarks.figure import Figure
from benchmarks.goals import goal_of, goals
from benchmarks.results import Result

TOLERANCE: Final = 0.2


def troubles(newest: Mapping[str, Result | None]) -> list[str]:
    """One line for each part without figures and each goal missed by more than the tolerance."""
    empty = [f"{part}: no figures" for part, it in newest.items() if not (it and it.figures)]
    return empty + [line for part, it in newest.items() if it for line in _missed(part, it.figures)]


def _missed(part: str, figures: Iterable[Figure]) -> list[str]:
    lines = []
    for figure in figures:
        goal = goal_of(figure)
        if goal and goal.holds_anywhere and goal.missed_by(figure.median) > TOLERANCE:
            lines.append(f"{part}: {figure.name} is {figure.median:.2f}, must be {goal.must}")
    return lines


def forgotten(newest: Mapping[str, Result | None]) -> list[str]:
    """One line for each goal that no part measures any more and that does not say why."""
    held = {figure.goal for it in newest.values() if it for figure in it.figures}
    left = [it for it in goals().values() if it.key not in held]
    return [f"{it.what}: no figure" for it in left if it.holds_anywhere and not it.unmeasured]


def main() -> int:
    newest = {part: results.load(part) for part in parts.PARTS}
    found = troubles(newest) + (forgotten(newest) if all(newest.values()) else [])
    print("\n".join(found) or "Every part has figures; every ratio is within a fifth of its goal.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
