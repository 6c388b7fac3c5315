"""How is each page driven and read in a browser? Tepat's Overview and Map, and the peers' page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from benchmarks import servers
from benchmarks.peers.board import EVERYWHERE
from benchmarks.servers import App

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

OF_STREAMLIT: Final = (
    "[data-testid=stMetric], [data-testid=stPlotlyChart], [data-testid=stDataFrame],"
    " [data-testid=stDeckGlJsonChart], [data-testid=stHtml], .stMarkdownBadge, .brief, .tiles"
)
STREAMLIT_RESTS: Final = (
    "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
)
ROWS: Final = "bench.all('[aria-rowcount]').slice(0, 1).map(it => it.ariaRowCount - 1)"


Click = Callable[[], object]


@dataclass(frozen=True)
class Driver:
    """What a visitor does. `choose` and `drill` make ready and return the last click alone.

    `drilled` is JavaScript for whether the page shows one regency.
    """

    choose: Callable[[Page, str], Click]
    clear: Callable[[Page], None]
    drill: Callable[[Page], Click] | None = None
    drilled: str = ""


@dataclass(frozen=True)
class Target:
    """One page, and who drives it.

    `shown` is JavaScript for the first `shows` numbers of oracle.Truth as the page shows them;
    `rests`, for whether its server has no more to say; `watched`, a selector of what is drawn;
    `follows`, whether it turns to a newer board by itself.
    """

    name: str
    app: App
    path: str
    watched: str
    shows: int
    shown: str
    rests: str
    driver: Driver | None
    follows: bool = True


def _pick(box: Locator, label: str, typed: str) -> Click:
    """Open a select box and narrow its list; the last click picks the option."""
    box.click()
    if typed:
        box.fill(typed)
    option = box.page.get_by_role("option", name=label, exact=True)
    option.wait_for()
    return option.click


def _tepat_choose(page: Page, label: str) -> Click:
    return _pick(page.get_by_test_id("stMultiSelect").get_by_role("combobox").first, label, label)


def _tepat_clear(page: Page) -> None:
    page.keyboard.press("Escape")
    page.get_by_test_id("stMultiSelect").get_by_role("button", name="Remove").first.click()


def _tepat_drill(page: Page) -> Click:
    """The first region listed: its name is the way to its sheet."""
    link = page.locator(".brief td.link a").first
    link.scroll_into_view_if_needed()
    return link.click


def _explore_choose(page: Page, label: str) -> Click:
    return partial(page.locator(".filters select").select_option, label=label)


def _explore_clear(page: Page) -> None:
    page.locator(".filters .clear").click()


def _explore_drill(page: Page) -> Click:
    """The first region listed: its name is the way to its sheet."""
    link = page.locator(".rows tr:not([hidden]) .name a").first
    link.scroll_into_view_if_needed()
    return link.click


def _plain_choose(page: Page, label: str) -> Click:
    name = label.partition(" ")[2] or label
    return _pick(page.get_by_test_id("stSelectbox").get_by_role("combobox").first, name, name)


def _plain_clear(page: Page) -> None:
    box = page.get_by_test_id("stSelectbox").get_by_role("combobox").first
    _pick(box, EVERYWHERE, EVERYWHERE)()


def _plain_drill(page: Page) -> Click:
    box = page.get_by_test_id("stSelectbox").get_by_role("combobox").nth(1)
    box.click()
    box.press("ArrowDown")
    return page.get_by_role("option").first.click


def _dash_choose(page: Page, label: str) -> Click:
    return _pick(page.locator("#province"), label.partition(" ")[2] or label, "")


def _dash_clear(page: Page) -> None:
    _pick(page.locator("#province"), EVERYWHERE, "")()


def _dash_drill(page: Page) -> Click:
    page.locator("#regency").click()
    return page.get_by_role("option").first.click


def _listed_choose(page: Page, label: str) -> Click:
    box = page.locator("select").first
    return partial(box.select_option, label=label.partition(" ")[2] or label)


def _listed_clear(page: Page) -> None:
    page.locator("select").first.select_option(label=EVERYWHERE)


def _panel_drill(page: Page) -> Click:
    return partial(page.locator("select").nth(1).select_option, index=1)


OVERVIEW: Final = Target(
    name="Tepat, Overview",
    app=servers.TEPAT,
    path="?lang=en",
    watched=OF_STREAMLIT,
    shows=4,
    shown="bench.all('.stMarkdownBadge').filter(it => /^[■▲◌●]/.test(it.innerText))"
    ".map(it => bench.number(it.innerText))",
    rests=STREAMLIT_RESTS,
    driver=Driver(_tepat_choose, _tepat_clear, _tepat_drill, "location.pathname === '/region'"),
)
EXPLORE: Final = replace(
    OVERVIEW,
    name="Tepat, Explore",
    path="explore?lang=en",
    watched=f".explorer, {OF_STREAMLIT}",
    shows=6,
    shown="[...bench.all('.status b'), bench.all('.figures .value')[1], bench.all('.filters p')[0]]"
    ".filter(Boolean).map(it => bench.number(it.innerText))",
    driver=Driver(
        _explore_choose, _explore_clear, _explore_drill, "location.pathname === '/region'"
    ),
)
MAP: Final = replace(
    OVERVIEW,
    name="Tepat, Map & shipments",
    path="map?lang=en",
    driver=Driver(_tepat_choose, _tepat_clear),
)
STREAMLIT: Final = Target(
    name="plain Streamlit",
    app=servers.STREAMLIT,
    path="",
    watched=OF_STREAMLIT,
    shows=6,
    shown="[...bench.all('[data-testid=stMetricValue]').map(it => bench.number(it.innerText)),"
    f" ...{ROWS}]",
    rests=STREAMLIT_RESTS,
    driver=Driver(
        _plain_choose,
        _plain_clear,
        _plain_drill,
        "bench.all('[data-testid=stDataFrame] [aria-rowcount]').length === 2",
    ),
)
DASH: Final = Target(
    name="Dash",
    app=servers.DASH,
    path="",
    watched=".number, .dash-graph, .ag-root-wrapper",
    shows=6,
    shown=f"[...bench.all('.number').map(it => bench.number(it.innerText)), ...{ROWS}]",
    rests="true",
    driver=Driver(_dash_choose, _dash_clear, _dash_drill, "bench.all('.goods .ag-row').length > 0"),
)
PANEL: Final = Target(
    name="Panel",
    app=servers.PANEL,
    path="app",
    watched="*",
    shows=6,
    shown=r"""(models => [
        ...models.filter(it => /HTML$/.test(it.type) && /font-size/.test(it.text))
            .map(it => bench.number(it.text.match(/(?:>|&gt;)([\d.,]+)(?:<|&lt;)/)?.[1] ?? '')),
        ...models.filter(it => /DataTabulator$/.test(it.type)).map(it => it.source.length)
    ])([...(window.Bokeh?.documents[0]?._all_models.values() ?? [])])""",
    rests="true",
    driver=Driver(
        _listed_choose,
        _listed_clear,
        _panel_drill,
        "[...Bokeh.documents[0]._all_models.values()]"
        ".filter(it => /DataTabulator$/.test(it.type)).length === 2",
    ),
)
STATIC: Final = Target(
    name="a static page",
    app=servers.STATIC,
    path="",
    watched=".number, .js-plotly-plot, tbody",
    shows=6,
    shown="[...bench.all('.number').map(it => bench.number(it.innerText)),"
    " bench.all('tbody tr').length]",
    rests="true",
    driver=Driver(_listed_choose, _listed_clear),
    follows=False,
)
BLANK: Final = Target(
    name="blank Streamlit",
    app=servers.BLANK,
    path="",
    watched="[data-testid=stMarkdown]",
    shows=0,
    shown="[]",
    rests=STREAMLIT_RESTS,
    driver=None,
)
