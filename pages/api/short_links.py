"""How does a link by bare codes, `/region?region=93.04`, reach a page that knows whole labels only?

By a redirect before the page is loaded: a widget bound to the address clears from it whatever is no
label of its own, so nothing can be put right afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pages import cached
from pages.components.filters import PROVINCE_KEY, REGION_KEY
from pages.registry import PAGES

PATHS: Final = frozenset({"/", *(f"/{entry.code}" for entry in PAGES)})
LABELS: Final[dict[str, Callable[[], Mapping[str, str]]]] = {
    PROVINCE_KEY: cached.province_labels,
    REGION_KEY: cached.region_labels,
}


class ShortLinks:
    """Middleware: answers a page asked for by codes with the same page by labels."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        query = spelled_out(scope) if scope["type"] == "http" else ""
        if query:
            answer = RedirectResponse(f"?{query}", status_code=307)
            await answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def spelled_out(scope: Scope) -> str:
    """The query of a page with codes as labels; '' where there is nothing to spell out."""
    if scope["path"] not in PATHS or not scope["query_string"]:
        return ""
    asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    if not any(key in LABELS for key, _ in asked) or not cached.has_board():
        return ""
    told = [(key, LABELS[key]().get(text, text) if key in LABELS else text) for key, text in asked]
    return urlencode(told) if told != asked else ""
