"""Entry point: `streamlit run app.py`. Serves the pages, with worker and alerts beside them."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import AsyncGenerator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from data_pipeline.access import startup
from data_pipeline.alerts.journal import recipients_path
from data_pipeline.errors import TepatError
from data_pipeline.settings import ROOT
from data_pipeline.settings import load as load_settings
from pages.api import ROUTES, monitor
from pages.api.short_links import ShortLinks

PATIENCE_SECONDS: Final = 10
# How long a page's run keeps the event loop from answering the others; Python's own 5 ms doubles
# what fifty readers wait for.
SWITCH_SECONDS: Final = 0.001


def unsafe() -> list[str]:
    """Why this server must not start, one line each."""
    told = [Path(path) for path in st.get_option("secrets.files")]
    kept = next((path for path in told if path.exists()), None)
    auth = st.secrets.get("auth", {}) if kept else {}
    try:
        return startup.problems(
            startup.Facts(
                load_settings(),
                os.environ,
                str(st.get_option("server.address") or ""),
                dict(auth),
                kept,
                has_xsrf_protection=bool(st.get_option("server.enableXsrfProtection")),
                error_details=str(st.get_option("client.showErrorDetails")),
            )
        )
    except TepatError as error:
        return [str(error)]


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncGenerator[None]:
    """Run the worker as long as the server, and the alerts desk once somebody is to be told.

    TEPAT_WORKER=external where both run on their own.
    """
    with ExitStack() as beside:
        if os.environ.get("TEPAT_WORKER") != "external":
            beside.enter_context(helper("watch"))
            if recipients_path(load_settings()).exists():
                beside.enter_context(helper("alerts", "run"))
        if (port := monitor.port()) is not None:
            beside.enter_context(monitor.metrics_server(port))
        # The 130,000 objects that are loaded by now stay as long as the server: Python need not go
        # through them again whenever it looks for garbage, while every reader waits.
        gc.freeze()
        yield


@contextmanager
def helper(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m data_pipeline <command>` beside the server, ended politely, then firmly."""
    # It ends with this process even when nobody is left to end it politely.
    parent = ["--parent", str(os.getpid())]
    process = subprocess.Popen([sys.executable, "-m", "data_pipeline", *command, *parent], cwd=ROOT)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


if reasons := unsafe():
    print("Tepat does not start:", *reasons, sep="\n  ", file=sys.stderr, flush=True)
    # Not sys.exit: the server that loads this module would answer it with a traceback.
    os._exit(startup.EXIT_CODE)

sys.setswitchinterval(SWITCH_SECONDS)
app = st.App(
    ROOT / "pages" / "shell.py",
    lifespan=lifespan,
    routes=ROUTES,
    # Streamlit sends its own scripts uncompressed: 13.4 MB at the first visit without this.
    middleware=[Middleware(ShortLinks), Middleware(GZipMiddleware, minimum_size=1000)],
)
