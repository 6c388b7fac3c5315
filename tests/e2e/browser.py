"""Which Chromium do the browser tests use, and how does a machine without one get it?

`python -m tests.e2e.browser` prints its path, installs one by apt where it may, or says how.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
MAC_PATHS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Maps need WebGL, also on a machine without a graphics card.
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)
HOW = """No Chromium was found. Any of these gives one:
  Debian          sudo apt-get install chromium
  Ubuntu, macOS, Windows, with internet
                  {python} -m playwright install chromium
  an existing one export TEPAT_CHROMIUM=/path/to/chromium"""


def find() -> Path | None:
    """The browser named by TEPAT_CHROMIUM, else one on the PATH, else one Playwright installed."""
    named = os.environ.get("TEPAT_CHROMIUM")
    if named:
        return Path(named) if Path(named).exists() else None
    on_path = (shutil.which(name) for name in NAMES)
    candidates = [Path(path) for path in on_path if path] + [*MAC_PATHS, _of_playwright()]
    return next((path for path in candidates if path.exists()), None)


def _of_playwright() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


@contextmanager
def launch() -> Iterator[Browser]:
    """A headless Chromium, closed when the block is left; RuntimeError when there is none."""
    path = find()
    if path is None:
        raise RuntimeError(HOW.format(python=sys.executable))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def _install_by_apt() -> None:
    """Debian's package, where this user may install; Ubuntu's is a snap, useless here."""
    if not shutil.which("apt-get") or "ID=debian" not in _os_release():
        return
    sudo = [] if os.getuid() == 0 else ["sudo", "-n"]
    if sudo and subprocess.run([*sudo, "true"], capture_output=True).returncode != 0:
        return
    print("Installing Chromium by apt-get ...", flush=True)
    quiet = ["-qq", "-o", "Dpkg::Use-Pty=0"]
    subprocess.run([*sudo, "apt-get", "update", *quiet])
    subprocess.run([*sudo, "apt-get", "install", *quiet, "-y", "chromium"])


def _os_release() -> list[str]:
    path = Path("/etc/os-release")
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def main() -> int:
    if find() is None:
        _install_by_apt()
    path = find()
    print(f"Browser: {path}" if path else HOW.format(python=sys.executable), flush=True)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
