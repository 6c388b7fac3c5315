"""How fast is it, beside what a user would pick instead? `python -m benchmarks [PART ...]`

Measures the parts named, or all, writes build/bench/<part>.json for each and docs/performance.md
from all that are there.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from datetime import UTC, datetime

from benchmarks import document, machine, parts, results
from benchmarks.goals import goal_of
from benchmarks.results import Result


def main() -> int:
    options = _options()
    # Told to end, a part still ends the servers it has started.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit("ended by a signal"))
    for part in options.parts or parts.PARTS:
        print(f"{part}: {parts.words_of(part)[0]}", flush=True)
        result = _run(part, options.quick)
        results.save(result)
        print("\n".join(document.figure_lines(result)), flush=True)
    document.write()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    known = ", ".join(parts.PARTS)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"which: {known}; none = all")
    parser.add_argument("--quick", action="store_true", help="few rounds: to try it, not to quote")
    options = parser.parse_args()
    if unknown := sorted(set(options.parts) - set(parts.PARTS)):
        parser.error(f"no part {', '.join(unknown)}; expected some of {known}")
    return options


def _run(part: str, quick: bool) -> Result:
    load, began = os.getloadavg()[0], time.monotonic()
    figures = tuple(parts.measure_of(part)(quick))
    for figure in figures:
        goal_of(figure)
    return Result(
        part=part,
        figures=figures,
        is_quick=quick,
        measured_at=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        seconds=time.monotonic() - began,
        commit=machine.commit(),
        machine=machine.described(),
        versions=machine.versions(),
        load=load,
    )


if __name__ == "__main__":
    sys.exit(main())
