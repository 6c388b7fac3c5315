"""Is this site alive, may it be relied on, and what does a monitor read of it?

/api/health and /api/ready are open and say nothing of the data. The metrics have a port of their
own that only this machine reaches: behind a proxy every visitor looks like a local one.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from data_pipeline import metrics, readiness
from data_pipeline.errors import SettingError
from data_pipeline.metrics import Tally
from pages import cached, measured
from pages.api.polygons import NOT_KEPT

LOOPBACK: Final = "127.0.0.1"


async def health(request: Request) -> Response:
    """200 while this process answers, with the version on show."""
    return JSONResponse({"version": cached.published().version}, 200, NOT_KEPT)


def ready(request: Request) -> Response:
    """200 when board, worker, ledger and disk are as they should be; 503 with the reasons."""
    found = readiness.problems(cached.settings())
    told = {"ready": not found, "problems": [asdict(problem) for problem in found]}
    return JSONResponse(told, 503 if found else 200, NOT_KEPT)


def port(environment: Mapping[str, str] = os.environ) -> int | None:
    """TEPAT_METRICS_PORT; None when no metrics are wanted. Raises SettingError."""
    told = environment.get("TEPAT_METRICS_PORT", "")
    if not told:
        return None
    if not told.isascii() or not told.isdigit() or not 0 < int(told) < 65536:
        raise SettingError("TEPAT_METRICS_PORT", told, "a port from 1 to 65535")
    return int(told)


@contextmanager
def metrics_server(chosen: int) -> Iterator[int]:
    """Serve the metrics on loopback while the block runs; the port, 0 chooses a free one."""
    server = ThreadingHTTPServer((LOOPBACK, chosen), _Handler)
    thread = threading.Thread(target=server.serve_forever, name="metrics", daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


_tally: Final = Tally()
_one_at_a_time: Final = threading.Lock()


class _Handler(BaseHTTPRequestHandler):
    """GET /metrics, and nothing else."""

    def do_GET(self) -> None:
        if self.path != "/metrics":
            self.send_error(404)
            return
        with _one_at_a_time:
            found = [*metrics.gather(cached.settings(), _tally), *measured.metrics()]
        body = metrics.text(found).encode()
        self.send_response(200)
        self.send_header("content-type", metrics.MIME)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """A scrape every few seconds is no news."""
