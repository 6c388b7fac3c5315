"""Does the feed answer what its OpenAPI document promises, over real HTTP, in every format?"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import uvicorn
from jsonschema import Draft202012Validator
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from data_pipeline import publish
from data_pipeline.settings import ROOT, Settings
from data_pipeline.text import LANGUAGES, say
from pages.api import ROUTES, feed_files, feed_rows, openapi
from tests.sql.conftest import World
from tests.ui import boards

CLIENT = ROOT / "docs" / "examples" / "feed_client.py"
KEPT = ROOT / "docs" / "openapi.json"
NAMES = tuple(feed_rows.DATASETS)


@dataclass(frozen=True)
class Answer:
    """What came back, whatever its status."""

    code: int
    headers: Any
    body: bytes

    @property
    def told(self) -> Any:
        return json.loads(self.body)


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """The feed's routes on a port of their own, as the app serves them."""
    app = Starlette(routes=ROUTES, middleware=[Middleware(GZipMiddleware, minimum_size=1000)])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(autouse=True)
def shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test reads the board with troubles, unless it says otherwise."""
    monkeypatch.setenv("TEPAT_DATA_DIR", str(boards.troubled()))


def get(address: str, **headers: str) -> Answer:
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as found:
            return Answer(found.status, found.headers, found.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


def promised(name: str, told: object) -> None:
    """Fails when the answer is not what the document promises under that schema."""
    schema = {"$ref": f"#/components/schemas/{name}", **openapi.document()}
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(told)


def rows(base: str, name: str, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get(f"{base}/api/v1/{name}.json?{query}").told["rows"]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_json_is_what_the_document_promises(base: str, name: str, language: str) -> None:
    answer = get(f"{base}/api/v1/{name}.json?lang={language}")
    assert answer.code == 200
    promised(name.capitalize(), answer.told)
    assert answer.told["rows"]
    assert answer.told["meta"]["row_count"] == len(answer.told["rows"])
    assert answer.told["meta"]["language"] == language


def test_the_document_would_notice_a_lie(base: str) -> None:
    told = get(f"{base}/api/v1/regions.json").told
    told["rows"][0]["status"] = "blue"
    with pytest.raises(Exception, match="blue"):
        promised("Regions", told)


@pytest.mark.parametrize("name", NAMES)
def test_csv_and_parquet_hold_the_same_rows(base: str, name: str) -> None:
    wanted = rows(base, name, "lang=en")
    text = get(f"{base}/api/v1/{name}.csv?lang=en").body.decode()
    listed = list(csv.DictReader(io.StringIO(text)))
    assert [row["region_code"] for row in listed] == [row["region_code"] for row in wanted]
    assert {row["board_version"] for row in listed} == {"1"}
    file = pq.read_table(io.BytesIO(get(f"{base}/api/v1/{name}.parquet?lang=en").body))
    assert json.loads(file.schema.metadata[b"tepat"])["language"] == "en"
    typed = file.to_pylist()
    for row, exact in zip(wanted, typed, strict=True):
        for field, value in row.items():
            assert (exact[field] is None) == (value is None), field
        assert exact["tps_not_ready"] == row["tps_not_ready"]
    assert str(file.schema.field("decide_by").type) == "date32[day]"


def test_the_only_shortage_is_told_with_its_reason(base: str) -> None:
    surabaya = next(row for row in rows(base, "regions", "lang=en") if row["status"] != "grey")
    assert surabaya["region_code"] == "35.78"
    assert surabaya["reason"].startswith(say("en", f"reasons.word.{surabaya['status']}"))
    never = [row for row in rows(base, "regions") if row["reported_at"] is None]
    assert len(never) == 4
    assert {row["tps_not_ready"] for row in never} == {None}  # unknown is not zero


def test_provinces_narrow_and_an_earlier_moment_is_the_earlier_one(base: str) -> None:
    assert {row["province_code"] for row in rows(base, "regions", "province=35,51")} == {"35", "51"}
    told = get(f"{base}/api/v1/meta.json").told
    promised("Meta", told)
    earlier = told["moments"][-1]
    assert earlier != told["moments"][0]
    answer = get(f"{base}/api/v1/regions.json?as_of={earlier}").told
    assert answer["meta"]["as_of"] == earlier
    in_jakarta = "2024-01-08T10:00:00%2B07:00"
    newest = get(f"{base}/api/v1/regions.json?as_of={in_jakarta}").told
    assert newest["meta"]["as_of"] == told["moments"][0]


@pytest.mark.parametrize(
    ("query", "parameter", "expected"),
    [
        ("province=77", "province", "35"),
        ("province=", "province", "35"),
        ("as_of=2024-01-08", "as_of", "2024-01-08T03:00:00Z"),
        ("as_of=2024-01-08T03:00:00", "as_of", "2024-01-08T03:00:00Z"),
        ("as_of=yesterday", "as_of", "2024-01-08T03:00:00Z"),
        ("lang=fr", "lang", "en"),
        ("provinces=35", "provinces", "province"),
    ],
)
def test_a_bad_parameter_is_told_what_came_and_what_was_expected(
    base: str, query: str, parameter: str, expected: str
) -> None:
    for address in ("regions.csv", "risk.parquet", "meta.json"):
        answer = get(f"{base}/api/v1/{address}?{query}")
        assert answer.code == 400
        promised("Error", answer.told)
        error = answer.told["error"]
        assert error["parameter"] == parameter
        assert error["came"] == query.split("=")[1]
        assert expected in error["expected"]


def test_the_same_parameter_twice_is_refused(base: str) -> None:
    answer = get(f"{base}/api/v1/regions.json?province=35&province=51&lang=en")
    assert answer.code == 400
    assert answer.told["error"]["parameter"] == "province"


@pytest.mark.parametrize("address", ["regions.xml", "secrets.json", "regions", "a/b.json"])
def test_an_unknown_address_says_which_there_are(base: str, address: str) -> None:
    answer = get(f"{base}/api/v1/{address}")
    assert answer.code == 404
    promised("Error", answer.told)
    assert "/api/v1/regions.json" in answer.told["error"]["expected"]


def test_what_is_held_is_not_sent_again_until_the_board_changes(
    base: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    address = f"{base}/api/v1/regions.json"
    first = get(address)
    assert first.headers["cache-control"] == "private, no-cache"
    again = get(address, **{"If-None-Match": f'"x", {first.headers["etag"]}'})
    assert (again.code, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    for version in (1, 2):
        publish.publish(World().connection, Settings(tmp_path), World().as_of)
        monkeypatch.setenv("TEPAT_DATA_DIR", str(tmp_path))
        other = get(address, **{"If-None-Match": first.headers["etag"]})
        assert other.code == 200
        assert other.headers["tepat-board-version"] == str(version)
        first = other


def test_before_the_first_board_it_says_when_to_come_back(
    base: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TEPAT_DATA_DIR", str(tmp_path))
    answer = get(f"{base}/api/v1/regions.json")
    assert (answer.code, answer.headers["retry-after"]) == (503, "5")
    promised("Error", answer.told)


def test_a_simulation_is_marked_in_every_format(
    base: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "SIMULASI").touch()
    publish.publish(World().connection, Settings(tmp_path), World().as_of)
    monkeypatch.setenv("TEPAT_DATA_DIR", str(tmp_path))
    answer = get(f"{base}/api/v1/regions.json")
    assert answer.told["meta"]["mark"].startswith("SIMULASI")
    assert answer.headers["tepat-simulated"] == "true"
    lines = get(f"{base}/api/v1/regions.csv").body.decode().splitlines()
    assert all("SIMULASI" in line for line in lines[1:])
    file = pq.read_table(io.BytesIO(get(f"{base}/api/v1/regions.parquet").body))
    assert b"SIMULASI" in file.schema.metadata[b"tepat"]


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+1+1", "@SUM(A1)", "-2+3|cmd"])
def test_a_hostile_name_is_inert_in_a_spreadsheet(name: str) -> None:
    row = {field.name: None for field in feed_rows.RISK} | {"region_name": f"{name}\r\n=1"}
    meta = dict.fromkeys(feed_files.BOARD.values(), "=now()")
    (listed,) = csv.DictReader(io.StringIO(feed_files.as_csv("risk", [row], meta).decode()))
    assert listed["region_name"] == f"'{name}, =1"
    assert listed["board_mark"] == "'=now()"


def test_the_document_is_served_and_kept_in_the_docs(base: str) -> None:
    served = get(f"{base}/api/openapi.json").body.decode()
    assert served == KEPT.read_text(encoding="utf-8"), "python -m pages.api.openapi > docs/…"
    for schema in openapi.document()["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_the_example_client_prints_the_regions_and_asks_only_once(
    base: str, tmp_path: Path
) -> None:
    held = tmp_path / "held.json"
    command = [sys.executable, str(CLIENT), base, "--lang", "en", "--held", str(held)]
    first, second = (
        subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(2)
    )
    assert first.stdout == second.stdout
    assert "board 1 as of 2024-01-08T03:00:00Z" in first.stdout
    assert json.loads(held.read_text(encoding="utf-8"))["etag"].startswith('W/"v1-')
    wrong = subprocess.run([*command, "--province", "77"], capture_output=True, text=True)
    assert wrong.returncode == 1
    assert "77" in wrong.stderr
