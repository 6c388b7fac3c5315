"""How does a test get a real dashboard of its own: free port, own data, ended by process id?"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT_S = 90.0


@dataclass(frozen=True)
class Server:
    """A running dashboard: `http://127.0.0.1:<port>`, its data directory and its log file."""

    port: int
    data_dir: Path
    log_path: Path
    process_id: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def log_end(self) -> str:
        """The last lines the server wrote, for a test that has to say why."""
        return self.log_path.read_text(encoding="utf-8", errors="replace")[-3000:]

    def address(self, path: str = "", **query: str) -> str:
        """The URL of a page, for example `address("shortages", lang="en")`."""
        text = "&".join(f"{name}={value}" for name, value in query.items())
        return f"{self.url}/{path}" + (f"?{text}" if text else "")


@contextmanager
def serve(data_dir: Path) -> Iterator[Server]:
    """The dashboard and its worker over `data_dir`; RuntimeError with its log when it fails."""
    server = Server(_free_port(), data_dir, data_dir / "server.log")
    arguments = ["--server.address", "127.0.0.1", "--server.port", str(server.port)]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    with server.log_path.open("ab") as log:
        process = subprocess.Popen(
            [*command, *arguments],
            cwd=ROOT,
            env=environment(data_dir),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(server, process)
        yield replace(server, process_id=process.pid)
    finally:
        end(process)


def environment(data_dir: Path) -> dict[str, str]:
    """The caller's environment with that data directory, and boards that only a file renews."""
    own = {"TEPAT_DATA_DIR": str(data_dir), "TEPAT_TICK_SECONDS": "900", "TEPAT_ACCESS": "demo"}
    return {**os.environ, **own}


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and whatever it started, each by its own id."""
    family = [psutil.Process(process.pid)] if process.poll() is None else []
    for parent in list(family):
        family += parent.children(recursive=True)
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=20)
    _gone, alive = psutil.wait_procs(family, timeout=3)
    for left in alive:
        left.kill()
    process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + START_LIMIT_S
    while time.monotonic() < limit and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The dashboard did not start. Its log:\n{server.log_end()}")
