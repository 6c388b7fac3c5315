"""How does a test ask the feed over real HTTP, without a dashboard around it?"""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

from pages.api import ROUTES


@contextmanager
def feed() -> Iterator[str]:
    """The address of the feed's routes on a port of their own."""
    config = uvicorn.Config(Starlette(routes=ROUTES), host="127.0.0.1", port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)


def get(address: str) -> tuple[int, bytes]:
    """The status and the body, whatever the status is."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
