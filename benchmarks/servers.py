"""How is a dashboard started, asked whether it is there, weighed and ended? Tepat and its peers."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import psutil

from benchmarks.peers.board import GEOMETRY
from data_pipeline import heartbeat
from data_pipeline.settings import ROOT, Settings
from tests.e2e.server import end, environment

PEERS: Final = ROOT / "benchmarks" / "peers"
START_LIMIT_S: Final = 90.0
# Longer than any part takes: no board but those that a part shows.
NO_TICK: Final = {"TEPAT_TICK_SECONDS": "86400"}
MEGABYTE: Final = 1e6


@dataclass(frozen=True)
class App:
    """How to start a dashboard: `command` with {port}, in which folder, with which variables.

    `served` are files that it hands out from the folder static/ of its own.
    """

    name: str
    command: tuple[str, ...]
    folder: Path = ROOT
    health: str = ""
    variables: dict[str, str] = field(default_factory=dict)
    served: tuple[Path, ...] = ()


def _streamlit(script: str) -> tuple[str, ...]:
    listen = ("--server.address", "127.0.0.1", "--server.port", "{port}", "--server.headless")
    return ("-m", "streamlit", "run", script, *listen, "true", "--browser.gatherUsageStats=false")


TEPAT: Final = App(
    "Tepat", _streamlit("app.py"), health="_stcore/health", variables={"TEPAT_WORKER": "external"}
)
# With the worker beside it, as `make run` starts it.
TEPAT_WITH_WORKER: Final = App(
    "Tepat and worker", _streamlit("app.py"), health="_stcore/health", variables=NO_TICK
)
# In folders of their own, or they would have Tepat's settings of Streamlit.
STREAMLIT: Final = App(
    "plain Streamlit",
    (*_streamlit("app.py"), "--server.enableStaticServing=true"),
    PEERS / "streamlit_plain",
    "_stcore/health",
    served=(GEOMETRY,),
)
BLANK: Final = App(
    "blank Streamlit", _streamlit("app.py"), PEERS / "streamlit_blank", "_stcore/health"
)
STATIC: Final = App("static page", ("-m", "benchmarks.peers.static_page"))
DASH: Final = App("Dash", ("-m", "benchmarks.peers.dash_app"))
PANEL: Final = App(
    "Panel",
    ("-m", "panel", "serve", str(PEERS / "panel_app" / "app.py"), "--port", "{port}"),
    health="app",
)


@dataclass(frozen=True)
class Running:
    """A dashboard that answers at `url`, with every process it started."""

    app: App
    url: str
    data_dir: Path
    process: psutil.Process

    @property
    def cpu_seconds(self) -> float:
        """Processor seconds so far, of all its processes."""
        used = [it.cpu_times() for it in self._family()]
        return float(sum(it.user + it.system for it in used))

    @property
    def memory_mb(self) -> float:
        """Resident memory of all its processes; what several share is counted once (PSS)."""
        return _resident_mb(self._family())

    @property
    def children_mb(self) -> float:
        """The part of it that the server's children hold: Tepat's worker."""
        return _resident_mb(self.process.children(recursive=True))

    def _family(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]


def _resident_mb(processes: list[psutil.Process]) -> float:
    return float(sum(it.memory_full_info().pss for it in processes)) / MEGABYTE


@contextmanager
def running(app: App, data_dir: Path) -> Iterator[Running]:
    """The dashboard over that data directory, until the block is left."""
    port = _free_port()
    command = [sys.executable, *(word.format(port=port) for word in app.command)]
    own = {"PYTHONPATH": str(ROOT), "PORT": str(port), **app.variables}
    log_path = data_dir / f"{app.name}.log"
    for path in app.served:
        place = app.folder / "static" / path.name
        place.parent.mkdir(exist_ok=True)
        shutil.copy(path, place)
    with log_path.open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=app.folder,
            env={**environment(data_dir), **own},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        url = f"http://127.0.0.1:{port}/"
        wait_for(url + app.health, process, log_path)
        yield Running(app, url, data_dir, psutil.Process(process.pid))
    finally:
        end(process)


@contextmanager
def worker(data_dir: Path) -> Iterator[psutil.Process]:
    """The worker of that data directory on its own, at rest; for a server that starts none."""
    log_path = data_dir / "worker-output.log"
    command = [sys.executable, "-m", "data_pipeline", "watch", "--parent", str(os.getpid())]
    with log_path.open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**environment(data_dir), **NO_TICK},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for_rest(data_dir, process, log_path)
        yield psutil.Process(process.pid)
    finally:
        end(process)


def _wait_for_rest(data_dir: Path, process: subprocess.Popen[bytes], log_path: Path) -> None:
    limit = time.monotonic() + START_LIMIT_S
    while time.monotonic() < limit and process.poll() is None:
        beat = heartbeat.read(Settings(data_dir))
        if beat and beat.pid == process.pid and beat.state == "idle":
            return
        time.sleep(0.05)
    raise RuntimeError(f"The worker does not come to rest. Its log:\n{_end_of(log_path)}")


def wait_for(address: str, process: subprocess.Popen[bytes], log_path: Path) -> None:
    """Until it answers; RuntimeError with the end of its log when it does not."""
    limit = time.monotonic() + START_LIMIT_S
    while time.monotonic() < limit and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    raise RuntimeError(f"{address} does not answer. Its log:\n{_end_of(log_path)}")


def _end_of(log_path: Path) -> str:
    return log_path.read_text(encoding="utf-8", errors="replace")[-3000:]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
