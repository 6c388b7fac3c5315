"""How fast is a page beside the same page written plainly in other tools?

The peers' page has five numbers, a regency map, bars, a Gantt chart and a table of the 514
regencies, written as their manuals show in Streamlit, Dash and Panel (benchmarks/peers; Dash and
Panel on the servers they bring along). Tepat's Explore holds the same, in a frame with freshness
and access, and the goals are held against it; it filters in the browser. Its Overview (map, tiles,
bars, two short tables, four numbers) and its Map & shipments (map, long table) filter on the
server, show more, and stand beside it without a goal. Every page reads the same board, learns of
a newer one (Tepat's is told, the peers' ask each second), keeps what it has loaded by
version, and is held at each filter against the board's own numbers of the province: each colour,
ballots short, rows of the table. Tepat's worker runs beside it and is not counted. The limit is *a
static page*: one HTML file with the peers' charts, in which the browser alone filters, of one board
for ever.

All take turns, each round in another order and in a new browser context without any cache. *Last
draw* is the last change of a number, chart or table, or the last painting of a canvas, seen once
the right numbers stand there, the server has no more to say and nothing moves for 400 ms. A
filter is of a province nobody has asked for on this board; *again*, of one that somebody has.
*Drill* leads from the province to one regency: in Tepat to its whole sheet on a page of its own,
in the peers to a table of its goods. *Refresh* runs from publishing another board to its last
draw. Processor time is the server's, from a filter's click to 400 ms after its last draw.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from benchmarks import gate, servers, targets, visits, world
from benchmarks.figure import Figure, ratio
from benchmarks.targets import Target
from benchmarks.visits import CPU, MEMORY, Contender
from tests.e2e import browser as chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROUNDS: Final = 5
GATED: Final = 8
OURS: Final = (targets.EXPLORE, targets.OVERVIEW, targets.MAP)
PEERS: Final = (targets.STREAMLIT, targets.DASH, targets.PANEL, targets.STATIC, targets.BLANK)
UNITS: Final = {CPU: "s", MEMORY: "MB"}
# What each of our pages is held against: of which measure, beside whom, under which goal.
RATIOS: Final = (
    ("cold load", targets.DASH, "cold_vs_dash"),
    ("cold load", targets.STREAMLIT, "cold_vs_streamlit"),
    ("cold load", targets.PANEL, None),
    ("cold load", targets.BLANK, "cold_vs_blank"),
    ("filter", targets.DASH, "filter_vs_dash"),
    ("filter", targets.STREAMLIT, "filter_vs_streamlit"),
    ("filter", targets.PANEL, None),
    ("filter", targets.STATIC, "filter_vs_limit"),
    ("filter again", targets.DASH, None),
    (CPU, targets.STREAMLIT, "filter_cpu_vs_streamlit"),
    (CPU, targets.DASH, None),
    ("refresh", targets.DASH, None),
)
Measured = dict[str, dict[str, Figure]]


def measure(quick: bool) -> list[Figure]:
    """Every page in turns; the first round only warms up, unless it is the only one."""
    with ExitStack() as open_things, chromium.launch() as browser:
        contenders = [_contender(open_things, target) for target in (*OURS, *PEERS)]
        gate.check(browser, contenders[0].server, 1 if quick else GATED)
        for number in range(1 if quick else ROUNDS + 1):
            if number == 1:
                for one in contenders:
                    one.samples.clear()
            _round(browser, contenders, number)
        return _figures({one.target.name: _measured(one) for one in contenders})


def _contender(open_things: ExitStack, target: Target) -> Contender:
    is_ours = target in OURS
    home = open_things.enter_context(world.whole() if is_ours else world.for_pages())
    if is_ours:
        open_things.enter_context(servers.worker(home))
    return Contender(target, open_things.enter_context(servers.running(target.app, home)))


def _round(browser: Browser, contenders: list[Contender], number: int) -> None:
    """Everybody once, each round beginning with another."""
    begin = number % len(contenders)
    for contender in contenders[begin:] + contenders[:begin]:
        visits.visit(browser, contender, number)
        print(f"  round {number}: {contender.target.name}", flush=True)


def _measured(contender: Contender) -> dict[str, Figure]:
    """What was seen of one page, measure by measure."""
    name = contender.target.name
    return {
        what: Figure(f"{what}: {name}", UNITS.get(what, "ms"), tuple(samples))
        for what, samples in contender.samples.items()
    }


def _figures(measured: Measured) -> list[Figure]:
    """Measure by measure beside one another, then the ratios."""
    order = dict.fromkeys(what for figures in measured.values() for what in figures)
    beside = [figures[what] for what in order for figures in measured.values() if what in figures]
    return beside + [
        ratio(
            f"{what}: {ours.name} ÷ {other.name}",
            measured[ours.name][what],
            measured[other.name][what],
            goal if ours is targets.EXPLORE else None,
        )
        for what, other, goal in RATIOS
        for ours in OURS
    ]
