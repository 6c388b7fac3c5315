"""Does every download button of every page give a file that opens, and says what it is?"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import openpyxl
import pptx
import pypdf
import pytest
from PIL import Image

from data_pipeline.text import say
from pages.registry import PAGES, PageEntry
from tests.e2e import look
from tests.e2e.test_pages import link
from tests.e2e.world import pipeline
from tests.trust import figures

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.e2e.server import Server

# No file before a briefing has been made, nothing earlier to compare with, or no figures at all.
WITHOUT_FILES = {
    *("briefing", "archive", "changes", "wallboard", "help", "what_if", "audit", "people"),
}
# Empty forms and a guide.
WITHOUT_NUMBERS = {"upload", "alerts"}
MARK = "SIMULASI"
FEWEST_PX = 1200
LARGEST_HTML, LARGEST_CHAT = 200_000, 2_048
PAUSE_MS = 250  # Chromium silently drops the eleventh download within a second


def opens_png(content: bytes) -> str:
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        assert picture.format == "PNG"
        assert min(picture.size) > 300
        assert max(picture.size) >= FEWEST_PX
        colours = picture.convert("RGB").resize((64, 64)).getcolors(64 * 64)
        assert colours is not None
        assert len(colours) > 3  # something is drawn
    return MARK  # its words are dots of colour; those of the SVG beside it are read


def opens_svg(content: bytes) -> str:
    root = ElementTree.fromstring(content)
    assert root.tag.endswith("svg")
    return content.decode("utf-8")


def opens_csv(content: bytes) -> str:
    text = content.decode("utf-8-sig")
    mark = ";" if ";" in text.splitlines()[0] else ","
    rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    assert len(rows[0]) > 2
    assert {len(row) for row in rows} == {len(rows[0])}
    return text


def opens_xlsx(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    return " ".join(str(cell) for row in rows for cell in row)


def opens_pptx(content: bytes) -> str:
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    deck = pptx.Presentation(io.BytesIO(content))
    shapes: list[Any] = [shape for slide in deck.slides for shape in slide.shapes]
    assert len(deck.slides) >= 12
    assert any(shape.has_chart for shape in shapes)
    return " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)


def opens_pdf(content: bytes) -> str:
    document = pypdf.PdfReader(io.BytesIO(content))
    assert document.outline
    return " ".join(page.extract_text() for page in document.pages)


def opens_html(content: bytes) -> str:
    assert len(content) <= LARGEST_HTML
    text = content.decode("utf-8")
    assert "<script" not in text
    return text


def opens_txt(content: bytes) -> str:
    assert len(content) <= LARGEST_CHAT
    return content.decode("utf-8")


def opens_md(content: bytes) -> str:
    text = content.decode("utf-8")
    assert text.startswith("# ")
    return text


OPENERS: dict[str, Callable[[bytes], str]] = {
    "png": opens_png,
    "svg": opens_svg,
    "csv": opens_csv,
    "xlsx": opens_xlsx,
    "pptx": opens_pptx,
    "pdf": opens_pdf,
    "html": opens_html,
    "txt": opens_txt,
    "md": opens_md,
}


def press(page: Page, button: Locator) -> tuple[str, str]:
    """Press a download button; the file's name and the words in it."""
    with page.expect_download() as waiting:
        button.click()
    page.wait_for_timeout(PAUSE_MS)
    name = waiting.value.suggested_filename
    content = Path(waiting.value.path()).read_bytes()
    return name, OPENERS[name.rpartition(".")[2]](content)


def press_all(page: Page) -> Iterator[tuple[str, str]]:
    """Press every download button, in closed boxes too; behind other buttons two in the fast form.

    tests/ui/test_downloads.py makes the files of all of them.
    """
    for summary in seen(page, '[data-testid="stMain"] [data-testid="stExpander"] summary'):
        summary.click()
        look.settle(page)
    for button in seen(page, '[data-testid="stMain"] [data-testid="stDownloadButton"] button'):
        yield press(page, button)
    openers = seen(page, '[data-testid="stMain"] [data-testid="stPopover"] button')
    for opener in figures.form(fast=openers[:2], full=openers):
        yield from press_behind(page, opener)


def press_behind(page: Page, opener: Locator) -> Iterator[tuple[str, str]]:
    """Press the download buttons that stand behind another button."""
    opener.scroll_into_view_if_needed()
    opener.click()
    inside = page.locator('[data-testid="stPopoverBody"] [data-testid="stDownloadButton"] button')
    inside.first.wait_for(state="visible")
    for button in inside.all():
        yield press(page, button)
    page.keyboard.press("Escape")
    inside.first.wait_for(state="hidden")


def seen(page: Page, selector: str) -> list[Locator]:
    return [found for found in page.locator(selector).all() if found.is_visible()]


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.code)
def test_every_download_of_a_page_opens(server: Server, page: Page, entry: PageEntry) -> None:
    look.open_page(page, server.address(link(entry), **look.EXAMPLES.get(entry.code, {})))
    found = dict(press_all(page))
    assert found or entry.code in WITHOUT_FILES
    if entry.code not in WITHOUT_NUMBERS:
        assert [name for name, words in found.items() if MARK not in words] == []
    assert look.errors(page) == [], server.log_end()


def test_a_briefing_is_made_by_keyboard_and_all_its_files_open(server: Server, page: Page) -> None:
    look.open_page(page, server.address("briefing"))
    page.get_by_role("button", name=say("id", "briefing.builder.make")).press("Enter")
    page.locator(".st-key-briefing_made").wait_for(state="visible")
    look.settle(page)
    buttons = seen(page, '.st-key-briefing_made [data-testid="stDownloadButton"] button')
    found = dict(press(page, button) for button in buttons)
    assert {name.rpartition(".")[2] for name in found} == {"pptx", "pdf", "xlsx", "html", "txt"}
    assert all(MARK in words for words in found.values())
    assert look.errors(page) == [], server.log_end()


def test_the_archive_hands_files_out_and_proves_them_on_a_phone(
    server: Server, phone: Page
) -> None:
    pipeline(server.data_dir, "briefing", "national")
    look.open_page(phone, server.address("archive"))
    files = seen(phone, '.st-key-archive_files [data-testid="stDownloadButton"] button')
    assert len(files) == 5
    assert all(MARK in press(phone, button)[1] for button in files)
    phone.get_by_role("button", name=say("id", "briefing.archive.check")).click()
    phone.get_by_text("Angkanya sama").wait_for(state="visible")
