"""Are a load balancer and a monitor told the truth about board, worker, ledger and pages?"""

from __future__ import annotations

import asyncio
import json
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.requests import Request

from data_pipeline import clock, heartbeat, troubles
from data_pipeline.errors import SettingError
from data_pipeline.heartbeat import Beat, State
from data_pipeline.settings import Settings
from pages import measured
from pages.api import monitor
from pages.components import figures
from tests.ingest.conftest import BAD, GOOD, csv, station_in
from tests.ui import boards

REQUEST = Request({"type": "http"})


def told(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[str]]:
    monkeypatch.setenv("TEPAT_DATA_DIR", str(data_dir))
    answer = monitor.ready(REQUEST)
    problems = json.loads(bytes(answer.body))["problems"]
    return answer.status_code, [problem["code"] for problem in problems]


def beats(data_dir: Path, state: State, age: timedelta = timedelta()) -> None:
    at = (clock.wall_now() - age).isoformat() + "Z"
    text = json.dumps(asdict(Beat(1, at, state, at)))
    heartbeat.path_of(Settings(data_dir)).write_text(text)


def test_before_the_first_board_it_lives_but_is_not_ready(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert told(tmp_path, monkeypatch) == (503, ["NO_BOARD", "WORKER_NEVER"])
    with ThreadPoolExecutor() as elsewhere:  # a browser test may have left its loop in this thread
        alive = elsewhere.submit(asyncio.run, monitor.health(REQUEST)).result()
    assert json.loads(bytes(alive.body)) == {"version": 0}


def test_many_open_pages_are_given_time_to_run_one_after_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = time.monotonic()
    monkeypatch.setattr(measured, "_seen", {"a": now, "b": now, "c": now, "gone": now - 60})
    assert measured.spread_ms() == 2 * measured.MS_A_PAGE


def test_each_reason_has_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    board = boards.fresh()
    beats(board, "idle")
    monkeypatch.setenv("TEPAT_TICK_SECONDS", "86400")
    assert told(board, monkeypatch) == (200, [])
    beats(board, "idle", timedelta(seconds=11))
    assert told(board, monkeypatch) == (503, ["WORKER_SILENT"])
    beats(board, "failing")
    assert told(board, monkeypatch) == (503, ["WORKER_FAILING"])
    beats(board, "ingesting")
    monkeypatch.setenv("TEPAT_TICK_SECONDS", "0.000001")
    assert told(board, monkeypatch) == (503, ["BOARD_OLD"])
    monkeypatch.setenv("TEPAT_TICK_SECONDS", "86400")
    (board / "ledger.jsonl").unlink(missing_ok=True)
    (board / "ledger.jsonl").mkdir()
    assert told(board, monkeypatch) == (503, ["LEDGER_NOT_WRITABLE"])


def scraped(port: int) -> dict[str, str]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
        lines = answer.read().decode().splitlines()
    assert len([line for line in lines if line.startswith("# TYPE")]) >= 10
    told = [line.rpartition(" ") for line in lines if not line.startswith("#")]
    return {name: value for name, _, value in told}


def test_metrics_follow_the_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    station = station_in(tmp_path / "data")
    monkeypatch.setenv("TEPAT_DATA_DIR", str(station.settings.data_dir))
    with monitor.metrics_server(0) as port:
        assert scraped(port)['tepat_deliveries_total{outcome="partly"}'] == "0"
        station.deliver(csv(GOOD, BAD))
        station.settings.inbox_dir.mkdir()
        (station.settings.inbox_dir / "waits.csv").write_bytes(csv(GOOD))
        found = scraped(port)
    station.warehouse.close()
    assert found['tepat_deliveries_total{outcome="partly"}'] == "1"
    assert found['tepat_rows_total{fate="refused"}'] == "1"
    assert found["tepat_queue_files"] == "1"
    assert float(found["tepat_ingest_lag_seconds"]) > 0
    assert found["tepat_audit_entries_total"] == "1"
    assert found['tepat_not_ready{code="NO_BOARD"}'] == "1"


def test_page_times_are_a_histogram(monkeypatch: pytest.MonkeyPatch) -> None:
    with monitor.metrics_server(0) as port:
        monkeypatch.setenv("TEPAT_DATA_DIR", str(boards.empty()))
        before = scraped(port).get('tepat_page_seconds_count{page="shortages"}', "0")
        boards.open_page(monkeypatch, "situation/shortages.py", boards.empty(), "id")
        found = scraped(port)
    assert int(found['tepat_page_seconds_count{page="shortages"}']) == int(before) + 1
    bucket = 'tepat_page_seconds_bucket{page="shortages",le="+Inf"}'
    assert found[bucket] == found['tepat_page_seconds_count{page="shortages"}']


@pytest.mark.parametrize("wrong", ["0", "65536", "-1", "80a", "٣"])
def test_a_port_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(SettingError, match="TEPAT_METRICS_PORT"):
        monitor.port({"TEPAT_METRICS_PORT": wrong})
    assert monitor.port({}) is None


def test_a_page_that_fails_says_a_number_and_the_log_has_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    board = boards.fresh()
    monkeypatch.setattr(figures, "show", lambda *args, **more: 1 / 0)
    page = boards.open_page(monkeypatch, "situation/overview.py", board, "en")
    number = page.error[0].value.partition("**")[2].partition("**")[0]
    log = troubles.path_of(Settings(board))
    assert f"{number} " in log.read_text()
    assert "ZeroDivisionError" in log.read_text()
    assert log.stat().st_mode & 0o077 == 0
    assert "ZeroDivisionError" not in boards.words(page)
