"""What does a program read? Statuses with reasons, as JSON, CSV or Parquet, from one board."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from data_pipeline.access import refused as refused_codes
from data_pipeline.access.refused import Refused as NotLetIn
from data_pipeline.text import say
from pages import access, audited, cached
from pages.api import feed_files, openapi
from pages.api.feed_question import Question, Refused, asked
from pages.api.feed_rows import DATASETS, facts, moments, places, rows
from pages.cached import Sight

Written = Callable[[str, list[dict[str, Any]], Mapping[str, Any]], bytes]

WRITERS: Final[dict[str, Written]] = {
    "json": feed_files.as_json,
    "csv": feed_files.as_csv,
    "parquet": feed_files.as_parquet,
}
MIMES: Final = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8; header=present",
    "parquet": "application/vnd.apache.parquet",
}
# A copy may be kept, but must be asked about: the next board changes every answer.
ASK_AGAIN: Final = "private, no-cache"
RETRY_SECONDS: Final = "5"


def dataset(request: Request) -> Response:
    """The rows of one data set in one format, for the provinces, moment and language asked for."""
    name, suffix = request.path_params["dataset"], request.path_params["suffix"]
    if name not in DATASETS or suffix not in WRITERS:
        return unknown(request)
    return _answer(request, MIMES[suffix], lambda told: _taken(told, name, suffix))


def meta(request: Request) -> Response:
    """Which board it is, and what may be asked of it."""
    return _answer(request, MIMES["json"], lambda told: _described(*told[1:]))


def document(request: Request) -> Response:
    """The OpenAPI document of the feed."""
    return _unless_known(request, openapi.text().encode(), "openapi", MIMES["json"], {})


def unknown(request: Request) -> Response:
    """404 with the addresses there are."""
    known = [f"/api/v1/{name}.{suffix}" for name in DATASETS for suffix in WRITERS]
    told = {"code": "unknown_address", "came": request.url.path, "expected": [*known, META]}
    return JSONResponse({"error": told}, status_code=404)


Told = tuple[str, Sight, Question]


def _answer(request: Request, mime: str, make: Callable[[Told], bytes]) -> Response:
    # One pointer for the whole answer: the next board may be published while it is made.
    shown = cached.published()
    try:
        asks = access.of_request(request)
        seen = Sight(cached.settings().data_dir, shown, asks.grant)
        question = asked(request.query_params.multi_items(), seen)
    except NotLetIn as error:
        return _not_let_in(error)
    except Refused as refused:
        return JSONResponse({"error": refused.told}, status_code=400)
    if not shown.version:
        return _no_board(question.language)
    board_facts = facts(seen, question)
    headers = {
        "tepat-board-version": str(shown.version),
        "tepat-as-of": board_facts["as_of"],
        "tepat-simulated": str(board_facts["is_simulated"]).lower(),
    }
    body = make((str(asks.identity), seen, question))
    return _unless_known(request, body, f"v{shown.version}", mime, headers)


def _not_let_in(error: NotLetIn) -> Response:
    """401 without a good token, 403 with one that may not read."""
    is_known = error.code in (refused_codes.NOT_ALLOWED, refused_codes.NOT_LOCAL)
    headers = {"cache-control": "no-store"}
    if not is_known:
        headers["www-authenticate"] = "Bearer"
    told = {"code": "not_let_in", "reason": error.code}
    return JSONResponse({"error": told}, 403 if is_known else 401, headers)


def _no_board(language: str) -> Response:
    told = {"code": "no_board", "message": say(language, "feed.no_board")}
    return JSONResponse({"error": told}, 503, {"retry-after": RETRY_SECONDS})


def _unless_known(
    request: Request, body: bytes, version: str, mime: str, headers: Mapping[str, str]
) -> Response:
    """The body, or 304 when the reader holds the same one already."""
    tag = f'W/"{version}-{hashlib.sha256(body).hexdigest()[:20]}"'
    told = {
        "etag": tag,
        "cache-control": ASK_AGAIN,
        "x-content-type-options": "nosniff",
        **headers,
    }
    held = [held.strip() for held in request.headers.get("if-none-match", "").split(",")]
    if tag in held or "*" in held:
        return Response(status_code=304, headers=told)
    return Response(body, media_type=mime, headers=told)


def _taken(told: Told, name: str, suffix: str) -> bytes:
    who, seen, question = told
    body, count = _written(seen, question, name, suffix)
    audited.fed(who, name, suffix, count, question.scope, seen.shown.version)
    return body


# Board, grant and question are the whole key: an answer never changes under one version.
@lru_cache(maxsize=32)
def _written(seen: Sight, question: Question, name: str, suffix: str) -> tuple[bytes, int]:
    found = rows(seen, question, name)
    return WRITERS[suffix](name, found, facts(seen, question)), len(found)


@lru_cache(maxsize=32)
def _described(seen: Sight, question: Question) -> bytes:
    told = {
        "meta": facts(seen, question),
        "moments": moments(seen),
        "provinces": places(seen),
    }
    return feed_files.json_bytes(told)


META: Final = "/api/v1/meta.json"
ROUTES: Final[list[BaseRoute]] = [
    Route("/api/openapi.json", document),
    Route(META, meta),
    Route("/api/v1/{dataset}.{suffix}", dataset),
    Route("/api/v1/{rest:path}", unknown),
]
