"""Does the worker load only what it uses? It lives as long as the server, beside every session."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from data_pipeline.settings import ROOT
from tests.ingest.conftest import GOOD, csv
from tests.ingest.test_worker import environment

HEAVY = ("pandas", "openpyxl", "matplotlib", "plotly", "streamlit", "babel", "lxml", "PIL")
LOADED = f"print([name for name in {HEAVY} if name in sys.modules])"
# What the command does, without its endless loop.
ONE_TURN = """
import sys, threading
from pathlib import Path
from data_pipeline import inbox, lean, settings, watch
from data_pipeline.heartbeat import Heartbeat
from data_pipeline.commands import watch as command

if __name__ == "__main__":
    here = settings.load()
    lean.do_without_pandas()
    inbox.submit(here, "stok.csv", Path(sys.argv[1]).read_bytes(), "standard", "Budi")
    with Heartbeat(here) as heartbeat:
        worker = watch.Worker(here, heartbeat, threading.Event())
        worker.turn()
        worker.close()
    assert (here.boards_dir / "current.json").exists()
    assert any(here.receipts_dir.iterdir())
"""
# pyarrow looks for pandas once; what comes later must still find it.
LATER = """
import sys
from data_pipeline import lean

lean.do_without_pandas()
import pyarrow as pa
pa.array([1, 2])
assert "pandas" not in sys.modules
frame = pa.table({"a": [1, None]}).to_pandas()
assert pa.array(frame["a"]).to_pylist() == [1.0, None]
assert pa.Table.from_pandas(frame).num_rows == 2
"""


def told(code: str, data_dir: Path, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=environment(data_dir, PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        check=True,
        timeout=180,
    ).stdout.strip()


def test_the_command_imports_nothing_heavy(tmp_path: Path) -> None:
    assert told(f"import sys, data_pipeline.commands.watch\n{LOADED}", tmp_path) == "[]"


def test_nor_does_it_after_a_file_and_a_board(tmp_path: Path) -> None:
    snapshot = tmp_path / "stok.csv"
    snapshot.write_bytes(csv(GOOD))
    found = told(f"{ONE_TURN}    {LOADED}", tmp_path / "data", str(snapshot))
    assert found == "[]"


def test_pandas_is_found_by_whoever_needs_it_later(tmp_path: Path) -> None:
    assert told(LATER, tmp_path) == ""
