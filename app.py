"""Entry point: `streamlit run app.py`. Serves the pages and keeps the ingest worker beside them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Final

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from data_pipeline.settings import ROOT
from pages.api import ROUTES

PATIENCE_SECONDS: Final = 10


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncGenerator[None]:
    """Run the worker as long as the server; TEPAT_WORKER=external where it runs on its own."""
    if os.environ.get("TEPAT_WORKER") == "external":
        yield
        return
    with worker():
        yield


@contextmanager
def worker() -> Iterator[subprocess.Popen[bytes]]:
    """`python -m data_pipeline watch`, ended politely, then firmly."""
    # The worker ends with this process even when nobody is left to end it politely.
    command = [sys.executable, "-m", "data_pipeline", "watch", "--parent", str(os.getpid())]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


app = st.App(
    ROOT / "pages" / "shell.py",
    lifespan=lifespan,
    routes=ROUTES,
    # Streamlit sends its own scripts uncompressed: 13.4 MB at the first visit without this.
    middleware=[Middleware(GZipMiddleware, minimum_size=1000)],
)
