"""What may a browser or a program fetch beside the pages?"""

from __future__ import annotations

from typing import Final

from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from data_pipeline.settings import ROOT
from pages.api import feed, monitor
from pages.api.newest import newest
from pages.api.polygons import FOR_EVER, NOT_KEPT, status_geojson, status_link, status_url, tip

__all__ = [
    "FOR_EVER",
    "NOT_KEPT",
    "ROUTES",
    "status_geojson",
    "status_link",
    "status_url",
    "tip",
]


ROUTES: Final[list[BaseRoute]] = [
    Route("/api/status/{version}/{as_of}.geojson", status_geojson),
    Route("/api/health", monitor.health),
    Route("/api/ready", monitor.ready),
    WebSocketRoute("/api/newest", newest),
    *feed.ROUTES,
    # Streamlit serves the folder static/ beside its script, and that is pages/, not the root.
    Mount("/app/static", StaticFiles(directory=ROOT / "static")),
]
