"""What does the map's address answer, and how long may a browser keep it?"""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response

from data_pipeline.access import demo, passes
from pages import access, api
from tests.ui import boards

AS_OF = datetime(2024, 1, 8, 3)


def ask(path: str) -> Response:
    """The answer to GET on a status address."""
    version, file = path.split("/")[-2:]
    parameters = {"version": version, "as_of": file.removesuffix(".geojson")}
    shown = passes.write(demo.principal("analyst"), access.map_secret())
    scope = {"type": "http", "path": path, "headers": [], "path_params": parameters}
    told = {"server": ("127.0.0.1", 1), "query_string": f"pass={shown}".encode()}
    return api.status_geojson(Request({**scope, **told}))


def features(response: Response) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(bytes(response.body))["features"]
    return found


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEPAT_DATA_DIR", str(boards.empty()))
    return boards.empty()


@pytest.mark.usefixtures("silent")
def test_where_nobody_reported_every_polygon_is_grey() -> None:
    response = ask(api.status_url(AS_OF))
    assert response.headers["cache-control"] == "private, max-age=31536000, immutable"
    statuses = Counter(feature["properties"]["status"] for feature in features(response))
    assert statuses == {"grey": 514}


@pytest.mark.usefixtures("silent")
def test_a_polygon_tells_only_code_name_and_status() -> None:
    told = features(ask(api.status_url(AS_OF)))[0]["properties"]
    assert set(told) == {"code", "name", "prov", "status", "tip_id", "tip_en"}
    assert told["tip_id"] == "◌ TANPA DATA"


@pytest.mark.usefixtures("silent")
def test_an_older_board_gets_the_newest_and_may_not_keep_it() -> None:
    response = ask("/api/status/0-20231231/20240108T030000.geojson")
    assert response.headers["cache-control"] == "no-store"
    assert len(features(response)) == 514


@pytest.mark.usefixtures("silent")
@pytest.mark.parametrize("moment", ["yesterday", "20240108", "../../etc/passwd"])
def test_what_is_no_moment_is_not_found(moment: str) -> None:
    assert ask(f"/api/status/1-1/{moment.replace('/', '%2F')}.geojson").status_code == 404


def test_two_boards_never_share_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEPAT_DATA_DIR", str(boards.empty()))
    first = api.status_url(AS_OF)
    monkeypatch.setenv("TEPAT_DATA_DIR", str(boards.troubled()))
    assert api.status_url(AS_OF) != first
