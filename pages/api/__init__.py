"""What may a browser or a program fetch beside the pages?"""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from data_pipeline.settings import ROOT
from pages import cached
from pages.api import feed
from pages.api.polygons import FOR_EVER, NOT_KEPT, status_geojson, status_url, tip

__all__ = ["FOR_EVER", "NOT_KEPT", "ROUTES", "health", "status_geojson", "status_url", "tip"]


def health(request: Request) -> Response:
    """200 with the version on show; 503 before the first board."""
    published = cached.pointer()
    code = 200 if cached.has_board() else 503
    return JSONResponse({"version": published.version, "as_of": published.as_of}, code, NOT_KEPT)


ROUTES: Final[list[BaseRoute]] = [
    Route("/api/status/{version}/{as_of}.geojson", status_geojson),
    Route("/api/health", health),
    *feed.ROUTES,
    # Streamlit serves the folder static/ beside its script, and that is pages/, not the root.
    Mount("/app/static", StaticFiles(directory=ROOT / "static")),
]
