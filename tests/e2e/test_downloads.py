"""Does a download start with a key press, on a desk and on a phone, and can its file be opened?"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PIL import Image

from tests.e2e import look

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.e2e.server import Server

KEY = "overview_decisions"
FIRST_BYTES = {"png": b"\x89PNG", "svg": b"<", "csv": b"\xef\xbb\xbf", "xlsx": b"PK"}


def fetch(page: Page, key: str, extension: str) -> tuple[str, bytes]:
    """The name and content of one file of a figure, asked for with the keyboard alone."""
    page.locator(f".st-key-{key}_files button:visible").first.press("Enter")
    button = page.locator(f".st-key-{key}_{extension} button:visible")
    with page.expect_download() as started:
        button.press("Enter")
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()


@pytest.mark.parametrize("extension", FIRST_BYTES)
def test_each_kind_of_file_is_made_when_asked_for(
    server: Server, page: Page, extension: str
) -> None:
    look.open_page(page, server.address(lang="id"))
    name, content = fetch(page, KEY, extension)
    assert name.startswith("tepat_decisions_nasional_")
    assert name.endswith(f".{extension}")
    assert content.startswith(FIRST_BYTES[extension])
    if extension == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    if extension == "png":
        assert min(Image.open(io.BytesIO(content)).size) > 400


def test_a_phone_can_take_a_file_along(server: Server, phone: Page) -> None:
    look.open_page(phone, server.address(lang="en"))
    _, content = fetch(phone, KEY, "csv")
    assert content.decode("utf-8-sig").count("\n") > 1
