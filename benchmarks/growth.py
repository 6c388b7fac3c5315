"""What does one more row, region, session or day of history cost, and where does one machine end?

Each is run at three sizes; a straight line is laid through them by least squares, run by run, and
*each further* is its slope. The residual is the line's typical distance from what was measured,
as a share of the mean: where it is large, the cost is no straight line and the end a guess.
Processor time is that of all processes that take part. *Row*: of one CSV file with one row in 200
refused, from its bytes to its receipt. *Region*: of a board, as more regencies report. *Session*:
as in the part on sessions, at rest (asking for newer boards) and with a filter every five seconds.
*Day*: hourly snapshots of every regency's every item, 1.7 million rows a day; a board is made from
all rows where there is none to continue (after a rebuild), a day's first one from the days that are
kept, the others continue the one before. A day's first board shows up to 23 moments, fewer in so
short a history: its line holds for the first ten weeks. The ends follow from these lines alone: the
worker may read for half of the day, a server process has one core, the first board of a day may
take a core for one tick of 60 s, and there is the memory and the free disk of this machine.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from typing import Final

import psutil

from benchmarks import growth_runs
from benchmarks.figure import Figure
from benchmarks.fit import Line, line
from benchmarks.load import PAUSE_S
from benchmarks.results import FOLDER
from benchmarks.servers import MEGABYTE
from data_pipeline import child
from data_pipeline.publish import KEPT_BOARDS

ROUNDS, QUICK_ROUNDS = 3, 1
ROWS, QUICK_ROWS = (20_400, 60_000, 180_000), (2_400, 6_000, 18_000)
REGIONS, QUICK_REGIONS = (128, 257, 514), (32, 64, 128)
SESSIONS, QUICK_SESSIONS = (20, 60, 100), (2, 5, 10)
DAYS, QUICK_DAYS = (1.0, 3.0, 6.0), (0.125, 0.25, 0.5)
SECONDS, QUICK_SECONDS = 20.0, 8.0
READING_S: Final = 86_400 / 2
TICK_S: Final = 60.0
BETWEEN_FILTERS_S: Final = sum(PAUSE_S) / 2
Ends = Sequence[tuple[float, str]]


def measure(quick: bool) -> list[Figure]:
    rounds = range(QUICK_ROUNDS if quick else ROUNDS)
    child.warm_up()
    return [
        *_rows(QUICK_ROWS if quick else ROWS, rounds),
        *_regions(QUICK_REGIONS if quick else REGIONS, rounds),
        *_sessions(
            QUICK_SESSIONS if quick else SESSIONS, rounds, QUICK_SECONDS if quick else SECONDS
        ),
        *_days(QUICK_DAYS if quick else DAYS, rounds),
    ]


def _rows(sizes: Sequence[int], rounds: range) -> list[Figure]:
    lines = [line(sizes, [growth_runs.file_cpu(size) for size in sizes]) for _round in rounds]
    why = "the worker then reads for half of the day, and files wait in line"
    ends = [[(it.count_at(READING_S) / 1e6, why)] for it in lines]
    return [
        each("row of a file: processor", "µs", lines, sizes, 1e6),
        end("million rows/day", ends),
    ]


def _regions(sizes: Sequence[int], rounds: range) -> list[Figure]:
    growth_runs.regions_reporting(min(sizes))  # what is first of all also imports
    found = [[growth_runs.regions_reporting(size) for size in sizes] for _round in rounds]
    cpu, size_mb = ([line(sizes, [it[place] for it in run]) for run in found] for place in (0, 1))
    return [
        each("region that reports: processor of a board", "ms", cpu, sizes, 1e3),
        each("region that reports: board", "kB", size_mb, sizes, 1e3),
    ]


def _sessions(sizes: tuple[int, ...], rounds: range, seconds: float) -> list[Figure]:
    found = [growth_runs.crowds(sizes, seconds) for _round in rounds]
    memory = [line(sizes, [it.memory_mb for it in run]) for run in found]
    rest = [line(sizes, [it.rest_cpu_a_second for it in run]) for run in found]
    filters = [
        line([it.filter_count for it in run], [it.filters_cpu for it in run]) for run in found
    ]
    ends = [_session_ends(*lines) for lines in zip(memory, rest, filters, strict=True)]
    return [
        each("session: server memory", "MB", memory, sizes),
        each("session at rest: processor a second", "ms", rest, sizes, 1e3),
        each("filter: processor", "ms", filters, [it.filter_count for it in found[0]], 1e3),
        end("sessions", ends),
    ]


def _session_ends(memory: Line, rest: Line, filters: Line) -> Ends:
    busy = Line(rest.start, rest.each + filters.each / BETWEEN_FILTERS_S, 0.0)
    whole_mb = psutil.virtual_memory().total / MEGABYTE
    return [
        (busy.count_at(1.0), "one server process has no processor time left, and filters wait"),
        (memory.count_at(whole_mb), "the memory is used up"),
    ]


def _days(sizes: Sequence[float], rounds: range) -> list[Figure]:
    found = [[growth_runs.days_remembered(size) for size in sizes] for _round in rounds]

    def lines(cost: Callable[[growth_runs.Remembered], float]) -> list[Line]:
        return [line(sizes, [cost(it) for it in run]) for run in found]

    day, board = lines(lambda it: it.day_cpu), lines(lambda it: it.board_mb)
    disk = lines(lambda it: it.warehouse_mb + it.archive_mb + KEPT_BOARDS * it.board_mb)
    whole, other = lines(lambda it: it.whole_cpu), lines(lambda it: it.next_cpu)
    return [
        each("day of history: processor of a board from all rows", "s", whole, sizes),
        each("day of history: processor of a day's first board", "s", day, sizes),
        each("day of history: processor of each other board", "s", other, sizes),
        each("day of history: board", "MB", board, sizes),
        each("day of history: warehouse", "MB", lines(lambda it: it.warehouse_mb), sizes),
        each("day of history: archive", "MB", lines(lambda it: it.archive_mb), sizes),
        end("days", [_day_ends(*both) for both in zip(day, disk, strict=True)]),
    ]


def _day_ends(day: Line, disk: Line) -> Ends:
    free_mb = shutil.disk_usage(FOLDER).free / MEGABYTE
    return [
        (day.count_at(TICK_S), "the first board of a day takes longer than a tick"),
        (disk.count_at(free_mb), f"the {free_mb / 1e3:,.0f} GB of disk that are free are full"),
    ]


def each(
    what: str, unit: str, lines: Sequence[Line], sizes: Sequence[float], scale: float = 1
) -> Figure:
    """The slopes of all runs, in a unit that reads well."""
    residual = max(it.residual for it in lines)
    told = f"at {', '.join(f'{size:,g}' for size in sizes)}; residual {residual:.1%}"
    return Figure(f"each further {what}", unit, tuple(it.each * scale for it in lines), note=told)


def end(unit: str, runs: Sequence[Ends]) -> Figure:
    """Where the first thing breaks, run by run, and which that is in the run that ends first."""
    firsts = [min(ends) for ends in runs]
    breaks = min(firsts)[1]
    return Figure("one machine ends at", unit, tuple(at for at, _why in firsts), note=breaks)
