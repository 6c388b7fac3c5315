"""When does `make run` load the simulated election, and when does it refuse to start?"""

from __future__ import annotations

import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tools import start

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("files", "is_empty"),
    [
        ((), True),
        (("SIMULASI",), True),
        (("SIMULASI", "ledger.jsonl"), True),  # a load that was cut off is finished
        (("ledger.jsonl",), False),  # a real sender's files are never mixed with make-believe
        (("SIMULASI", "ledger.jsonl", "boards/current.json"), False),
    ],
)
def test_the_simulation_is_loaded_only_where_nothing_can_be_shown(
    tmp_path: Path, files: tuple[str, ...], is_empty: bool
) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert start.needs_demo(tmp_path) is is_empty


def test_a_taken_port_is_refused_with_a_way_out() -> None:
    with socket.socket() as other:
        other.bind((start.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        command = [sys.executable, "-m", "tools.start", "--port", str(port)]
        answer = subprocess.run(command, cwd=start.ROOT, capture_output=True, text=True)
    assert answer.returncode == 1
    assert f"Port {port} on 127.0.0.1 is taken" in answer.stderr
    assert f"PORT={port + 1}" in answer.stderr
