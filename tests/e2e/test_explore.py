"""Does the explorer show the board's own numbers for whatever is asked, and remember it?"""

from __future__ import annotations

import math
import re
import time
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import expect

from data_pipeline import board as boards
from data_pipeline import cells, queries
from data_pipeline.grants import EVERYWHERE
from data_pipeline.queries import Scope
from data_pipeline.settings import Settings
from data_pipeline.text import say
from tests.e2e import look

if TYPE_CHECKING:
    import pandas as pd
    from playwright.sync_api import Page, WebSocketRoute

    from tests.e2e.server import Server

PROVINCES = ("35 Jawa Timur", "91 Papua", "51 Bali", "99 Luar Negeri")


def opened(page: Page, server: Server, **query: str) -> None:
    look.open_page(page, server.address("explore", **{"lang": "en", **query}))
    page.locator(".map path[d]").nth(50).wait_for(state="attached")


def number(text: str) -> int:
    """The first number of a text; -1 for a dash."""
    found = re.search(r"\d[\d,]*", text)
    return int(found[0].replace(",", "")) if found else -1


def numbers(page: Page) -> dict[str, int]:
    """What the page shows of the regions chosen."""
    counts = {kind: shown(page, f"[data-status={kind}] b") for kind in ("red", "amber", "grey")}
    names = ("tps", "ballots", "past")
    told = page.locator(".figures .value").all_inner_texts()
    return counts | dict(zip(names, map(number, told), strict=True))


def shown(page: Page, selector: str) -> int:
    return number(page.locator(selector).inner_text())


def expected(server: Server, province_codes: tuple[str, ...]) -> dict[str, int]:
    """The same from the board."""
    scope = Scope(None, province_codes)
    told, short = (ask(server, name, scope) for name in ("overview_numbers", "shortages"))
    facts = told.iloc[0]
    counts = {kind: int(facts[f"{kind}_units"]) for kind in ("red", "amber", "grey")}
    tps = facts["tps_not_ready"]
    ballots = short.loc[short["item_class"] == "ballot", "short_pcs"]
    return counts | {
        "tps": -1 if math.isnan(tps) else math.ceil(tps),
        "ballots": int(ballots.sum()),
        "past": int(facts["overdue_decisions"]),
    }


def ask(server: Server, question: str, scope: Scope) -> pd.DataFrame:
    settings = Settings(data_dir=server.data_dir)
    pointer = boards.pointer(settings)
    assert pointer
    opened_board = boards.open_board(settings, pointer, EVERYWHERE)
    try:
        found: pd.DataFrame = getattr(queries, question)(opened_board, scope)
    finally:
        opened_board.close()
    return found


def test_each_choice_shows_the_numbers_of_the_board(server: Server, page: Page) -> None:
    opened(page, server)
    assert numbers(page) == expected(server, ())
    for label in PROVINCES:
        page.locator(".filters select").select_option(label)
        assert numbers(page) == expected(server, (label[:2],))
        rows = page.locator(".rows tbody tr:not([hidden])").count()
        assert rows == shown(page, ".filters p")


def test_the_plan_counts_who_is_behind_as_the_timeline_does(server: Server, page: Page) -> None:
    opened(page, server, prov=PROVINCES[0])
    timeline = ask(server, "timeline_summary", Scope(None, ("35",)))
    told = dict(
        zip(
            page.locator(".gantt span").all_inner_texts(),
            page.locator(".gantt small").all_inner_texts(),
            strict=True,
        )
    )
    assert len(told) == len(timeline)
    for row in timeline.to_dict("records"):
        stage = say("en", "explore.stage", stage=row["stage_name_en"], n=row["phase"])
        is_told = "behind, worst" in told[stage]
        assert (number(told[stage]) if is_told else 0) == row["behind_units"]


