"""What does the map fetch? The polygons of a board, coloured by the status at a moment."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from data_pipeline.access.refused import Refused
from data_pipeline.cells import badge
from data_pipeline.text import LANGUAGES, say
from pages import access, audited, cached
from pages.cached import Scope, Sight
from pages.components import overridden
from pages.components.text import is_missing, number

STAMP: Final = "%Y%m%dT%H%M%S"
FOR_EVER: Final = {"cache-control": "private, max-age=31536000, immutable"}
NOT_KEPT: Final = {"cache-control": "no-store"}


def status_url(as_of: datetime) -> str:
    """Where the polygons of a moment lie; version and build time make every board a new address."""
    published = cached.pointer()
    built = "".join(mark for mark in published.built_at if mark.isdigit())
    return f"/api/status/{published.version}-{built}/{as_of:{STAMP}}.geojson"


def status_link(as_of: datetime) -> str:
    """That address with the pass of who looks at the page."""
    return f"{status_url(as_of)}?{access.PASS}={access.map_pass()}"


def status_geojson(request: Request) -> Response:
    """Regency polygons with their status at a moment; only codes, names and statuses inside."""
    try:
        as_of = datetime.strptime(request.path_params["as_of"], STAMP)
    except ValueError:
        return JSONResponse({"error": f"No such moment; expected {STAMP}."}, status_code=404)
    if not cached.has_board():
        return JSONResponse({"error": "No board has been published."}, status_code=404)
    try:
        asks = access.of_map(request)
    except Refused as refused:
        return JSONResponse({"error": refused.code}, status_code=403, headers=NOT_KEPT)
    is_current = request.url.path == status_url(as_of)
    audited.polygons(asks.identity, as_of, cached.pointer().version)
    body = _polygons(Sight(cached.settings().data_dir, cached.pointer(), asks.grant), as_of)
    # A page of the board before this one may still ask: it gets the newest, and may not keep it.
    headers = FOR_EVER if is_current else NOT_KEPT
    return Response(body, media_type="application/geo+json", headers=headers)


@lru_cache(maxsize=16)
def _polygons(seen: Sight, as_of: datetime) -> bytes:
    statuses = cached.ask_of(seen, "region_status", Scope(as_of=as_of)).set_index("region_code")
    facts = statuses[["status", "tps_not_ready"]].to_dict("index")
    # Without a grant a shape is left out: grey would say that its region is silent.
    shapes = [
        shape
        for shape in cached.geometry()["features"]
        if seen.grant.is_everywhere or shape["id"] in facts
    ]
    held = overridden.held(as_of, seen)
    features = [_feature(it, facts.get(it["id"]), held.get(it["id"])) for it in shapes]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _feature(
    shape: dict[str, Any], fact: dict[str, Any] | None, override: str | None
) -> dict[str, Any]:
    status = fact["status"] if fact else "grey"
    tps = fact["tps_not_ready"] if fact else None
    tips = {f"tip_{tongue}": tip(tongue, status, tps, override) for tongue in LANGUAGES}
    return {**shape, "properties": {**shape["properties"], "status": status, **tips}}


def tip(tongue: str, status: str, tps: float | None, override: str | None = None) -> str:
    """'■ MERAH ╱╱ diganti: ▲ KUNING · ± 240 TPS belum siap'; no number when it is unknown."""
    words = badge(tongue, status)
    if override:
        facts = {"mark": overridden.MARK, "status": badge(tongue, override)}
        words = f"{words} {say(tongue, 'actions.override.short', **facts)}"
    if tps is None or is_missing(tps) or status == "green":
        return words
    return f"{words} · {say(tongue, 'map.tps', n=number(tps, tongue=tongue))}"
