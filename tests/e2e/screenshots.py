"""What does every page look like? Writes docs/images/<page>-<theme>-<language>-<size>.png.

`python -m tests.e2e.screenshots [PAGE …]` loads the simulated election into a temporary
directory, opens each page in light and dark, Indonesian and English, wide and phone, and keeps each
picture under 150 kB.
"""

from __future__ import annotations

import argparse
import io
import itertools
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PIL import Image

from pages.registry import PAGES, PageEntry
from tests.e2e import browser as chromium
from tests.e2e import look
from tests.e2e.server import ROOT, Server, serve
from tests.e2e.world import small_world

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Page

IMAGES_DIR = ROOT / "docs" / "images"
LIMIT_BYTES = 150_000
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LANGUAGES = ("id", "en")
SIZES = {"wide": look.WIDE, "phone": look.PHONE}


def main() -> int:
    options = _options()
    chosen = [entry for entry in PAGES if not options.pages or entry.code in options.pages]
    with tempfile.TemporaryDirectory(prefix="tepat-") as folder:
        data_dir = options.data_dir or small_world(Path(folder)).data_dir
        with serve(data_dir) as server, chromium.launch() as browser:
            for path in _shoot_all(browser, server, chosen):
                print(f"{path.stat().st_size / 1000:6.0f} kB  {path.relative_to(ROOT)}", flush=True)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", choices=[[], *(entry.code for entry in PAGES)])
    parser.add_argument("--data-dir", type=Path, help="use this data directory as it is")
    return parser.parse_args()


def _shoot_all(browser: Browser, server: Server, chosen: Sequence[PageEntry]) -> list[Path]:
    IMAGES_DIR.mkdir(parents=True, exist_ok=True)
    views = itertools.product(THEMES, SIZES, LANGUAGES)
    return [
        _shoot(browser, server, entry, theme, size, language)
        for theme, size, language in views
        for entry in chosen
    ]


def _shoot(
    browser: Browser,
    server: Server,
    entry: PageEntry,
    theme: Literal["light", "dark"],
    size: str,
    language: str,
) -> Path:
    path = IMAGES_DIR / f"{entry.code}-{theme}-{language}-{size}.png"
    with look.page(browser, SIZES[size], theme) as page:
        link = "" if entry.is_default else entry.code
        look.open_page(
            page, server.address(link, lang=language, **look.EXAMPLES.get(entry.code, {}))
        )
        _wait_until_still(page)
        if look.errors(page):
            raise RuntimeError(f"{path.name} would show an error:\n{server.log_end()}")
        path.write_bytes(small_png(page.screenshot()))
    return path


def _wait_until_still(page: Page) -> None:
    """Maps and charts draw after the script ends: wait until two pictures in a row are the same."""
    before = b""
    for _attempt in range(20):
        page.wait_for_timeout(700)
        now = page.screenshot()
        if now == before:
            return
        before = now


def small_png(png: bytes) -> bytes:
    """The same picture in as many colours as fit the limit; ValueError when even 16 do not."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64, 32, 16):
        out = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= LIMIT_BYTES:
            return out.getvalue()
    raise ValueError(f"A picture needs {out.tell()} bytes; at most {LIMIT_BYTES} are kept.")


if __name__ == "__main__":
    sys.exit(main())
