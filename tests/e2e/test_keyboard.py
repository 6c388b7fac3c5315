"""Can the main tasks be done without a mouse, seeing where one is, and without needless motion?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from data_pipeline.text import say
from tests.e2e import axe, look
from tests.e2e.keyboard import reach, stops
from tests.e2e.world import HEADER, World

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.e2e.server import Server

STOPS_LOOKED_AT = 18


def test_the_first_stop_skips_the_menu(server: Server, page: Page) -> None:
    look.open_page(page, server.address())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-testid=\"stMain\"]') !== null")
    assert page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0


@pytest.mark.parametrize("code", ["", "upload", "tasks"], ids=["overview", "upload", "tasks"])
def test_the_eye_sees_where_the_focus_is(server: Server, page: Page, code: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    look.open_page(page, server.address(code, **look.EXAMPLES.get(code, {})))
    page.wait_for_function(axe.AT_REST)
    walked = list(stops(page, STOPS_LOOKED_AT))
    assert len(walked) > 10
    assert [stop.html for stop in walked if not stop.is_seen] == []


def test_from_the_overview_by_province_to_the_sheet_of_a_region(server: Server, page: Page) -> None:
    look.open_page(page, server.address())
    reach(page, page.get_by_role("combobox", name=say("id", "filters.province")))
    page.keyboard.type("Jawa Tim")
    page.get_by_role("option", name="35 Jawa Timur").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("prov=35"))
    page.keyboard.press("Escape")
    look.settle(page)
    expect(page.get_by_role("option")).to_have_count(0)
    reach(page, page.locator(".brief td.link a").first)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/region"))
    look.settle(page)
    expect(page.get_by_role("combobox", name=say("id", "filters.region"))).not_to_have_value("")


def test_a_task_is_acknowledged(fresh_server: Server, page: Page) -> None:
    look.open_page(page, fresh_server.address("tasks"))
    reach(page, page.get_by_test_id("data-grid-canvas").first)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_url(re.compile("entry="))
    look.settle(page)
    reach(page, page.get_by_role("textbox", name=say("id", "actions.note")))
    page.keyboard.type("Sudah dihubungi")
    reach(page, page.get_by_role("button", name=say("id", "actions.send.acknowledge")))
    page.keyboard.press("Enter")
    recorded = re.compile(f"Tercatat: {say('id', 'terms.action_code.acknowledge')}")
    page.get_by_role("status").filter(has_text=recorded).wait_for(state="visible")
    assert look.errors(page) == [], fresh_server.log_end()


def test_a_file_is_checked(server: Server, page: Page, tmp_path: Path) -> None:
    look.open_page(page, server.address("upload", **look.EXAMPLES["upload"]))
    now = World(server.data_dir).now
    path = tmp_path / "surabaya.csv"
    path.write_text(f"{HEADER}\n{now},35.78,tinta,-,12,twelve,test\n", encoding="utf-8")
    reach(page, page.get_by_role("button", name="Upload", exact=True))
    # What the key opens here is the operating system's own dialog.
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(path)
    check = page.get_by_role("button", name=say("id", "upload.check"))
    expect(check).to_be_enabled()
    reach(page, check)
    page.keyboard.press("Enter")
    # A canvas table keeps its cells unseen, for screen readers.
    refused = page.get_by_role("gridcell", name="twelve", exact=True, include_hidden=True)
    refused.wait_for(state="attached")
    assert axe.grave(axe.barriers(page)) == []


def test_what_opens_by_a_key_has_no_barrier_and_closes_by_escape(
    server: Server, page: Page
) -> None:
    look.open_page(page, server.address("shortages"))
    opener = page.get_by_test_id("stPopoverButton").first
    reach(page, opener)
    page.keyboard.press("Enter")
    body = page.get_by_test_id("stPopoverBody")
    body.wait_for(state="visible")
    assert axe.grave(axe.barriers(page)) == []
    page.keyboard.press("Escape")
    body.wait_for(state="hidden")
    expect(opener).to_be_focused()
    twin = page.locator("summary").filter(has_text=say("id", "shell.table_twin")).first
    reach(page, twin)
    page.keyboard.press("Enter")
    look.settle(page)
    page.locator("details[open]").get_by_test_id("stDataFrame").wait_for()
    assert axe.grave(axe.barriers(page)) == []


def test_a_section_of_the_menu_opens_and_closes_by_keys(server: Server, page: Page) -> None:
    look.open_page(page, server.address("help"))
    reach(page, page.get_by_test_id("stTopNavSection").first)
    page.keyboard.press("Enter")
    title = say("id", "shell.pages.method.title")
    page.get_by_role("menuitem", name=title).wait_for(state="visible")
    page.keyboard.press("Escape")
    page.get_by_role("menuitem", name=title).wait_for(state="hidden")


def test_nothing_moves_for_who_wants_little_motion(server: Server, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    look.open_page(page, server.address("wallboard"))
    play = page.get_by_role("button", name=say("id", "wallboard.play"))
    play.wait_for(state="visible")
    longest_ms = page.evaluate(
        "Math.max(0, ...document.getAnimations().map((motion) =>"
        " motion.effect.getComputedTiming().endTime))"
    )
    assert longest_ms <= 1
    play.press("Enter")
    page.get_by_role("button", name=say("id", "wallboard.pause")).wait_for(state="visible")
