"""How does one command bring up a dashboard with data, and take every process down again?

Standard library only, because it runs before anything else is known to work; on Windows too.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
START_LIMIT_S = 90.0
# Longer than app.py gives its worker, or a killed dashboard would leave the worker behind.
PATIENCE_S = 20.0


def main() -> int:
    """Exit code of the dashboard; 0 after Ctrl-C."""
    options = _options()
    data_dir = Path(os.environ.get("TEPAT_DATA_DIR", ROOT / "data")).resolve()
    if _is_taken(options.port):
        return _refuse(
            f"Port {options.port} on {HOST} is taken by another program. "
            f"Stop that program, or choose another port: make run PORT={options.port + 1}"
        )
    # On this machine alone, and only where nobody has set up how people come in.
    os.environ.setdefault("TEPAT_ACCESS", "demo")
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        return _serve(options.port, data_dir, with_demo=options.demo == "yes")
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--demo", choices=("yes", "no"), default="yes")
    return parser.parse_args()


def _serve(port: int, data_dir: Path, *, with_demo: bool) -> int:
    if with_demo and needs_demo(data_dir):
        print("No data yet: loading the simulated election (once) ...", flush=True)
        loaded = subprocess.run([sys.executable, "-m", "data_pipeline", "demo", "load"], cwd=ROOT)
        if loaded.returncode != 0:
            return _refuse("The simulated election was not loaded; its own message stands above.")
    with ExitStack() as running:
        dashboard = running.enter_context(_child("streamlit", *_streamlit_arguments(port)))
        if not _wait_until_served(port, dashboard):
            return _refuse("The dashboard did not start; its own message stands above.")
        print(f"\n  Tepat is at http://{HOST}:{port}   (Ctrl-C ends it)\n", flush=True)
        if with_demo and (data_dir / "SIMULASI").exists():
            running.enter_context(_child("data_pipeline", "demo", "live"))
        return dashboard.wait()


def _streamlit_arguments(port: int) -> tuple[str, ...]:
    address = ("--server.address", HOST, "--server.port", str(port))
    return ("run", "app.py", *address, "--server.headless", "true")


def needs_demo(data_dir: Path) -> bool:
    """No board to show and no files of a real sender: a first start, or a load that was cut off."""
    has_board = (data_dir / "boards" / "current.json").exists()
    is_real = (data_dir / "ledger.jsonl").exists() and not (data_dir / "SIMULASI").exists()
    return not has_board and not is_real


def _is_taken(port: int) -> bool:
    # Streamlit would answer a taken port by silently serving on the next one.
    with socket.socket() as probe:
        if os.name == "posix":  # else a port in TIME_WAIT after Ctrl-C looks taken
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


@contextmanager
def _child(module: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A Python module in a process of its own, ended by its id when the block is left."""
    # Its own group: Ctrl-C reaches this process alone, which then ends each child once, in order.
    group = (
        {"start_new_session": True}
        if os.name == "posix"
        else {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    )
    child = subprocess.Popen([sys.executable, "-m", module, *arguments], cwd=ROOT, **group)
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.wait(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _wait_until_served(port: int, dashboard: subprocess.Popen[bytes]) -> bool:
    limit = time.monotonic() + START_LIMIT_S
    while time.monotonic() < limit and dashboard.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/_stcore/health", timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    return False


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