def test_status_and_words_narrow_without_the_server(server: Server, page: Page) -> None:
    opened(page, server)
    before = shown(page, "[data-status=grey] b")
    page.locator("[data-status=grey]").click()
    assert shown(page, ".filters p") == before
    page.get_by_label(say("en", "explore.search")).fill("surabaya")
    assert shown(page, ".filters p") in {0, 1, -1}
    assert "status=grey" in page.url
    assert "q=surabaya" in page.url
    page.locator(".filters .clear").click()
    assert shown(page, ".filters p") == len(ask(server, "region_status", Scope()))
    assert "status" not in page.url


def test_what_is_chosen_stands_in_the_address_and_is_there_after_a_reload(
    server: Server, page: Page
) -> None:
    opened(page, server)
    page.locator("[data-status=grey]").click()
    page.locator(".filters select").select_option(PROVINCES[0])
    look.settle(page)
    before = shown(page, ".filters p")
    for again in (False, True):
        if again:
            page.reload()
            page.locator(".map path[d]").nth(50).wait_for(state="attached")
        assert "status=grey" in page.url
        assert PROVINCES[0] in unquote_plus(page.url)
        assert shown(page, ".filters p") == before


def test_what_the_server_did_not_hear_is_told_again_after_ever_more_time(
    server: Server, page: Page
) -> None:
    told: dict[int, float] = {}  # when each telling went out; frames of something else repeat one

    def lose_the_first_two(line: WebSocketRoute) -> None:
        onward = line.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            content = look.bytes_of(message)
            found = re.search(rb'"count":\s*(\d)', content)
            if found and PROVINCES[0].encode() in content:
                told.setdefault(int(found[1]), time.monotonic())
            if not found or len(told) > 2:
                onward.send(message)

        line.on_message(pass_on)

    page.route_web_socket(re.compile("_stcore/stream"), lose_the_first_two)
    opened(page, server)
    page.locator(".filters select").select_option(PROVINCES[0])
    look.until(page, lambda: len(told) == 3)
    assert told[3] - told[2] > 1.5 * (told[2] - told[1])


def test_the_province_is_kept_for_the_next_page_and_comes_back(server: Server, page: Page) -> None:
    opened(page, server)
    page.locator(".filters select").select_option(PROVINCES[0])
    page.wait_for_url(lambda url: PROVINCES[0] in unquote_plus(url))
    title = say("en", "shell.pages.shortages.title")
    page.get_by_test_id("stTopNavLink").filter(has_text=title).click()
    # The explorer has an unseen box with the same words: only a visible one is the next page's.
    chosen = page.get_by_test_id("stMultiSelect").filter(has_text=PROVINCES[0], visible=True)
    expect(chosen).to_be_visible(timeout=look.PATIENCE_MS)
    page.go_back()
    expect(page.locator(".filters select")).to_have_value(PROVINCES[0], timeout=look.PATIENCE_MS)


def test_a_column_sorts_both_ways_and_the_unknown_stand_last(server: Server, page: Page) -> None:
    opened(page, server)
    column = page.locator(".rows th").filter(has_text=cells.label("en", "age_hours"))
    for direction in ("descending", "ascending"):
        column.get_by_role("button").click()
        assert column.get_attribute("aria-sort") == direction
    texts = page.locator(".rows tbody tr td:last-child").all_inner_texts()
    known = [text for text in texts if re.search(r"\d", text)]
    assert texts[: len(known)] == known


def test_a_region_leads_to_its_sheet(server: Server, page: Page) -> None:
    opened(page, server, q="Surabaya")
    page.locator(".rows tr:not([hidden]) .name a").first.click()
    page.wait_for_url("**/region**")
    assert "35.78 Kota Surabaya" in unquote_plus(page.url)


@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_is_cut_on_a_phone(server: Server, phone: Page, language: str) -> None:
    opened(phone, server, lang=language)
    wider = phone.evaluate(
        "[...document.querySelectorAll('*')].flatMap(it => it.shadowRoot ? [it.shadowRoot] : [])"
        ".flatMap(root => [...root.querySelectorAll('.explorer *')])"
        ".filter(it => it.getBoundingClientRect().right > innerWidth + 1).length"
    )
    assert wider == 0
